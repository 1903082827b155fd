/// Help and leaving.
enum GeneralCommands {
    /// The commands of the section.
    static let all: [MetaCommand] = [
        MetaCommand(
            "?",
            aliases: ["help"],
            section: .general,
            arguments: [.optional("COMMAND", .command)],
            summary: "list the \\ commands, or tell about one; \\? keys, settings or options lists those"
        ) { arguments, context in
            let name = arguments["COMMAND"] ?? "commands"
            if let topic = HelpTopic(rawValue: name.lowercased()) {
                try await context.output.write(topic.text)
                return .done
            }
            let command = try MetaCommandRegistry.find(name.hasPrefix("\\") ? String(name.dropFirst()) : name)
            try await context.output.write(text(about: command))
            return .done
        },
        StatementHelpCommand.command,
        MetaCommand(
            "errverbose",
            section: .general,
            summary: "tell the last error whole, with what the server wrapped around it"
        ) { _, context in
            try await context.output.write((await context.output.lastError ?? "There was no error.") + "\n")
            return .done
        },
        MetaCommand(
            "q",
            aliases: ["quit", "exit"],
            section: .general,
            arguments: [.optional("STATUS")],
            summary: "leave the shell; in a file of \\i, leave the file"
        ) { arguments, _ in
            guard let text = arguments["STATUS"] else { return .quit() }
            guard let status = SettingSyntax.number(text, in: 0...255) else {
                throw MetaCommandError("\\q: \"\(text)\" is not allowed; give a status from 0 to 255")
            }
            return .quit(status: Int32(status))
        },
    ]

    private static func text(about command: MetaCommand) -> String {
        var text = "\(command.usage)\n  \(command.summary)\n"
        if !command.aliases.isEmpty {
            text += "  also: " + command.aliases.map { "\\\($0)" }.joined(separator: ", ") + "\n"
        }
        return command.details.isEmpty ? text : text + HelpList.paragraph(command.details, indent: 2)
    }
}
