import SQLText

/// Megabytes a second of cutting a script into statements, beside a scan for `;`.
struct SplitBenchmark {
    let runs: Int
    let report: Report

    /// Measures a script with a statement in each line, and one long statement.
    func run() {
        measure(
            "split, an INSERT a line",
            Self.script { "INSERT INTO root.a.d\($0 % 100)(time, s1, s2) VALUES (\($0), 'text; \($0)', \($0).5);\n" }
        )
        measure("split, one statement", Self.script { $0 == 199_999 ? "(1, 2);\n" : "(\($0), 'a', 1.5),\n" })
    }

    private static func script(_ line: (Int) -> String) -> [UInt8] {
        var bytes: [UInt8] = []
        for index in 0..<200_000 { bytes += line(index).utf8 }
        return bytes
    }

    private func measure(_ name: String, _ bytes: [UInt8]) {
        let seconds = Timing.alternate(runs: runs) {
            var splitter = StatementSplitter(grammar: .tree)
            var count = 0
            splitter.feed(bytes, number: 1, isComplete: true)
            while splitter.next() != nil { count += 1 }
            splitter.finish()
            while splitter.next() != nil { count += 1 }
            Kept.use(count)
        } _: {
            Kept.use(bytes.reduce(0) { $1 == UInt8(ascii: ";") ? $0 + 1 : $0 })
        }
        let megabytes = Double(bytes.count) / 1e6
        let peer = (name: "scan for ;", value: megabytes / seconds.peer)
        report.print(.init(name: name, value: megabytes / seconds.work, unit: "MB/s", peer: peer))
    }
}
