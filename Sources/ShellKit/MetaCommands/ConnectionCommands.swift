import IoTDBWire

/// Servers, databases and what belongs to the session.
enum ConnectionCommands {
    /// The commands of the section.
    static let all: [MetaCommand] = [
        MetaCommand(
            "c",
            aliases: ["connect", "conninfo"],
            section: .connection,
            syntax: "[DATABASE|-] [USER|-] [HOST|-] [PORT|-]",
            summary: "show the connection, or change database, user or server; - keeps what is",
            argumentKind: .database,
            argumentCount: 0...4,
            run: connect
        ),
        NodesCommand.command,
        MetaCommand(
            "tz",
            section: .connection,
            syntax: "[ZONE]",
            summary: "show or set the time zone, such as Asia/Shanghai or +08:00",
            argumentKind: .timeZone,
            argumentCount: 0...1
        ) { arguments, context in
            if let zone = arguments.first { try await context.setTimeZone(zone) }
            try await context.write("Time zone is \(await context.timeZone).\n")
            return .done
        },
        MetaCommand(
            "fetch",
            section: .connection,
            syntax: "[N|auto]",
            summary: "show or set the rows per fetch",
            argumentKind: .oneOf(["auto"]),
            argumentCount: 0...1
        ) { arguments, context in
            if let text = arguments.first {
                guard let size = FetchSizeSetting(text) else {
                    throw MetaCommandError(
                        "\\fetch: \"\(text)\" is not allowed; give auto or a number from 1 to 2147483647"
                    )
                }
                await context.setFetchSize(size)
            }
            try await context.write("Fetch size is \(await context.fetchSize).\n")
            return .done
        },
    ]

    @Sendable
    private static func connect(
        _ arguments: [String],
        _ context: any MetaCommandContext
    ) async throws -> MetaCommandOutcome {
        let target = try ConnectionTarget(arguments)
        if target.user != nil || target.host != nil || target.port != nil {
            try await context.reconnect(target)
        } else if let database = target.database {
            guard await context.dialect == .table else {
                throw MetaCommandError(
                    "\\c: the tree dialect has no current database; write full paths, or start with --dialect table"
                )
            }
            try await context.use(database: database)
        }
        try await context.write(describe(await context.connection, dialect: await context.dialect))
        return .done
    }

    private static func describe(_ connection: ConnectionSummary?, dialect: SQLDialect) -> String {
        guard let connection else { return "Not connected.\n" }
        let version = connection.serverVersion.map { ", server \($0)" } ?? ""
        let database = connection.database.map { ", database \($0)" } ?? ""
        return
            "Connected to \(connection.address) as \(connection.user), \(dialect.rawValue) dialect\(database)\(version).\n"
    }
}

extension ConnectionTarget {
    /// Reads the arguments of `\c`.
    fileprivate init(_ arguments: [String]) throws(MetaCommandError) {
        let given = arguments.map { $0 == "-" ? nil : $0 } + Array(repeating: nil, count: 4)
        self.init(database: given[0], user: given[1], host: given[2])
        guard let text = given[3] else { return }
        guard let port = UInt16(text), port > 0 else {
            throw MetaCommandError("\\c: \"\(text)\" is not a port; give a number from 1 to 65535")
        }
        self.port = Int(port)
    }
}
