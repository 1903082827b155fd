import SQLText

/// Lines of a text, a file or the standard input, to be run as a script.
///
/// Not `Sendable`: reading blocks, so it belongs to whoever runs the script.
final class ScriptSource {
    /// The name in messages; nil for a text.
    let name: String?
    /// The folder of the file, with the `/` at its end; nil for a text or the standard input.
    let folder: String?
    /// Whether what is left is all there at once, so that counting it cannot wait for anybody.
    let isFinite: Bool
    /// What is left of a text; nil for a file.
    private var text: ArraySlice<UInt8>?
    private var number = 0
    private var reader: StreamLineReader?

    /// A text.
    init(text: String) {
        (name, folder, isFinite) = (nil, nil, true)
        self.text = Array(text.utf8)[...]
    }

    /// A file; `-` is the standard input.
    init(file path: String) throws(InputFileError) {
        if path == "-" {
            let reader = StreamLineReader(descriptor: 0)
            (name, folder, isFinite) = ("<stdin>", nil, reader.isSmallFile)
            self.reader = consume reader
        } else {
            let reader = try StreamLineReader(path: FileName.expanded(path))
            (name, folder, isFinite) = (path, FileName.folder(of: path), reader.isSmallFile)
            self.reader = consume reader
        }
    }

    /// The script that runs before the prompt, which nobody asks for by name: a regular file that is the user's own.
    init(startScript path: String) throws(InputFileError) {
        let reader = try StreamLineReader(regularFile: path)
        try reader.checkTrust()
        (name, folder, isFinite) = (path, FileName.folder(of: path), reader.isSmallFile)
        self.reader = consume reader
    }

    /// The next line, with its end and its number from 1; nil behind the last one.
    func next() throws(InputFileError) -> StreamLineReader.Line? {
        guard let rest = text else { return try reader?.next() }
        guard !rest.isEmpty else { return nil }
        number += 1
        let end = rest.firstIndex(where: SQLLexer.isLineEnd).map { index in
            rest[index] == 0x0D && index < rest.endIndex - 1 && rest[index + 1] == 0x0A ? index + 2 : index + 1
        }
        text = rest[(end ?? rest.endIndex)...]
        return StreamLineReader.Line(whole: Array(rest[..<(end ?? rest.endIndex)]), number: number)
    }
}
