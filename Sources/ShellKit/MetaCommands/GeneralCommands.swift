/// Help and leaving.
enum GeneralCommands {
    /// The commands of the section.
    static let all: [MetaCommand] = [
        MetaCommand("?", aliases: ["help"], section: .general, summary: "list the \\ commands") { _, context in
            try await context.write(MetaCommandRegistry.help)
            return .done
        },
        MetaCommand("q", aliases: ["quit", "exit"], section: .general, summary: "leave the shell") { _, _ in .quit },
    ]
}
