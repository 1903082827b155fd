import IoTDBWire

/// `\tail`: the last points, and with `-f` those that follow.
enum TailCommand {
    /// The command.
    static let command = SeriesCommands.command(
        "tail",
        arguments: [.rest("[-n N] [-f] [-i SEC] PATH|TABLE|QUERY", .path, isOptional: false)],
        summary: "the last N points (10) in order of time; -f follows, asking every SEC seconds (1), until Ctrl-C",
        details: """
            Each point is shown once. One that comes after a newer point of its series is marked late, while it is \
            among the last two thousand rows; of a path or a table it is told how many values came even later. A lost \
            server is asked again until it answers.
            """,
        run: run
    )

    @Sendable
    private static func run(_ arguments: CommandArguments, _ context: CommandContext) async throws -> CommandOutcome {
        guard let text = arguments["[-n N] [-f] [-i SEC] PATH|TABLE|QUERY"] else { return .done }
        let options = try TailOptions(try await context.settings.expanded(text))
        let source = try await TailSource(options.subject, context)
        let precision = try await context.session.timestampPrecision
        var tail = Tail(options: options, source: source, precision: precision)
        try await tail.showLast(context)
        guard options.follows else {
            try tail.finish()
            return .done
        }
        try await tail.follow(context)
        return .done
    }
}

/// What a tail reads, and the statements for it.
struct TailSource: Sendable {
    /// Rows that one question fetches at most; more than are remembered, so that questions get ahead.
    static let pollLimit = 20_000
    /// The same where more rows than that have one time.
    static let highestPollLimit = 2_560_000

    private let target: SeriesTarget?
    private let query: String
    private let dialect: SQLDialect

    /// Looks up what a text stands for.
    init(_ text: String, _ context: CommandContext) async throws {
        dialect = await context.session.dialect
        if SeriesQuery.isQuery(text) {
            try SeriesQuery.permit(text, "\\tail")
            query = text
            target = nil
        } else {
            let words = SeriesPath.words(try MetaCommandParser.parse("\\tail " + text).arguments)
            guard words.count == 1 else {
                throw SeriesError(
                    "\"\(words.dropFirst().joined(separator: " "))\" is not allowed behind a path or table"
                )
            }
            target = try await SeriesLookup(command: "\\tail", context: context).target(words[0])
            query = ""
        }
    }

    /// A source for tests.
    init(target: SeriesTarget?, query: String, dialect: SQLDialect) {
        (self.target, self.query, self.dialect) = (target, query, dialect)
    }

    /// The statement for the newest rows.
    func newest(_ count: Int) throws(SeriesError) -> String {
        if let target { return SeriesSQL.newest(target, count: count) }
        if dialect == .table { return "SELECT * FROM (\(query)) ORDER BY time DESC LIMIT \(count)" }
        return try TreeQuery(query).newest(count)
    }

    /// The statement for the rows from an instant on, oldest first.
    func following(_ start: Int64?, limit: Int = TailSource.pollLimit) throws(SeriesError) -> String {
        if let target { return SeriesSQL.following(target, from: start) + " LIMIT \(limit)" }
        let condition = start.map { "time >= \($0)" }
        if dialect == .table {
            let filter = condition.map { " WHERE \($0)" } ?? ""
            return "SELECT * FROM (\(query))\(filter) ORDER BY time LIMIT \(limit)"
        }
        return try TreeQuery(query).following(condition, limit: limit)
    }

    /// The statement for how many values lie before an instant; nil for a query, which cannot be counted.
    func count(before end: Int64) -> String? { target.map { SeriesSQL.count($0, before: end) } }

    /// The columns that tell rows of one time apart: the tags of a table, everything of a table's query.
    func identity(_ columns: [ResultColumn], time: ResultColumn) -> [ResultColumn] {
        switch target {
        case .tree: []
        case .table(let table): columns.filter { table.tags.contains($0.name) }
        case nil: dialect == .table ? columns.filter { $0 != time } : []
        }
    }
}

/// A tail as it runs.
private struct Tail {
    let options: TailOptions
    let source: TailSource
    let precision: TimestampPrecision
    private var state = TailState()
    private var writer: ResultWriter?
    private var computed: ComputedRows?
    private var limit = TailSource.pollLimit
    private var polls = 0
    /// Values before the rows that are remembered, without those that were shown; nil before they were counted.
    private var earlierValues: Int?

    /// Polls between two counts of what lies before the remembered rows: a count reads more than a poll does.
    private static let pollsPerCount = 10

    init(options: TailOptions, source: TailSource, precision: TimestampPrecision) {
        (self.options, self.source, self.precision) = (options, source, precision)
    }

    /// Shows the newest rows, oldest of them first.
    mutating func showLast(_ context: CommandContext) async throws {
        // Those that are followed must be known before more of them come late.
        let first = max(options.count, options.follows ? TailState.firstRows : 1)
        let rows = try await read(try source.newest(first), context)
        state.beginPoll()
        for (index, row) in rows.rows.enumerated().reversed() {
            let fresh = state.receive(time: row.time, tags: row.tags, cells: row.cells)
            if index < options.count, let fresh { append(row, fresh, rows.columns) }
        }
        if rows.rows.count < first { state.hasReadAll() }
        state.endPoll()
        try await flush(rows.columns, context)
    }

