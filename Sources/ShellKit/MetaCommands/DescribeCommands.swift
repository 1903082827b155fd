import IoTDBWire

/// A `\d`-like command, as data: what is asked in each dialect, and under which title it is shown.
package struct DescribeCommand: Sendable {
    /// Gives the statements for a pattern, which may be missing; the first one whose result has rows is shown.
    package typealias Statements = @Sendable (_ pattern: String?, _ isDetailed: Bool) -> [String]

    /// The name without the backslash and without `+`.
    let name: String
    /// How its argument is called; nil for none.
    let argument: ArgumentSpec?
    /// What it shows.
    let summary: String
    /// The title of the result of a statement, by its place in the list.
    let title: @Sendable (_ pattern: String?, SQLDialect, _ statement: Int) -> String
    /// What is asked in the tree dialect; nil where that dialect has no such thing.
    let tree: Statements?
    /// What is asked in the table dialect; nil where that dialect has no such thing.
    let table: Statements?
    /// Whether there is more to see with `+` behind the name.
    let hasDetails: Bool
    /// Whether servers of today take the statements in the tree dialect only: what they list belongs to no dialect.
    let isOfTheServer: Bool

    init(
        _ name: String,
        _ argument: ArgumentSpec? = nil,
        summary: String,
        title: String = "",
        titles: (@Sendable (_ pattern: String?, SQLDialect, _ statement: Int) -> String)? = nil,
        hasDetails: Bool = false,
        isOfTheServer: Bool = false,
        tree: Statements? = nil,
        table: Statements? = nil
    ) {
        self.name = name
        self.argument = argument
        self.summary = summary
        self.title = titles ?? { _, _, _ in title }
        self.hasDetails = hasDetails
        self.isOfTheServer = isOfTheServer
        self.tree = tree
        self.table = table
    }

    /// The command that runs it.
    var command: MetaCommand {
        MetaCommand(
            name,
            aliases: hasDetails ? ["\(name)+"] : [],
            section: .describe,
            arguments: argument.map { [$0] } ?? [],
            summary: summary + (hasDetails ? " (+: more of each)" : "")
        ) { arguments, context in
            let dialect = await context.session.dialect
            guard let statements = dialect == .tree ? tree : table else {
                throw MetaCommandError("\\\(name): the \(dialect.rawValue) dialect has no such thing")
            }
            let pattern = argument.flatMap { arguments[$0.name] }
            let candidates = statements(pattern, arguments.calledAs.hasSuffix("+"))
            for (index, statement) in candidates.enumerated() {
                let isLast = index + 1 == candidates.count
                if !isLast, try await context.session.rows(statement, atMost: 1).isEmpty { continue }
                let title = title(pattern, dialect, index)
                do {
                    try await context.session.run(statement, title: title)
                } catch {
                    guard isOfTheServer, await TreeDialectSession.isWorthATry(after: error, context) else {
                        throw error
                    }
                    try await Self.runInTreeDialect(statement, title: title, context)
                }
                break
            }
            return .done
        }
    }

    private static func runInTreeDialect(_ statement: String, title: String, _ context: CommandContext) async throws {
        var made = try await context.output.resultPrinter(usesPager: true)
        made.title = title
        let printer = made
        do {
            _ = try await TreeDialectSession.with(context) { session in
                try await printer.print(try await session.query("\(raw: statement)"))
            }
        } catch {
            try? printer.target.finish(isWhole: false)
            throw error
        }
        try printer.target.finish(isWhole: true)
    }
}

/// What there is on the server.
enum DescribeCommands {
    /// The commands of the section.
    static let all: [MetaCommand] = table.map(\.command) + [kill, explain]

    private static let path = ArgumentSpec.optional("PATTERN", .path)

