/// Help and leaving.
enum GeneralCommands {
    /// The commands of the section.
    static let all: [MetaCommand] = [
        MetaCommand("?", aliases: ["help"], section: .general, summary: "list the \\ commands") { _, context in
            try await context.write(MetaCommandRegistry.help)
            return .done
        },
        MetaCommand("g", section: .general, summary: "run the statement before it, as ; does") { _, _ in
            throw MetaCommandError("\\g: no statement stands before it")
        },
        MetaCommand("gx", section: .general, summary: "the same, and print each column on a line of its own") { _, _ in
            throw MetaCommandError("\\gx: no statement stands before it")
        },
        MetaCommand("q", aliases: ["quit", "exit"], section: .general, summary: "leave the shell") { _, _ in .quit },
    ]
}
