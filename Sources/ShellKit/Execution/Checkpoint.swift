import IoTDBWire

/// How far a script has come, in a file that is written anew after every statement, whole or not at all.
///
/// The file holds the number of statements that were carried out. A statement of unknown outcome is not among them: it
/// is the next one.
struct Checkpoint {
    /// Statements between two writes while all goes well; every failure is written at once.
    private let path: String
    /// Statements that are left out, because they are done.
    let done: Int

    /// A checkpoint; reads the file where the script goes on.
    ///
    /// - Throws: `ShellError` for a file that cannot be read.
    init(path: String, resumes: Bool) throws(ShellError) {
        self.path = FileName.expanded(path)
        guard resumes else {
            done = 0
            return
        }
        do throws(InputFileError) {
            let line = try StreamLineReader.lines(ofFile: self.path, limit: 4096).first
                .map { String(decoding: $0.bytes, as: UTF8.self) }
            guard let number = line.flatMap({ SettingSyntax.number(String($0.trimmingBlanks()), in: 0...Int.max - 1) })
            else {
                throw InputFileError(path: self.path, code: 0)
            }
            done = number
        } catch {
            if error.code == 2 {
                done = 0
                return
            }
            throw ShellError(
                error.code == 0 ? "\(self.path): this is no checkpoint" : error.description,
                .ownFailure
            )
        }
    }

    /// Writes how many statements are done.
    func write(_ count: Int) throws(OutputError) {
        let sink = try FileSink(path: path)
        try sink.write("\(count)\n")
        try sink.finish(isWhole: true)
    }
}
