import IoTDBWire

/// `\latest`: the last value of each series, when it came, and how long ago that is.
enum LatestCommand {
    /// The command.
    static let command = SeriesCommands.command(
        "latest",
        arguments: [
            .required("PATTERN|TABLE", .path),
            .repeated("OPTION", .words(["by", "stale=1h", "oldest", "newest"])),
        ],
        summary: "last value of each series, its time and age; by TAG, stale=1h, oldest, newest",
        details: """
            In the tree dialect the values come from the server's cache of last values, in the order of their series. \
            by TAG groups a table by one of its tags. stale=LENGTH shows only series without a value for that long. \
            oldest and newest sort by time.
            """,
        run: run
    )

    /// Most series that are sorted by time.
    private static let sortLimit = 1_000_000
    /// Most series that are put in the order of their names; where there are more, they are printed as they come.
    private static let nameLimit = 10_000

    private struct Options: Sendable {
        var tag: String?
        var stale: Int64?
        /// Whether the oldest come first; nil for the order of the server.
        var isOldestFirst: Bool?

        init(_ words: [String], _ clock: SeriesClock) throws {
            var rest = words[...]
            while let word = rest.popFirst() {
                switch word.lowercased() {
                case "oldest": isOldestFirst = true
                case "newest": isOldestFirst = false
                case "by":
                    guard let tag = rest.popFirst() else { throw MetaCommandError("\\latest: by what tag?") }
                    self.tag = tag
                case let text where text.hasPrefix("stale="):
                    stale = try SpanText.length(String(text.dropFirst(6)), clock.precision)
                default:
                    throw MetaCommandError(
                        "\\latest: \"\(word)\" is not allowed; there are by TAG, stale=1h, oldest, newest"
                    )
                }
            }
        }
    }

    /// A last value.
    private struct Entry: Sendable {
        var name: [Value]
        var value: Value
        var time: Int64
    }

    @Sendable
    private static func run(_ arguments: CommandArguments, _ context: CommandContext) async throws -> CommandOutcome {
        var words = SeriesPath.words([arguments["PATTERN|TABLE"] ?? "root.**"] + arguments.all("OPTION"))
        let text = words.removeFirst()
        let clock = try await SeriesClock(context)
        let options = try Options(words, clock)
        let printer = try await context.output.resultPrinter(usesPager: true)
        if await context.session.dialect == .tree {
            guard options.tag == nil else { throw MetaCommandError("\\latest: by TAG is for the table dialect") }
            try await tree(SeriesPath(parsing: text), options, clock, printer, context)
        } else {
            guard case .table(var table) = try await SeriesLookup(command: "\\latest", context: context).target(text)
            else { return .done }
            if let tag = options.tag { table = try table.grouped(by: tag) }
            try await self.table(table, options, clock, printer, context)
        }
        return .done
    }

    private static func tree(
        _ path: SeriesPath,
        _ options: Options,
        _ clock: SeriesClock,
        _ printer: ResultPrinter,
        _ context: CommandContext
    ) async throws {
        let list = LatestList(["series"], options, clock, printer)
        // A path may be that of series, or of levels with series below them.
        let isWhole = path.endsInAnyLevel
        let found = try await context.session.withResults(SeriesSQL.latest(path, below: false)) { results in
            try await list.print(results, orEmpty: isWhole, rows: treeRow)
        }
        guard !isWhole, !found else { return }
        _ = try await context.session.withResults(SeriesSQL.latest(path, below: true)) { results in
            try await list.print(results, orEmpty: true, rows: treeRow)
        }
    }

    /// Time, Timeseries, Value, DataType.
    @Sendable
    private static func treeRow(_ row: Row) -> [Entry] {
        guard row.count >= 3, let time = row[0].integer else { return [] }
        return [Entry(name: [row[1]], value: row[2], time: time)]
    }

    private static func table(
        _ table: TableSeries,
        _ options: Options,
        _ clock: SeriesClock,
        _ printer: ResultPrinter,
        _ context: CommandContext
    ) async throws {
        let list = LatestList(table.tags + ["field"], options, clock, printer)
        _ = try await context.session.withResults(SeriesSQL.latest(table)) { results in
            try await list.print(results, orEmpty: true) { row in
                // The tags, then a value and its time for each field.
                let tags = (0..<table.tags.count).map { row[$0] }
                return table.fields.enumerated().compactMap { index, field in
                    let place = table.tags.count + 2 * index
                    guard row.count > place + 1, let time = row[place + 1].integer else { return nil }
                    return Entry(name: tags + [.string(field.name)], value: row[place], time: time)
                }
            }
        }
    }

    /// The result that is printed.
    private struct LatestList: Sendable {
        let names: [String]
        let options: Options
        let clock: SeriesClock
        let printer: ResultPrinter

        init(_ names: [String], _ options: Options, _ clock: SeriesClock, _ printer: ResultPrinter) {
            (self.names, self.options, self.clock, self.printer) = (names, options, clock, printer)
        }

        /// Prints the entries of a result; whether there were any.
        ///
        /// - Parameter orEmpty: Whether a result without entries is printed too.
        func print(
            _ results: ResultSet,
            orEmpty: Bool,
            rows entries: @Sendable (Row) -> [Entry]
        ) async throws -> Bool {
            var computed = ComputedRows(
                names.map { ($0, .string) } + [("value", .string), ("time", .timestamp), ("age", .string)]
            )
            var writer: ResultWriter?
            var kept: [Entry] = []
            var keeps = true
            var hasRows = false
            for try await row in results.rows {
                hasRows = true
                kept += entries(row).filter { isStale($0.time) }
                if keeps, kept.count <= (options.isOldestFirst == nil ? nameLimit : sortLimit) { continue }
                guard options.isOldestFirst == nil else {
                    throw MetaCommandError("\\latest: more than \(sortLimit) series are not sorted; narrow the path")
                }
                keeps = false
                try append(kept, &computed, &writer)
                kept = []
            }
            if keeps { sort(&kept) }
            try append(kept, &computed, &writer)
            guard hasRows || orEmpty else { return false }
            try flush(&computed, &writer)
            try writer?.finish()
            return hasRows
        }

        /// By time as the user wishes, else by name where the server gives no order.
        private func sort(_ entries: inout [Entry]) {
            if let isOldestFirst = options.isOldestFirst {
                entries.sort { isOldestFirst ? $0.time < $1.time : $0.time > $1.time }
            } else if names == ["series"] {
                entries.sort { ($0.name.first?.text ?? "") < ($1.name.first?.text ?? "") }
            }
        }

        private func append(
            _ entries: [Entry],
            _ computed: inout ComputedRows,
            _ writer: inout ResultWriter?
        ) throws {
            for entry in entries {
                computed.append(cells(entry))
                if computed.count >= 500 { try flush(&computed, &writer) }
            }
        }

        private func isStale(_ time: Int64) -> Bool {
            options.stale.map { time <= clock.now.addingSaturating(-$0) } ?? true
        }

        private func cells(_ entry: Entry) -> [Value] {
            entry.name.map(\.asText) + [
                printer.text(of: entry.value, clock.precision), .timestamp(entry.time),
                .string(clock.age(of: entry.time)),
            ]
        }

        private func flush(_ computed: inout ComputedRows, _ writer: inout ResultWriter?) throws {
            if writer == nil { writer = try printer.writer(computed.columns, clock.precision) }
            try writer?.write(computed.takePage())
        }
    }
}

extension Value {
    /// The value as a text; null stays null.
    var asText: Value { isNull ? .null : .string(text ?? description) }
}
