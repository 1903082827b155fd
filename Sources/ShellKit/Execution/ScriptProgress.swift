import IoTDBWire
import Platform
import SQLText

/// How far the scripts have come, on a line of the terminal: `1200 of 5000 statements, 24 %, 812 statements/s, 5 s
/// left`.
struct ScriptProgress {
    private let inputs: [StartUp.Input]
    private let start = ContinuousClock.now
    /// How many statements there are; nil where that is not known. Counted when the line is first drawn.
    private var total: Int??

    /// The scripts begin.
    init(_ inputs: [StartUp.Input]) { self.inputs = inputs }

    /// Draws the line anew when it is time.
    mutating func update(_ line: ProgressDisplay, statements count: Int, _ dialect: SQLDialect) {
        guard ContinuousClock.now - start >= ProgressDisplay.patience else { return }
        let total = known(dialect, atLeast: count)
        line.update(since: start) { elapsed in
            let fraction = total.map { Double(count) / Double(max($0, 1)) }
            let unit = total.map { "of \($0) statements" } ?? "statements"
            return ProgressDisplay.text(count, unit, rate: "statements", fraction: fraction, elapsed: elapsed)
        }
    }

    /// What stands in front of the counts of a result: `statement 3 of 5, `; empty for the first.
    func prefix(statement number: Int) -> String {
        if number == 1 { return "" }
        let known = (total ?? nil).flatMap { $0 < number ? nil : $0 }
        return "statement \(number)" + (known.map { " of \($0)" } ?? "") + ", "
    }

    private mutating func known(_ dialect: SQLDialect, atLeast count: Int) -> Int? {
        let counted = total ?? StatementCount.of(inputs, dialect)
        // More than there should be: what was counted is not what runs.
        total = .some(counted.flatMap { $0 < count ? nil : $0 })
        return total ?? nil
    }
}

/// Counts the statements of scripts before they are run.
enum StatementCount {
    /// What counting may take.
    private static let limit = Duration.milliseconds(100)

    /// The number of statements; nil where it cannot be known in a short time, without taking anything from a pipe.
    static func of(_ inputs: [StartUp.Input], _ dialect: SQLDialect) -> Int? {
        let end = ContinuousClock.now + limit
        var count = 0
        for input in inputs {
            guard let source = source(input), let more = statements(of: source, dialect, until: end) else { return nil }
            count += more
        }
        return count
    }

    private static func source(_ input: StartUp.Input) -> ScriptSource? {
        switch input {
        case .text(let text): return ScriptSource(text: text)
        case .file(let path):
            // A regular file is opened once more and read from its start.
            let path = path == "-" ? "/proc/self/fd/0" : FileName.expanded(path)
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
            return try? ScriptSource(file: path)
        }
    }

    private static func statements(
        of source: ScriptSource,
        _ dialect: SQLDialect,
        until end: ContinuousClock.Instant
    ) -> Int? {
        var splitter = StatementSplitter(dialect: dialect, source: nil)
        var (count, lines) = (0, 0)
        do throws(InputFileError) {
            while let line = try source.next() {
                splitter.feed(line.whole, number: line.number, isComplete: true)
                guard take(&splitter, &count) else { return nil }
                lines += 1
                if lines % 64 == 0, ContinuousClock.now > end { return nil }
            }
        } catch {
            return nil
        }
        splitter.finish()
        return take(&splitter, &count) ? count : nil
    }

    /// Takes what was read; false where a command decides how many statements there are.
    private static func take(_ splitter: inout StatementSplitter, _ count: inout Int) -> Bool {
        while let event = splitter.next() {
            switch event {
            case .statement: count += 1
            case .metaCommand(let line, _):
                let name = String(line.dropFirst().prefix { $0.isLetter || $0 == "_" })
                if ["i", "include", "ir", "include_relative", "if", "q", "quit", "watch"].contains(name) {
                    return false
                }
                guard ["g", "gx", "gset"].contains(name) else { continue }
                count += 1
                splitter.clearBuffer()
            case .legacyCommand, .error: continue
            }
        }
        return true
    }
}
