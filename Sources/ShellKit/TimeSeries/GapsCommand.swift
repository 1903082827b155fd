import IoTDBWire

/// `\gaps`: where points of a series are missing.
enum GapsCommand {
    /// The command.
    static let command = SeriesCommands.command(
        "gaps",
        arguments: [.required("PATH|TABLE.COLUMN", .path), .optional("INTERVAL"), .repeated("RANGE")],
        summary: "holes longer than an interval; RANGE is last 1d, since TIME or A..B",
        details: """
            Without an interval the median distance of the points is taken, and said. A hole is a distance of more \
            than one and a half intervals. When a range with both ends is given, they count like points.
            """,
        run: run
    )

    @Sendable
    private static func run(_ arguments: CommandArguments, _ context: CommandContext) async throws -> CommandOutcome {
        let clock = try await SeriesClock(context)
        let given = [arguments["PATH|TABLE.COLUMN"], arguments["INTERVAL"]].compactMap { $0 } + arguments.all("RANGE")
        var words = SeriesPath.words(given)
        let text = words.removeFirst()
        let window = try clock.window(&words)
        var interval: Int64?
        if let word = words.first {
            interval = try SpanText.length(word, clock.precision)
            guard words.count == 1 else { throw SeriesError("\"\(words[1])\" is not allowed; usage: \(command.usage)") }
        }
        let target = try await SeriesLookup(command: "\\gaps", context: context).target(text)
        let printer = try await context.output.resultPrinter(usesPager: true)
        let search = GapSearch(interval: interval, window: window, clock: clock, printer: printer)
        let notes: [String]
        switch target {
        case .tree(let series):
            notes = try await context.session.withResults(SeriesSQL.points(target, window)) { results in
                try await search.tree(series.map(\.path), results)
            }
        case .table(let table):
            let withoutNulls = table.fields.count == 1
            let sql = SeriesSQL.points(target, window, withoutNulls: withoutNulls)
            notes = try await context.session.withResults(sql) { results in
                try await search.table(table, results)
            }
        }
        for note in notes { await context.output.note(note) }
        return .done
    }
}

/// One pass over points, and what is printed of the gaps in them.
private struct GapSearch: Sendable {
    let interval: Int64?
    let window: TimeWindow
    let clock: SeriesClock
    let printer: ResultPrinter

    /// Most series that are told about in a note each.
    private static let noteLimit = 20

    /// Points of several series that come row by row; what is to be said about them.
    func tree(_ names: [String], _ results: ResultSet) async throws -> [String] {
        var detectors = names.map { _ in GapDetector(interval: interval) }
        try await results.eachPage { page in
            for block in page.blocks {
                for (index, column) in results.columns.dropFirst().enumerated() where index < detectors.count {
                    let stored = block.column(at: column.blockIndex)
                    for row in 0..<block.rowCount where !stored.isNull(row: row) {
                        detectors[index].add(block.time.int64s[block.time.index(ofRow: row)])
                    }
                }
            }
        }
        // The order of the columns is the server's.
        let titles = results.columns.dropFirst().map(\.name)
        var writer = try Writer(self, ["series"])
        for (title, detector) in zip(titles, detectors) { try writer.write([.string(title)], title, detector) }
        return try writer.finish()
    }

    /// Points of a table in order of series and time.
    func table(_ table: TableSeries, _ results: ResultSet) async throws -> [String] {
        var writer = try Writer(self, table.tags + (table.fields.count > 1 ? ["field"] : []))
        var tags: [Value]?
        var detectors = table.fields.map { _ in GapDetector(interval: interval) }
        func close() throws {
            guard let tags else { return }
            for (field, detector) in zip(table.fields, detectors) {
                let names = tags.map(\.asText) + (table.fields.count > 1 ? [.string(field.name)] : [])
                let title = names.map(\.description).joined(separator: ", ")
                try writer.write(names, title.isEmpty ? field.name : title, detector)
            }
            detectors = table.fields.map { _ in GapDetector(interval: interval) }
        }
        for try await row in results.rows {
            let own = (0..<table.tags.count).map { row[1 + $0] }
            if own != tags {
                try close()
                tags = own
            }
            guard let time = row[0].integer else { continue }
            for index in detectors.indices where !row[1 + table.tags.count + index].isNull {
                detectors[index].add(time)
            }
        }
        try close()
        return try writer.finish()
    }

    /// Prints gaps series by series, and collects what is said about each.
    private struct Writer {
        private let search: GapSearch
        private var computed: ComputedRows
        private var writer: ResultWriter
        private var notes: [String] = []
        private var seriesCount = 0

        init(_ search: GapSearch, _ names: [String]) throws {
            self.search = search
            computed = ComputedRows(
                names.map { ($0, .string) } + [
                    ("start", .timestamp), ("end", .timestamp), ("length", .string), ("missing", .int64),
                ]
            )
            writer = try search.printer.writer(computed.columns, search.clock.precision)
        }

        mutating func write(_ names: [Value], _ title: String, _ detector: GapDetector) throws {
            let report = detector.finished(range: search.window.span)
            for gap in report.gaps {
                let length = SpanText.text(Int64(clamping: gap.length), search.clock.precision)
                let missing = gap.missing(interval: report.interval ?? 1)
                computed.append(names + [.timestamp(gap.start), .timestamp(gap.end), .string(length), .int64(missing)])
                if computed.count >= 500 { try writer.write(computed.takePage()) }
            }
            seriesCount += 1
            if notes.count < GapSearch.noteLimit {
                notes.append(search.note(title, report, unordered: detector.unordered))
            }
        }

        mutating func finish() throws -> [String] {
            try writer.write(computed.takePage())
            try writer.finish()
            if seriesCount == 0 { return ["No points in the range."] }
            return notes + (seriesCount > notes.count ? ["and \(seriesCount - notes.count) more series"] : [])
        }
    }

    /// `root.d.s: 2 gaps, 1h 5m of 1d (4.5 %), 65 points missing; interval 1m (median step)`.
    private func note(_ title: String, _ report: GapReport, unordered: Int) -> String {
        guard let interval = report.interval else {
            return "\(title): \(report.points == 1 ? "one point" : "no points"); an interval cannot be estimated"
        }
        let precision = clock.precision
        let permille = report.total == 0 ? 0 : Double(report.missingTime) / Double(report.total) * 1000
        let tenths = Int(permille.rounded())
        let lengths = [report.missingTime, report.total].map { SpanText.text(Int64(clamping: $0), precision) }
        let count = "\(report.gaps.count) gap\(report.gaps.count == 1 ? "" : "s")"
        let share = "\(lengths[0]) of \(lengths[1]) (\(tenths / 10).\(tenths % 10) %)"
        let step = "interval \(SpanText.text(interval, precision))\(report.isEstimated ? " (median step)" : "")"
        var note = "\(title): \(count), \(share), \(report.missing) points missing; \(step)"
        if !report.isComplete { note += "; only the \(GapDetector.limit) longest are listed" }
        if unordered > 0 { note += "; \(unordered) points with a time not after the one before" }
        return note
    }
}
