import IoTDBWire

/// `\stats`: figures about each series.
enum StatsCommand {
    /// The command.
    static let command = SeriesCommands.command(
        "stats",
        arguments: [.rest("PATH|TABLE|QUERY [RANGE]", .path, isOptional: false)],
        summary: "points, nulls, min, max, mean, deviation, first and last time, median step, points per second",
        details: """
            Reads all points once, in bounded memory. RANGE is last 1d, since TIME or A..B. same_since is when the last \
            value came first without another one after it, which shows a sensor that is stuck. Formats for people have \
            seven digits of what is computed, the others all.
            """,
        run: run
    )

    @Sendable
    private static func run(_ arguments: CommandArguments, _ context: CommandContext) async throws -> CommandOutcome {
        guard let written = arguments["PATH|TABLE|QUERY [RANGE]"] else { return .done }
        let text = try await context.settings.expanded(written)
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
                for (column, one) in zip(others, figures) {
                    table.add([.string(column.name)], one, type: column.type, nulls: one.nulls)
                }
                try table.print(printer)
            }
            return .done
        }
        var words = SeriesPath.words(try MetaCommandParser.parse("\\stats " + text).arguments)
        let window = try clock.window(&words, keeping: 1)
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
        var devices = DeviceRows(others)
        try await results.eachPage { page in
            add(page, results.columns.first, others, to: &figures)
            devices.add(page)
        }
        for (index, column) in others.enumerated() {
            // The server joins rows of several devices by their times; only a device's own rows can lack a value.
            let nulls = devices.rows(of: index).map { max(0, $0 - figures[index].count) } ?? 0
            table.add([.string(column.name)], figures[index], type: column.type, nulls: nulls)
        }
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
                table.add(tags.map(\.asText) + [.string(field.name)], one, type: field.type, nulls: one.nulls)
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
            let times = time.map { block.column(at: $0.blockIndex) }
            for (index, column) in columns.enumerated() {
                // Taken out, so that it is changed in place.
                var one = figures[index]
                figures[index] = SeriesStatistics()
                if !one.addNumbers(block.column(at: column.blockIndex), column.type, times, block.rowCount) {
                    for row in 0..<block.rowCount {
                        let at = time.flatMap { block.value(row: row, column: $0).integer }
                        one.add(at, block.value(row: row, column: column))
                    }
                }
                figures[index] = one
            }
        }
    }
}

extension SeriesStatistics {
    /// Takes a column of numbers with a time in each row, without a value for each cell; false where it is none.
    fileprivate mutating func addNumbers(
        _ column: Column,
        _ type: DataType,
        _ times: Column?,
        _ rows: Int
    ) -> Bool {
        guard let times, times.physicalType == .int64, times.layout == .rows, times.nulls.isEmpty,
            column.layout == .rows, times.int64s.count >= rows
        else { return false }
        switch (column.physicalType, type) {
        case (.double, .double) where column.int64s.count >= rows:
            for row in 0..<rows {
                if column.isNull(row: row) {
                    addNull()
                } else {
                    add(times.int64s[row], number: Double(bitPattern: UInt64(bitPattern: column.int64s[row])))
                }
            }
        case (.float, .float) where column.int32s.count >= rows:
            for row in 0..<rows {
                if column.isNull(row: row) {
                    addNull()
                } else {
                    add(times.int64s[row], number: Double(Float(bitPattern: UInt32(bitPattern: column.int32s[row]))))
                }
            }
        case (.int64, .int64) where column.int64s.count >= rows:
            for row in 0..<rows {
                if column.isNull(row: row) { addNull() } else { add(times.int64s[row], whole: column.int64s[row]) }
            }
        case (.int32, .int32) where column.int32s.count >= rows:
            for row in 0..<rows {
                if column.isNull(row: row) {
                    addNull()
                } else {
                    add(times.int64s[row], whole: Int64(column.int32s[row]))
                }
            }
        default: return false
        }
        return true
    }
}

/// Rows of the devices that the columns of a tree's result belong to.
private struct DeviceRows {
    /// Columns of each device that has several, with the rows in which one of them has a value.
    private var devices: [(columns: [ResultColumn], rows: Int)] = []
    /// The device of each column; nil for the only column of its device.
    private var places: [Int?] = []

