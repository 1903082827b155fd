/// Every `\` command.
package enum MetaCommandRegistry {
    /// All commands, in the order of `\?`.
    package static let all: [MetaCommand] =
        GeneralCommands.all + BufferCommands.all + NamedQueryCommands.all + InputOutputCommands.all
        + ConditionCommands.all + DisplayCommands.all + DescribeCommands.all + TransferCommands.all + SeriesCommands.all
        + ConnectionCommands.all + VariableCommands.all

    /// The command of a name or alias without backslash; throws an error that names the nearest one.
    package static func find(_ name: String) throws(MetaCommandError) -> MetaCommand {
        if let command = byName[name] { return command }
        guard !name.isEmpty else { throw MetaCommandError("a command is missing behind \\; \\? lists them") }
        let nearest = NearestName.find(name, in: all.flatMap { [$0.name] + $0.aliases })
        let advice = nearest.map { "did you mean \\\($0)?" } ?? "\\? lists the commands"
        throw MetaCommandError("unknown command \\\(name); \(advice)")
    }

    private static let byName: [String: MetaCommand] = {
        var table: [String: MetaCommand] = [:]
        for command in all { for name in [command.name] + command.aliases { table[name] = command } }
        return table
    }()

    /// Reads and runs a line that starts with `\`.
    package static func run(
        _ line: String,
        _ context: CommandContext,
        variables: MetaCommandParser.Variables = { _ in nil }
    ) async throws -> CommandOutcome {
        let invocation = try MetaCommandParser.parse(line, variables: variables)
        return try await find(invocation.name).run(invocation, context)
    }

    /// The commands of a line that starts with `\`: another `\` behind a blank starts the next one, unless the command
    /// before it takes the rest of the line as it stands.
    package static func commands(in line: String) -> [String] {
        var commands: [String] = []
        var rest = line.unicodeScalars[...]
        while let end = endOfCommand(rest) {
            commands.append(String(rest[..<end]))
            rest = rest[end...]
        }
        return commands + [String(rest)]
    }

    /// Where the next command starts; nil where none does.
    private static func endOfCommand(_ line: Substring.UnicodeScalarView) -> String.Index? {
        let name = line.dropFirst().prefix { !$0.properties.isWhitespace }
        guard let command = byName[String(name)] else { return nil }
        guard command.isConditional || !command.arguments.contains(where: \.isRest) else { return nil }
        var (isQuoted, isBehindBlank) = (false, false)
        for index in line.indices.dropFirst(1 + name.count) {
            let scalar = line[index]
            if scalar == "\\", isBehindBlank, !isQuoted { return index }
            if scalar == "'" { isQuoted.toggle() }
            isBehindBlank = scalar.properties.isWhitespace
        }
        return nil
    }

    /// The text of `\?`.
    package static var help: String {
        MetaCommand.Section.allCases.compactMap { section in
            let entries = all.filter { $0.section == section }
            guard !entries.isEmpty else { return nil }
            let lines = entries.map { HelpList.entry($0.usage, $0.summary, indent: indent) }
            return "\(section.rawValue)\n" + lines.joined()
        }.joined(separator: "\n")
    }

    /// The width of the column of names in `\?`.
    private static let indent = 26
}
