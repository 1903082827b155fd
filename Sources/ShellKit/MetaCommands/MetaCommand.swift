import SQLText

/// A `\` command, as data: the registry runs it, and `\?`, completion and the man page describe it from the same value.
package struct MetaCommand: Sendable {
    /// Where `\?` lists the command.
    package enum Section: String, Sendable, CaseIterable {
        /// Help, leaving.
        case general = "General"
        /// The statement that is being written, and those before it.
        case buffer = "Statement"
        /// Files, programs and messages.
        case inputOutput = "Input and output"
        /// What branches.
        case conditional = "Conditions"
        /// How results look.
        case output = "Display"
        /// What there is on the server.
        case describe = "Describe"
        /// Time series.
        case series = "Time series"
        /// Import and export.
        case transfer = "Import and export"
        /// Servers, sessions and databases.
        case connection = "Connection"
        /// Variables and settings.
        case variables = "Variables and settings"
    }

    /// What a command does with its arguments.
    package typealias Body = @Sendable (CommandArguments, CommandContext) async throws -> CommandOutcome

    /// The name without the backslash.
    package let name: String
    /// Other names for it.
    package let aliases: [String]
    /// Where it is listed.
    package let section: Section
    /// Its arguments, in order.
    package let arguments: [ArgumentSpec]
    /// What it does, one line without a full stop.
    package let summary: String
    /// More about it for the man page, whole sentences; empty when the summary says it all.
    package let details: String
    /// Whether it is carried out inside an `\if` whose condition does not hold.
    package let isConditional: Bool
    /// Whether `--sandbox` refuses it, because it touches files or starts programs.
    package let leavesSandbox: Bool
    private let body: Body

    /// A command.
    package init(
        _ name: String,
        aliases: [String] = [],
        section: Section,
        arguments: [ArgumentSpec] = [],
        summary: String,
        details: String = "",
        isConditional: Bool = false,
        leavesSandbox: Bool = false,
        run: @escaping Body
    ) {
        self.name = name
        self.aliases = aliases
        self.section = section
        self.arguments = arguments
        self.summary = summary
        self.details = details
        self.isConditional = isConditional
        self.leavesSandbox = leavesSandbox
        body = run
    }

    /// The name with the backslash and the arguments: `\timing [on|off]`.
    package var usage: String { (["\\\(name)"] + arguments.map(\.usage)).joined(separator: " ") }

    /// Runs the command; throws ``MetaCommandError`` when the arguments are wrong, else what the context throws.
    package func run(
        _ invocation: MetaCommandParser.Invocation,
        _ context: CommandContext
    ) async throws -> CommandOutcome {
        try await body(try CommandArguments(invocation.words, self, calledAs: invocation.name), context)
    }
}

/// Why a command cannot be carried out; says what is allowed.
package struct MetaCommandError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The reason.
    package let description: String

    /// An error with its reason.
    package init(_ description: String) { self.description = description }
}

extension MetaCommandError: ShellErrorConvertible {
    /// Counts as a statement that failed.
    package var shellError: ShellError { ShellError("\(self)", .statementFailed) }
}
