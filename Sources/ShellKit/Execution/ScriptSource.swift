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

    /// The next line with its number from 1; nil behind the last one.
    func next() throws(InputFileError) -> (bytes: [UInt8], number: Int)? {
        guard let rest = text else {
            guard let line = try reader?.next() else { return nil }
            return (line.bytes, line.number)
        }
        guard number == 0 || !rest.isEmpty else { return nil }
        number += 1
        let end = rest.firstIndex(of: 0x0A)
        text = end.map { rest[($0 + 1)...] } ?? []
        return (Array(rest[..<(end ?? rest.endIndex)]), number)
    }
}