    /// Shows what comes, until the task is cancelled.
    mutating func follow(_ context: CommandContext) async throws {
        var isLost = false
        while !Task.isCancelled {
            do {
                let hasMore = try await poll(context)
                if isLost { await context.output.note("\\tail: the server answers again") }
                isLost = false
                if hasMore { continue }
                try await countEarlier(context)
                // Where no points come, no write tells.
                try writer?.checkReader()
            } catch {
                if Task.isCancelled { break }
                guard Self.isLoss(error) else { throw error }
                if !isLost { await context.output.report("\\tail: \(error); asking again every \(options.interval)") }
                isLost = true
            }
            do { try await Task.sleep(for: options.interval) } catch { break }
        }
        // Ctrl-C is how a tail ends, and no error; nothing more is written after it.
        try? finish()
    }

    /// Ends the result.
    mutating func finish() throws {
        try writer?.finish()
    }

    /// Asks once; whether there may be more at once.
    private mutating func poll(_ context: CommandContext) async throws -> Bool {
        let rows = try await read(try source.following(state.floor, limit: limit), context)
        state.beginPoll()
        var isNew = false
        for row in rows.rows {
            if let fresh = state.receive(time: row.time, tags: row.tags, cells: row.cells) {
                append(row, fresh, rows.columns)
                isNew = true
            }
        }
        state.endPoll()
        try await flush(rows.columns, context)
        guard rows.rows.count >= limit else { return false }
        // More rows than were asked for have the time that the next question begins with.
        if !isNew {
            guard limit < TailSource.highestPollLimit else {
                throw SeriesError("more than \(limit) rows have one time; follow fewer of them")
            }
            limit *= 2
        }
        return true
    }

    /// Tells now and then how many values came that are older than all rows that are remembered.
    private mutating func countEarlier(_ context: CommandContext) async throws {
        polls += 1
        guard earlierValues == nil || polls % Self.pollsPerCount == 0 else { return }
        guard let floor = state.floor else {
            earlierValues = 0
            return
        }
        guard let sql = source.count(before: floor), let row = try await context.session.rows(sql, atMost: 1).first
        else { return }
        let found = (0..<row.count).reduce(0) { $0 + Int(row[$1].integer ?? 0) } - state.forgotten
        if let earlierValues, found > earlierValues {
            var options = RenderOptions(zone: await context.settings.timeZone, precision: precision)
            options.timeMode = .iso8601
            var text = TextBuffer()
            TimeText.append(floor, options, to: &text)
            let values = found - earlierValues == 1 ? "1 value" : "\(found - earlierValues) values"
            await context.output.report(
                "\\tail: \(values) came late, older than \(text.string), and not shown"
            )
        }
        earlierValues = found
    }

    /// Whether the server may answer later.
    private static func isLoss(_ error: any Error) -> Bool {
        if let error = error as? IoTDBError {
            guard let code = error.serverStatus?.code.rawValue else { return true }
            // A node that goes or comes answers with faults of its own; other codes name the statement or a permission,
            // which no waiting mends.
            return (300..<400).contains(code) || code == 708 || code == 709
        }
        return (error as? ShellError)?.status == .noConnection
    }

    private mutating func append(_ row: TailRow, _ fresh: TailState.Row, _ columns: TailColumns) {
        if computed == nil {
            let headings = [columns.time] + columns.tags + columns.cells
            let late: [(name: String, type: DataType)] = options.follows ? [("late", .string)] : []
            computed = ComputedRows(headings.map { ($0.name, $0 == columns.time ? .timestamp : $0.type) } + late)
        }
        let late: [Value] = options.follows ? [fresh.isLate ? "late" : .null] : []
        computed?.append([.timestamp(row.time)] + row.tags + fresh.cells + late)
    }

    /// Prints the rows that are new, so that a reader has them now.
    private mutating func flush(_ columns: TailColumns, _ context: CommandContext) async throws {
        if computed == nil {
            let headings = [columns.time] + columns.tags + columns.cells
            let late: [(name: String, type: DataType)] = options.follows ? [("late", .string)] : []
            computed = ComputedRows(headings.map { ($0.name, $0 == columns.time ? .timestamp : $0.type) } + late)
        }
        guard var rows = computed else { return }
        if writer == nil {
            writer = try await context.output.resultPrinter(usesPager: !options.follows).writer(rows.columns, precision)
        }
        try writer?.write(rows.takePage())
        computed = rows
    }

    private func read(_ sql: String, _ context: CommandContext) async throws -> (columns: TailColumns, rows: [TailRow])
    {
        let source = self.source
        return try await context.session.withResults(sql) { results in
            guard let time = results.columns.first(where: { $0.blockIndex < 0 || $0.name.lowercased() == "time" })
            else {
                throw MetaCommandError("\\tail: the query has no column time")
            }
            let tags = source.identity(results.columns, time: time)
            let cells = results.columns.filter { $0 != time && !tags.contains($0) }
            let columns = TailColumns(time: time, tags: tags, cells: cells)
            var rows: [TailRow] = []
            while let page = try await results.nextPage() {
                for block in page.blocks {
                    for row in 0..<block.rowCount {
                        guard let at = block.value(row: row, column: time).integer else { continue }
                        rows.append(
                            TailRow(
                                time: at,
                                tags: tags.map { block.value(row: row, column: $0) },
                                cells: cells.map { block.value(row: row, column: $0) }
                            )
                        )
                    }
                }
            }
            return (columns, rows)
        }
    }
}

/// The columns of a tail's result.
private struct TailColumns: Sendable {
    let time: ResultColumn
    let tags: [ResultColumn]
    let cells: [ResultColumn]
}

/// A row of a tail's result.
private struct TailRow: Sendable {
    let time: Int64
    let tags: [Value]
    let cells: [Value]
}