    init(_ columns: [ResultColumn]) {
        let names = columns.map { NodeCounts.split($0.name)?.parent ?? "" }
        let members = Dictionary(grouping: columns.indices) { names[$0] }.filter { $0.value.count > 1 }
        let ordered = members.keys.sorted()
        let numbers = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1, $0) })
        devices = ordered.map { ((members[$0] ?? []).map { columns[$0] }, 0) }
        places = names.map { numbers[$0] }
    }

    /// The rows of a column's device; nil where it has no other column.
    func rows(of column: Int) -> Int? { places[column].map { devices[$0].rows } }

    mutating func add(_ page: Page) {
        for block in page.blocks {
            for index in devices.indices { devices[index].rows += Self.rows(of: devices[index].columns, in: block) }
        }
    }

    private static func rows(of columns: [ResultColumn], in block: TsBlock) -> Int {
        let stored = columns.map { block.column(at: $0.blockIndex) }
        if stored.contains(where: { $0.nulls.isEmpty }) { return block.rowCount }
        return (0..<block.rowCount).count { row in stored.contains { !$0.isNull(row: row) } }
    }
}

/// Figures of series as rows.
private struct StatisticsTable {
    private struct Entry {
        let names: [Value]
        let figures: SeriesStatistics
        let type: DataType
        let nulls: Int
    }

    private let clock: SeriesClock
    private let names: [String]
    private var entries: [Entry] = []

    init(_ clock: SeriesClock, _ names: [String]) {
        self.clock = clock
        self.names = names
    }

    mutating func add(_ names: [Value], _ figures: SeriesStatistics, type: DataType, nulls: Int) {
        entries.append(Entry(names: names, figures: figures, type: type, nulls: nulls))
    }

    func print(_ printer: ResultPrinter) throws {
        // Whole numbers are shown whole where there are no others.
        let isWhole = entries.allSatisfy { $0.figures.mean == nil || $0.figures.integers != nil }
        let type: DataType = isWhole ? .int64 : .double
        var computed = ComputedRows(
            names.map { ($0, .string) } + [
                ("points", .int64), ("nulls", .int64), ("min", type), ("max", type), ("mean", .double),
                ("stddev", .double), ("first", .timestamp), ("last", .timestamp), ("same_since", .timestamp),
                ("step", .string), ("per_second", .double),
            ]
        )
        let printer = printer.expandedWhereNarrow
        var writer = try printer.writer(computed.columns, clock.precision)
        for entry in entries {
            computed.append(entry.names + cells(entry, isWhole: isWhole, isForPeople: printer.isForPeople))
            if computed.count >= 500 { try writer.write(computed.takePage()) }
        }
        try writer.write(computed.takePage())
        try writer.finish()
    }

    private func cells(_ entry: Entry, isWhole: Bool, isForPeople: Bool) -> [Value] {
        let figures = entry.figures
        func computed(_ number: Double?) -> Value {
            Value(isForPeople ? number.flatMap { Double(ChartNumber.text($0, digits: 7)) } : number)
        }
        let ends: [Value] =
            isWhole
            ? [Value(figures.integers?.lowerBound), Value(figures.integers?.upperBound)]
            : [figures.minimum, figures.maximum].map { Value($0.map { Self.shortest($0, entry.type) }) }
        return [.int64(Int64(figures.count)), .int64(Int64(entry.nulls))] + ends + [
            computed(figures.mean), computed(figures.deviation),
        ] + [figures.firstTime, figures.lastTime, figures.sameSince].map { $0.map(Value.timestamp) ?? .null } + [
            Value(figures.steps.median.map { SpanText.text($0, clock.precision) }),
            computed(figures.rate(clock.precision)),
        ]
    }
    /// A FLOAT as the number that its text has: 5.33, not the 5.329999923706055 that a DOUBLE makes of it.
    private static func shortest(_ number: Double, _ type: DataType) -> Double {
        type == .float ? Double("\(Float(number))") ?? number : number
    }
}
