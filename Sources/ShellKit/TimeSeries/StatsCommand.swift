import IoTDBWire

/// `\stats`: figures about each series.
enum StatsCommand {
    /// The command.
    static let command = SeriesCommands.command(
        "stats",
        arguments: [.rest("PATH|TABLE|QUERY [RANGE]", .path, isOptional: false)],
        summary: "points, nulls, min, max, mean, deviation, first and last time, median step, points per second",
        details: "Reads all points once, in bounded memory. RANGE is last 1d, since TIME or A..B.",
        run: run
    )

    @Sendable
    private static func run(_ arguments: CommandArguments, _ context: CommandContext) async throws -> CommandOutcome {
        guard let text = arguments["PATH|TABLE|QUERY [RANGE]"] else { return .done }
        let clock = try await SeriesClock(context)
        let printer = try await context.output.resultPrinter(usesPager: true)
        if SeriesQuery.isQuery(text) {
            try SeriesQuery.permit(text, "\\stats")
            try await context.session.withResults(text) { results in
                var table = StatisticsTable(clock, ["column"])
                let time = results.columns.first { $0.holdsTimes }
                let others = results.columns.filter { $0 != time }
                var figures = others.map { _ in SeriesStatistics() }
                try await results.eachPage { add($0, time, others, to: &figures) }
                for (column, one) in zip(others, figures) { table.add([.string(column.name)], one) }
                try table.print(printer)
            }
            return .done
        }
        var words = SeriesPath.words(try MetaCommandParser.parse("\\stats " + text).arguments)
        let window = try clock.window(&words)
        guard words.count == 1 else {
            let rest = words.dropFirst().joined(separator: " ")
            throw MetaCommandError(
                "\\stats: \"\(rest)\" is not allowed; a range is last 1d, since TIME or A..B"
            )
        }
        let target = try await SeriesLookup(command: "\\stats", context: context).target(words[0])
        try await context.session.withResults(SeriesSQL.points(target, window)) { results in
            switch target {
            case .tree: try await tree(results, clock, printer)
            case .table(let table): try await self.table(table, results, clock, printer)
            }
        }
        return .done
    }

    private static func tree(_ results: ResultSet, _ clock: SeriesClock, _ printer: ResultPrinter) async throws {
        var table = StatisticsTable(clock, ["series"])
        let others = Array(results.columns.dropFirst())
        var figures = others.map { _ in SeriesStatistics() }
        try await results.eachPage { add($0, results.columns.first, others, to: &figures) }
        for (column, one) in zip(others, figures) { table.add([.string(column.name)], one) }
        try table.print(printer)
    }

    private static func table(
        _ target: TableSeries,
        _ results: ResultSet,
        _ clock: SeriesClock,
        _ printer: ResultPrinter
    ) async throws {
        var table = StatisticsTable(clock, target.tags + ["field"])
        var tags: [Value]?
        var figures: [SeriesStatistics] = []
        func close() {
            guard let tags else { return }
            for (field, one) in zip(target.fields, figures) {
                table.add(tags.map(\.asText) + [.string(field.name)], one)
            }
        }
        for try await row in results.rows {
            let own = (0..<target.tags.count).map { row[1 + $0] }
            if own != tags {
                close()
                tags = own
                figures = target.fields.map { _ in SeriesStatistics() }
            }
            for index in figures.indices { figures[index].add(row[0].integer, row[1 + target.tags.count + index]) }
        }
        close()
        try table.print(printer)
    }

    private static func add(
        _ page: Page,
        _ time: ResultColumn?,
        _ columns: [ResultColumn],
        to figures: inout [SeriesStatistics]
    ) {
        for block in page.blocks {
            for (index, column) in columns.enumerated() {
                for row in 0..<block.rowCount {
                    let at = time.flatMap { block.value(row: row, column: $0).integer }
                    figures[index].add(at, block.value(row: row, column: column))
                }
            }
        }
    }
}

/// Figures of series as rows.
private struct StatisticsTable {
    private let clock: SeriesClock
    private let names: [String]
    private var entries: [([Value], SeriesStatistics)] = []

    init(_ clock: SeriesClock, _ names: [String]) {
        self.clock = clock
        self.names = names
    }

    mutating func add(_ names: [Value], _ figures: SeriesStatistics) { entries.append((names, figures)) }

    func print(_ printer: ResultPrinter) throws {
        // Whole numbers are shown whole where there are no others.
        let isWhole = entries.allSatisfy { $0.1.mean == nil || $0.1.integers != nil }
        let type: DataType = isWhole ? .int64 : .double
        var computed = ComputedRows(
            names.map { ($0, .string) } + [
                ("points", .int64), ("nulls", .int64), ("min", type), ("max", type), ("mean", .double),
                ("stddev", .double), ("first", .timestamp), ("last", .timestamp), ("step", .string),
                ("per_second", .double),
            ]
        )
        var writer = try printer.writer(computed.columns, clock.precision)
        for (names, figures) in entries {
            computed.append(names + cells(figures, isWhole: isWhole))
            if computed.count >= 500 { try writer.write(computed.takePage()) }
        }
        try writer.write(computed.takePage())
        try writer.finish()
    }

    private func cells(_ figures: SeriesStatistics, isWhole: Bool) -> [Value] {
        let ends: [Value] =
            isWhole
            ? [Value(figures.integers?.lowerBound), Value(figures.integers?.upperBound)]
            : [Value(figures.minimum), Value(figures.maximum)]
        return [.int64(Int64(figures.count)), .int64(Int64(figures.nulls))] + ends + [
            Value(figures.mean), Value(figures.deviation),
            figures.firstTime.map(Value.timestamp) ?? .null, figures.lastTime.map(Value.timestamp) ?? .null,
            Value(figures.steps.median.map { SpanText.text($0, clock.precision) }),
            Value(figures.rate(clock.precision)),
        ]
    }
}
