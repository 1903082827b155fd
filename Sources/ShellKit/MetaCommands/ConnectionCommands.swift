import CivilTime
import IoTDBWire

/// Servers, databases and what belongs to the session.
enum ConnectionCommands {
    /// The commands of the section.
    static let all: [MetaCommand] = [
        MetaCommand(
            "c",
            aliases: ["connect"],
            section: .connection,
            arguments: [
                .optional("DATABASE|PROFILE|URL|-", .database), .optional("USER|-", .user), .optional("HOST|-"),
                .optional("PORT|-"), .repeated("dialect=DIALECT", .words(["dialect=tree", "dialect=table"])),
            ],
            summary: "show the connection, or change database, profile, user, server or dialect; - keeps what is",
            details:
                "A profile of the configuration file counts before a database of its name, which USE and \\c NAME - still"
                + " mean. It brings its server, its user and all else that it sets; what the former profile set is gone.",
            run: connect
        ),
        MetaCommand(
            "conninfo",
            section: .connection,
            summary: "tell where and as whom the shell is connected"
        ) { _, context in
            try await context.output.write(describe(await context.connection.connection, context))
            return .done
        },
        NodesCommand.command,
        MetaCommand(
            "dialect",
            section: .connection,
            arguments: [.optional("tree|table", .words(["tree", "table"]))],
            summary: "show or change the SQL dialect of the session"
        ) { arguments, context in
            guard let text = arguments["tree|table"], let setting = SettingTable.find("dialect") else {
                try await context.output.write("Dialect is \(await context.session.dialect.rawValue).\n")
                return .done
            }
            try await DisplayCommands.set(setting, text, "\\dialect", context)
            await context.output.note("Dialect is \(await context.session.dialect.rawValue).")
            return .clearBuffer
        },
        MetaCommand(
            "tz",
            section: .connection,
            arguments: [.optional("ZONE", .timeZone)],
            summary: "show or set the time zone, such as Asia/Shanghai or +08:00"
        ) { arguments, context in
            guard let text = arguments["ZONE"], let setting = SettingTable.find("timezone") else {
                try await context.output.write("Time zone is \(await context.settings.timeZone).\n")
                return .done
            }
            try await DisplayCommands.set(setting, text, "\\tz", context)
            await context.output.note("Time zone is \(await context.settings.timeZone).")
            return .done
        },
        MetaCommand(
            "fetch",
            section: .connection,
            arguments: [.optional("N|auto", .words(["auto"]))],
            summary: "show or set the rows per fetch"
        ) { arguments, context in
            guard let text = arguments["N|auto"], let setting = SettingTable.find("fetch-size") else {
                let size = await context.settings.settings.connection.fetchSize
                try await context.output.write("Fetch size is \(size.name).\n")
                return .done
            }
            try await DisplayCommands.set(setting, text, "\\fetch", context)
            let size = await context.settings.settings.connection.fetchSize
            await context.output.note("Fetch size is \(size.name).")
            return .done
        },
        PasswordCommand.command,
    ]

    @Sendable
    private static func connect(
        _ arguments: CommandArguments,
        _ context: CommandContext
    ) async throws -> CommandOutcome {
        var target = try ConnectionTarget(arguments)
        if let name = target.database, target == ConnectionTarget(database: name), arguments["USER|-"] == nil,
            try await context.connection.hasProfile(name)
        {
            target = ConnectionTarget()
            target.profile = name
        }
        if target.needsConnection {
            try await context.connection.reconnect(target)
        } else if let database = target.database {
            guard await context.session.dialect == .table else {
                throw MetaCommandError(
                    "\\c: the tree dialect has no current database; write full paths, or change it with \\dialect table"
                )
            }
            try await context.connection.use(database: database)
        } else if await context.connection.connection == nil {
            try await context.connection.reconnect(target)
        }
        let text = describe(await context.connection.connection, dialect: await context.session.dialect)
        if target == ConnectionTarget() {
            try await context.output.write(text)
        } else {
            await context.output.note(String(text.dropLast()))
        }
        return .done
    }

    private static func describe(_ connection: ConnectionSummary?, _ context: CommandContext) async -> String {
        describe(connection, dialect: await context.session.dialect)
    }

    private static func describe(_ connection: ConnectionSummary?, dialect: SQLDialect) -> String {
        guard let connection else { return "Not connected.\n" }
        let version = connection.serverVersion.map { ", server \($0)" } ?? ""
        let database = connection.database.map { ", database \($0)" } ?? ""
        let encryption = connection.isEncrypted ? ", TLS" : ""
        return
            "Connected to \(connection.address) as \(connection.user), \(dialect.rawValue) dialect\(database)\(version)\(encryption).\n"
    }
}

extension ConnectionTarget {
    /// Reads the arguments of `\c`.
    fileprivate init(_ arguments: CommandArguments) throws(MetaCommandError) {
        let names = ["DATABASE|PROFILE|URL|-", "USER|-", "HOST|-", "PORT|-"]
        var words = names.compactMap { arguments[$0] } + arguments.all("dialect=DIALECT")
        self.init()
        words.removeAll { word in
            guard word.lowercased().hasPrefix("dialect="), dialect == nil else { return false }
            dialect = SQLDialect(rawValue: String(word.lowercased().dropFirst("dialect=".count)))
            return dialect != nil
        }
        if let wrong = words.first(where: { $0.lowercased().hasPrefix("dialect=") }) {
            throw MetaCommandError("\\c: \"\(wrong)\" is not allowed; give dialect=tree or dialect=table")
        }
        guard words.count <= 4 else {
            throw MetaCommandError("\\c: too many arguments; usage: \\c [DATABASE|-] [USER|-] [HOST|-] [PORT|-]")
        }
        let given = words.map { $0 == "-" ? nil : $0 } + Array(repeating: nil, count: 4)
        if let first = given[0], ConnectionURL.isOne(first) { url = first } else { database = given[0] }
        (user, host) = (given[1], given[2])
        guard let text = given[3] else { return }
        guard let port = SettingSyntax.number(text, in: 1...65535) else {
            throw MetaCommandError("\\c: \"\(text)\" is not a port; give a number from 1 to 65535")
        }
        self.port = port
    }
}
