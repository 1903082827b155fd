import IoTDBWire

/// Charts of the last result, or of the statement that stands before the command.
enum ChartCommands {
    /// The commands.
    static let all = [
        chart(
            "plot",
            .plot,
            summary: "line chart of the last or the open query; > FILE.svg or FILE.html writes a picture",
            details: """
                Options: style=braille, block or ascii; log; step; min= and max=; by=COLUMN makes a series of each \
                value; x=COLUMN; width=, height=; nogaps draws lines over missing points. Each column of dots keeps \
                its smallest and largest value.
                """
        ),
        chart("gplot", .plot, summary: "the same as \\plot, behind a query", details: "See \\plot."),
        chart(
            "spark",
            .spark,
            summary: "one line of bars for each column, with min, max and last",
            details: "Takes columns and the options of \\plot."
        ),
        chart(
            "hist",
            .histogram,
            summary: "how often the values of a column occur; bins=N",
            details: "Counts numbers in round classes, texts and booleans one by one."
        ),
    ]

    private static let argument = "COLUMN|KEY=VALUE"

    private static func chart(_ name: String, _ kind: ChartKind, summary: String, details: String) -> MetaCommand {
        MetaCommand(
            name,
            section: .series,
            arguments: [.repeated(argument, .column)],
            summary: summary,
            details: details
        ) { arguments, context in
            try await run("\\\(name)", kind, arguments.all(argument), context)
        }
    }

    private static func run(
        _ command: String,
        _ kind: ChartKind,
        _ words: [String],
        _ context: CommandContext
    ) async throws -> CommandOutcome {
        let (rest, file) = try Self.file(words, command)
        if file != nil, await context.settings.settings.script.isSandboxed {
            throw MetaCommandError("\(command): files are not written with --sandbox")
        }
        let options: ChartOptions
        do throws(ChartError) {
            options = try ChartOptions(parsing: rest)
        } catch {
            throw MetaCommandError("\(command): \(error)")
        }
        let chart = Chart(command: command, kind: form(kind, file), options: options, file: file)
        if let open = await context.input.openStatement {
            try await chart.draw(query: try await context.settings.expanded(open), context)
            return .takeBuffer
        }
        if let last = await context.output.lastResult, last.isWhole {
            try await chart.draw(kept: last, context)
            return .done
        }
        guard let statement = await context.input.statementAtHand else {
            throw MetaCommandError("\(command): there is no result; write a query before it")
        }
        await context.output.note("\(command): the last result was not kept whole; its statement runs again")
        try await chart.draw(query: try await context.settings.expanded(statement), context)
        return .done
    }

    /// Parts `> FILE` or `>FILE` from the end of the words.
    private static func file(_ words: [String], _ command: String) throws -> ([String], String?) {
        guard let index = words.firstIndex(where: { $0.hasPrefix(">") }) else { return (words, nil) }
        let name = words[index].dropFirst() + words[(index + 1)...].joined(separator: " ")
        guard !name.isEmpty, !name.hasPrefix(">") else {
            throw MetaCommandError("\(command): a file's name is missing behind >")
        }
        return (Array(words[..<index]), String(name))
    }

    /// A picture where the file is one.
    private static func form(_ kind: ChartKind, _ file: String?) -> ChartKind {
        guard kind == .plot, let file else { return kind }
        if file.lowercased().hasSuffix(".svg") { return .svg }
        if file.lowercased().hasSuffix(".html") || file.lowercased().hasSuffix(".htm") { return .html }
        return kind
    }
}

/// One chart that is to be drawn.
private struct Chart: Sendable {
    let command: String
    let kind: ChartKind
    let options: ChartOptions
    let file: String?

    /// Draws the result of a query as it comes.
    func draw(query: String, _ context: CommandContext) async throws {
        try SeriesQuery.permit(query, command)
        let (printer, frame) = try await place(context)
        let keeper = await context.output.resultKeeper
        try await context.session.withResults(query) { results in
            let renderer = try renderer(results.columns, frame(results.timestampPrecision))
            var writer = try printer.writer(results.columns, renderer)
            do {
                try await results.eachPage(keeping: keeper) { try writer.write($0) }
                try writer.finish()
            } catch {
                writer.abandon()
                throw error
            }
        }
    }

    /// Draws a result that was kept.
    func draw(kept: ReplayableResult, _ context: CommandContext) async throws {
        let (printer, frame) = try await place(context)
        let renderer = try renderer(kept.columns, frame(kept.precision))
        var buffer = OutputBuffer(sink: printer.target.sink)
        try kept.render(with: renderer, to: &buffer)
        try buffer.flush()
        try printer.target.finish(isWhole: true)
    }

    private func renderer(_ columns: [ResultColumn], _ frame: ChartFrame) throws(MetaCommandError) -> ChartRenderer {
        let renderer = ChartRenderer(kind, options: options, frame: frame)
        do throws(ChartError) {
            try renderer.check(columns)
        } catch {
            throw MetaCommandError("\(command): \(error)")
        }
        return renderer
    }

    /// Where the chart goes, and the frame that it is drawn in.
    private func place(
        _ context: CommandContext
    ) async throws -> (ResultPrinter, @Sendable (TimestampPrecision) -> ChartFrame) {
        var printer = try await context.output.resultPrinter(usesPager: true)
        if let file { printer.target = try await context.output.open(.file(file, appends: false)) }
        let zone = await context.settings.timeZone
        let window = await context.output.windowSize
        let isTerminal = printer.target.isTerminal
        let hasColor = printer.usesColor && isTerminal
        return (
            printer,
            { precision in
                ChartFrame(
                    width: window?.columns ?? 80,
                    height: window.map { min(20, max(8, $0.rows - 8)) } ?? 16,
                    hasColor: hasColor,
                    cutsNames: isTerminal && window != nil,
                    zone: zone,
                    precision: precision
                )
            }
        )
    }
}
