import ShellKit

/// Megabytes a second of finding the records of a csv file, beside adding up its bytes.
struct ParseBenchmark {
    let runs: Int
    let report: Report

    /// Measures plain rows of four values, and rows of quoted texts.
    func run() throws {
        try measure(
            "parse csv, 4 columns",
            Self.rows { "2024-01-01T00:00:00.\(100 + $0 % 900)Z,true,\(Double($0) / 7),\($0)\n" }
        )
        try measure("parse csv, quoted texts", Self.rows { "\($0),\"a text, with a comma\",\"and \"\"quotes\"\"\"\n" })
    }

    private static func rows(_ row: (Int) -> String) -> [UInt8] {
        var bytes: [UInt8] = []
        for index in 0..<200_000 { bytes += row(index).utf8 }
        return bytes
    }

    private func measure(_ name: String, _ bytes: [UInt8]) throws {
        let seconds = Timing.alternate(runs: runs) {
            var parser = DelimitedParser()
            var rest = bytes[...]
            repeat {
                rest.prefix(256 * 1024).withUnsafeBytes { parser.append($0) }
                rest = rest.dropFirst(256 * 1024)
                if rest.isEmpty { parser.finish() }
                while parser.next() { Kept.use(parser.batch.records.count) }
            } while !rest.isEmpty
        } _: {
            Kept.use(Int(bytes.reduce(0) { $0 &+ UInt64($1) }))
        }
        let megabytes = Double(bytes.count) / 1e6
        let peer = (name: "byte scan", value: megabytes / seconds.peer)
        report.print(.init(name: name, value: megabytes / seconds.work, unit: "MB/s", peer: peer))
    }
}
