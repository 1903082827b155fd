import IoTDBWire

/// `\sample`: one row for each interval of time, by a query that is written for the dialect.
enum SampleCommand {
    /// The command.
    static let command = SeriesCommands.command(
        "sample",
        arguments: [
            .required("INTERVAL|auto", .words(["auto", "1m", "10m", "1h", "1d"])),
            .required("[AGG] PATH|TABLE", .path), .repeated("RANGE"),
        ],
        summary: "one row for each interval: avg, sum, count, min, max, first, last, stddev, extreme",
        details: """
            Intervals begin where the zone's clock is round; auto takes one that gives about a row for each column of \
            the screen. Several functions are separated by commas. Without a function numbers are averaged and other \
            values taken at the end of the interval. \\set ECHO_HIDDEN on shows the query.
            """,
        run: run
    )

    @Sendable
    private static func run(_ arguments: CommandArguments, _ context: CommandContext) async throws -> CommandOutcome {
        guard let text = arguments["INTERVAL|auto"] else { return .done }
        let clock = try await SeriesClock(context)
        var words = SeriesPath.words([arguments["[AGG] PATH|TABLE"]].compactMap { $0 } + arguments.all("RANGE"))
        let window = try clock.window(&words, keeping: 1)
        var aggregates: [String] = []
        if words.count == 2 { aggregates = words.removeFirst().split(separator: ",").map(String.init) }
        guard words.count == 1 else {
            throw MetaCommandError("\\sample: usage: \(command.usage)")
        }
        let target = try await SeriesLookup(command: "\\sample", context: context).target(words[0])
        guard let range = try await bounds(target, window, context) else {
            await context.output.note("No points in the range.")
            return .done
        }
        let query = try SampleQuery(
            interval: try await interval(text, range, clock, context),
            aggregates: aggregates,
            precision: clock.precision,
            zone: clock.zone,
            start: range.lowerBound
        )
        try await context.session.run(try query.checkedSQL(target, range), title: nil)
        return .done
    }

    private static func interval(
        _ text: String,
        _ range: ClosedRange<Int64>,
        _ clock: SeriesClock,
        _ context: CommandContext
    ) async throws -> Int64 {
        if text.lowercased() == "auto" {
            let columns = await context.output.windowSize?.columns ?? 80
            let length = UInt64(bitPattern: range.upperBound &- range.lowerBound)
            let interval = SampleQuery.automatic(length, count: columns, clock.precision)
            await context.output.note("Interval is \(SpanText.text(interval, clock.precision)).")
            return interval
        }
        return try SpanText.length(text, clock.precision)
    }

    /// The window, with the first and the last point where an end is open; nil without points.
    private static func bounds(
        _ target: SeriesTarget,
        _ window: TimeWindow,
        _ context: CommandContext
    ) async throws -> ClosedRange<Int64>? {
        if let closed = window.closed { return closed }
        let rows = try await context.session.rows(SeriesSQL.bounds(target, window), atMost: 1)
        let times = rows.flatMap { row in (0..<row.count).compactMap { row[$0].integer } }
        guard let first = times.min(), let last = times.max() else { return nil }
        return TimeWindow(start: window.start ?? first, end: window.end ?? last).closed
    }
}
