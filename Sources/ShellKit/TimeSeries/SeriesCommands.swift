/// What a time-series engineer asks.
enum SeriesCommands {
    /// The commands of the section.
    static let all: [MetaCommand] =
        [
            LatestCommand.command, TailCommand.command, GapsCommand.command, SampleCommand.command,
            StatsCommand.command, TreeCommand.command, TimestampCommand.command, time,
        ] + ChartCommands.all

    /// `\time`: how times are printed.
    private static let time = MetaCommand(
        "time",
        section: .series,
        arguments: [.rest("iso|local|epoch|relative|PATTERN", .words(["iso", "local", "epoch", "relative"]))],
        summary: "show or set how times are printed; a pattern is such as yyyy-MM-dd HH:mm"
    ) { arguments, context in
        guard let setting = SettingTable.find("time-format") else { return .done }
        let text = try await DisplayCommands.value(arguments["iso|local|epoch|relative|PATTERN"], context)
        if let text { try await DisplayCommands.set(setting, text, "\\time", context) }
        let shown = DisplayCommands.shown(setting, await context.settings.settings)
        if text == nil {
            try await context.output.write("Times are printed as \(shown).\n")
        } else {
            await context.output.note("Times are printed as \(shown).")
        }
        return .done
    }

    /// A command whose own errors are told with its name.
    static func command(
        _ name: String,
        arguments: [ArgumentSpec],
        summary: String,
        details: String,
        run: @escaping MetaCommand.Body
    ) -> MetaCommand {
        MetaCommand(name, section: .series, arguments: arguments, summary: summary, details: details) {
            (arguments, context) in
            do {
                return try await run(arguments, context)
            } catch let error as SeriesError {
                throw MetaCommandError("\\\(name): \(error)")
            }
        }
    }
}
