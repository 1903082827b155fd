/// Every `\` command.
package enum MetaCommandRegistry {
    /// All commands, in the order of `\?`.
    package static let all: [MetaCommand] = GeneralCommands.all + ConnectionCommands.all + OutputCommands.all

    /// The command of a name or alias without backslash; throws an error that names the nearest one.
    package static func find(_ name: String) throws(MetaCommandError) -> MetaCommand {
        if let command = all.first(where: { $0.name == name || $0.aliases.contains(name) }) { return command }
        guard !name.isEmpty else { throw MetaCommandError("a command is missing behind \\; \\? lists them") }
        let nearest = NearestName.find(name, in: all.flatMap { [$0.name] + $0.aliases })
        let advice = nearest.map { "did you mean \\\($0)?" } ?? "\\? lists the commands"
        throw MetaCommandError("unknown command \\\(name); \(advice)")
    }

    /// Reads and runs a line that starts with `\`.
    package static func run(_ line: String, _ context: any MetaCommandContext) async throws -> MetaCommandOutcome {
        let invocation = try MetaCommandParser.parse(line)
        return try await find(invocation.name).run(invocation.arguments, context)
    }

    /// The text of `\?`.
    package static var help: String {
        MetaCommand.Section.allCases.map { section in
            let entries = all.filter { $0.section == section }
            let lines = entries.map { HelpList.entry($0.usage, $0.summary, indent: indent) }
            return "\(section.rawValue)\n" + lines.joined()
        }.joined(separator: "\n")
    }

    /// The width of the column of names in `\?`.
    private static let indent = 22
}
