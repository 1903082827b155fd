import IoTDBWire

/// How far a script has come, in a file that is written anew after every statement, whole or not at all.
///
/// The file holds the number of statements that were carried out, a digest of their texts, and the word `unknown` where
/// the one behind them was sent and not answered: it is not among them. A file with a number alone is taken as it is.
struct Checkpoint {
    /// Statements that are left out, because they are done.
    let done: Int
    /// Whether the statement behind them was sent before and not answered.
    let isNextUnknown: Bool
    private let path: String
    /// The digest of the statements that are done; nil where the file has none.
    private let expected: UInt64?
    /// The digest of the statements that were read.
    private var digest = StatementDigest()

    /// A checkpoint; reads the file where the script goes on, and makes sure that it can be written.
    ///
    /// - Throws: `ShellError` for a file that cannot be read or written.
    init(path: String, resumes: Bool) throws(ShellError) {
        self.path = FileName.expanded(path)
        let entry = resumes ? try Self.read(self.path) : nil
        done = entry?.done ?? 0
        expected = entry?.digest
        isNextUnknown = entry?.isNextUnknown ?? false
        // What cannot be remembered must not be carried out.
        guard entry == nil else { return }
        do throws(OutputError) {
            try write()
        } catch {
            throw ShellError(error)
        }
    }

    /// Passes over a statement that is done.
    ///
    /// - Throws: `ShellError` behind the last of them, when they are not those that were carried out.
    mutating func skip(_ statement: String) throws(ShellError) {
        digest.add(statement)
        guard digest.count == done, let expected, expected != digest.value else { return }
        throw ShellError(
            "\(path): the script was changed: its first \(done == 1 ? "statement is" : "\(done) statements are") not what was"
                + " carried out; nothing was sent. Without --resume it runs from its start",
            .ownFailure
        )
    }

    /// A statement was carried out, or refused and left behind.
    mutating func finish(_ statement: String) throws(OutputError) {
        digest.add(statement)
        try write()
    }

    /// The statement behind those that are done was sent, and nobody knows what became of it.
    func noteUnknown() throws(OutputError) { try write(isNextUnknown: true) }

    private func write(isNextUnknown: Bool = false) throws(OutputError) {
        let sink = try FileSink(path: path)
        try sink.write("\(digest.count) \(digest.text)\(isNextUnknown ? " unknown" : "")\n")
        try sink.finish(isWhole: true)
    }

    private struct Entry {
        var done: Int
        var digest: UInt64?
        var isNextUnknown = false
    }

    /// What a file says; nil when there is none.
    private static func read(_ path: String) throws(ShellError) -> Entry? {
        do throws(InputFileError) {
            let line = try StreamLineReader.lines(ofFile: path, limit: 4096).first
            if let line, let entry = entry(String(decoding: line.bytes, as: UTF8.self)) { return entry }
        } catch {
            // No such file: nothing is done.
            if error.code == 2 { return nil }
            throw ShellError(error.description, .ownFailure)
        }
        throw ShellError("\(path): this is no checkpoint", .ownFailure)
    }

    private static func entry(_ line: String) -> Entry? {
        let words = line.split(whereSeparator: \.isWhitespace)
        guard (1...3).contains(words.count), let done = SettingSyntax.number(String(words[0]), in: 0...Int.max - 1)
        else { return nil }
        var entry = Entry(done: done)
        if words.count > 1 {
            guard let digest = UInt64(words[1], radix: 16) else { return nil }
            entry.digest = digest
        }
        if words.count > 2 {
            guard words[2] == "unknown" else { return nil }
            entry.isNextUnknown = true
        }
        return entry
    }
}

/// A digest of the texts of statements, in order: FNV-1a, which tells changes from accidents, not from intent.
struct StatementDigest: Equatable {
    /// Number of statements.
    private(set) var count = 0
    /// The digest.
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Adds a statement.
    mutating func add(_ statement: String) {
        count += 1
        for byte in statement.utf8 { add(byte) }
        // Between two statements stands what none of them holds.
        add(0)
    }

    private mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }

    /// Sixteen hexadecimal digits.
    var text: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