    private static let table: [DescribeCommand] = [
        DescribeCommand(
            "d",
            .optional("NAME", .path),
            summary: "describe a table, device, series or database; without a name list tables or databases",
            titles: { name, dialect, statement in
                switch (name, dialect) {
                case (nil, .tree): "Databases"
                case (nil, .table): "Tables"
                case (let name?, .table): "Table \(name)"
                case (let name?, .tree): "\(statement < 2 ? "Time series" : "Devices") of \(name)"
                }
            },
            hasDetails: true,
            tree: { pattern, isDetailed in
                guard let pattern else { return [isDetailed ? "SHOW DATABASES DETAILS" : "SHOW DATABASES"] }
                guard !pattern.hasSuffix("*") else { return ["SHOW TIMESERIES \(pattern)"] }
                return ["SHOW TIMESERIES \(pattern)", "SHOW TIMESERIES \(pattern).*", "SHOW DEVICES \(pattern).**"]
            },
            table: { name, isDetailed in
                let details = isDetailed ? " DETAILS" : ""
                return [name.map { "DESCRIBE \($0)\(details)" } ?? "SHOW TABLES\(details)"]
            }
        ),
        DescribeCommand(
            "l",
            .optional("PATTERN", .path),
            summary: "list databases",
            title: "Databases",
            hasDetails: true,
            tree: { pattern, isDetailed in
                [(isDetailed ? "SHOW DATABASES DETAILS" : "SHOW DATABASES") + (pattern.map { " \($0)" } ?? "")]
            },
            table: { _, isDetailed in [isDetailed ? "SHOW DATABASES DETAILS" : "SHOW DATABASES"] }
        ),
        DescribeCommand(
            "dd",
            path,
            summary: "list devices",
            title: "Devices",
            hasDetails: true,
            tree: { pattern, isDetailed in
                ["SHOW DEVICES" + (pattern.map { " \($0)" } ?? "") + (isDetailed ? " WITH DATABASE" : "")]
            },
            table: { table, _ in [table.map { "SHOW DEVICES FROM \($0)" } ?? "SHOW TABLES"] }
        ),
        DescribeCommand(
            "dts",
            path,
            summary: "list time series",
            title: "Time series",
            tree: { pattern, _ in ["SHOW TIMESERIES" + (pattern.map { " \($0)" } ?? "")] }
        ),
        DescribeCommand(
            "dt",
            .optional("DATABASE", .database),
            summary: "list tables",
            title: "Tables",
            hasDetails: true,
            table: { database, isDetailed in
                ["SHOW TABLES" + (isDetailed ? " DETAILS" : "") + (database.map { " FROM \($0)" } ?? "")]
            }
        ),
        DescribeCommand(
            "du",
            .optional("USER", .user),
            summary: "list users, or the privileges of one",
            title: "Users",
            isOfTheServer: true,
            tree: { user, _ in [user.map { "LIST PRIVILEGES OF USER \($0)" } ?? "LIST USER"] },
            table: { user, _ in [user.map { "LIST PRIVILEGES OF USER \($0)" } ?? "LIST USER"] }
        ),
        DescribeCommand(
            "dr",
            .optional("ROLE", .role),
            summary: "list roles, or the privileges of one",
            title: "Roles",
            isOfTheServer: true,
            tree: { role, _ in [role.map { "LIST PRIVILEGES OF ROLE \($0)" } ?? "LIST ROLE"] },
            table: { role, _ in [role.map { "LIST PRIVILEGES OF ROLE \($0)" } ?? "LIST ROLE"] }
        ),
        DescribeCommand(
            "df",
            summary: "list functions",
            title: "Functions",
            tree: { _, _ in ["SHOW FUNCTIONS"] },
            table: { _, _ in ["SHOW FUNCTIONS"] }
        ),
        DescribeCommand(
            "dT",
            summary: "list device templates",
            title: "Device templates",
            tree: { _, _ in ["SHOW DEVICE TEMPLATES"] }
        ),
        DescribeCommand(
            "dq",
            summary: "list the queries that run on the server",
            title: "Queries",
            tree: { _, _ in ["SHOW QUERIES"] },
            table: { _, _ in ["SHOW QUERIES"] }
        ),
    ]

    private static let kill = MetaCommand(
        "kill",
        section: .describe,
        arguments: [.required("ID|all")],
        summary: "end a query of \\dq, or all of them"
    ) { arguments, context in
        let id = arguments["ID|all"] ?? ""
        try await context.session.kill(id)
        await context.output.note(id.lowercased() == "all" ? "All queries were ended." : "Query \(id) was ended.")
        return .done
    }

    private static let explain = MetaCommand(
        "explain",
        section: .describe,
        arguments: [.rest("[analyze] [STATEMENT]", .query)],
        summary: "show the plan of a statement, or of the one at hand; with analyze run it and show what it took"
    ) { arguments, context in
        var text = arguments["[analyze] [STATEMENT]"] ?? ""
        let analyzes = text.lowercased() == "analyze" || text.lowercased().hasPrefix("analyze ")
        if analyzes { text = String(text.dropFirst("analyze".count).trimmingBlanks()) }
        if text.hasSuffix(";") { text.removeLast() }
        let atHand = await context.input.statementAtHand
        guard let written = text.isEmpty ? atHand : text else {
            throw MetaCommandError("\\explain: there is no statement")
        }
        let statement = try await context.settings.expanded(written)
        try await context.session.run("EXPLAIN \(analyzes ? "ANALYZE " : "")\(statement)", title: nil)
        return .clearBuffer
    }
}
