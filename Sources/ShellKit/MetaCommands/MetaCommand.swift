/// A `\` command, as data: the registry runs it, and `\?`, completion and the man page describe it from the same value.
package struct MetaCommand: Sendable {
    /// Where `\?` lists the command.
    package enum Section: String, Sendable, CaseIterable {
        /// Help, leaving.
        case general = "General"
        /// Servers and databases.
        case connection = "Connection"
        /// How results look.
        case output = "Output"
    }

    /// What its arguments are, for completion.
    package enum ArgumentKind: Sendable, Equatable {
        /// No argument, or one that cannot be completed.
        case none
        /// One of these words.
        case oneOf([String])
        /// A time zone.
        case timeZone
        /// A database.
        case database
    }

    /// What `run` of a command does.
    package typealias Body = @Sendable ([String], any MetaCommandContext) async throws -> MetaCommandOutcome

    /// The name without the backslash.
    package let name: String
    /// Other names for it.
    package let aliases: [String]
    /// Where it is listed.
    package let section: Section
    /// The arguments as the help shows them, such as `[on|off]`; empty when there are none.
    package let syntax: String
    /// What it does, one line without a full stop.
    package let summary: String
    /// What the first argument is.
    package let argumentKind: ArgumentKind
    /// How many arguments are allowed.
    package let argumentCount: ClosedRange<Int>
    private let body: Body

    /// A command.
    package init(
        _ name: String,
        aliases: [String] = [],
        section: Section,
        syntax: String = "",
        summary: String,
        argumentKind: ArgumentKind = .none,
        argumentCount: ClosedRange<Int> = 0...0,
        run: @escaping Body
    ) {
        self.name = name
        self.aliases = aliases
        self.section = section
        self.syntax = syntax
        self.summary = summary
        self.argumentKind = argumentKind
        self.argumentCount = argumentCount
        self.body = run
    }

    /// The name with the backslash and the syntax: `\timing [on|off]`.
    package var usage: String {
        syntax.isEmpty ? "\\\(name)" : "\\\(name) \(syntax)"
    }

    /// Runs the command; throws ``MetaCommandError`` when the arguments are wrong, else what the context throws.
    package func run(_ arguments: [String], _ context: any MetaCommandContext) async throws -> MetaCommandOutcome {
        guard argumentCount.contains(arguments.count) else {
            let fault = arguments.count < argumentCount.lowerBound ? "too few arguments" : "too many arguments"
            throw MetaCommandError("\\\(name): \(fault); usage: \(usage)")
        }
        return try await body(arguments, context)
    }
}

/// What the shell does after a command.
package enum MetaCommandOutcome: Sendable, Equatable {
    /// Reads on.
    case done
    /// Leaves with success.
    case quit
}

/// Why a command cannot be carried out; says what is allowed.
package struct MetaCommandError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The reason.
    package let description: String

    /// An error with its reason.
    package init(_ description: String) {
        self.description = description
    }
}
