import CivilTime
package import IoTDBWire
import SQLText

/// What `\` commands may do to settings and variables.
extension Shell: SettingsControl {
    package func change(_ setting: Setting, to text: String) async throws {
        var changed = settings
        try changed.set(setting, to: text, from: .command)
        switch setting.effect {
        case .none: break
        case .timeZone: try await adoptTimeZone(text, &changed)
        case .dialect: try await adoptDialect(changed.connection.dialect)
        case .outputFile: break
        }
        take(changed)
    }

    /// Makes other settings the shell's, and those of the parts that have a copy of theirs.
    func take(_ changed: Settings) {
        settings = changed
        console.isQuiet = changed.script.isQuiet
        console.style = changed.script.errors
        monitor.isVerbose = changed.script.isVerbose
    }

    package func setVariable(_ name: String, to value: String?) { variables[name] = value }

    private func adoptTimeZone(_ text: String, _ changed: inout Settings) async throws {
        let zone = try TimeZoneID(text)
        try await session.setTimeZone(zone.name)
        timeZone = zone
        changed.connection.timeZone = zone.name
    }

    /// The dialect belongs to the session from its opening on, so another one is opened.
    private func adoptDialect(_ dialect: SQLDialect) async throws {
        guard await session.dialect != dialect else { return }
        var configuration = await presentConfiguration
        configuration.dialect = dialect
        if dialect == .tree { configuration.database = nil }
        await adopt(try await ShellSessions.open(configuration, monitor: monitor))
    }

    /// How a session is opened that is as the present one has become.
    var presentConfiguration: SessionConfiguration {
        get async {
            var configuration = sessions.configuration
            configuration.database = await session.database
            configuration.dialect = await session.dialect
            configuration.timeZone = timeZone.name
            return configuration
        }
    }

    /// Makes other sessions the shell's and closes those before.
    func adopt(_ fresh: ShellSessions) async {
        let former = sessions
        sessions = fresh
        executor = StatementExecutor(fresh, monitor: monitor, tasks: tasks)
        schemaCache = SchemaCache(PoolSchemaSource(fresh.background))
        settings.connection.dialect = fresh.configuration.dialect
        await former.close()
    }
}

/// What `\` commands may do with the session.
extension Shell: SessionControl {
    package var dialect: SQLDialect { get async { await session.dialect } }

    package var database: String? { get async { await session.database } }

    package var timestampPrecision: TimestampPrecision { get async throws { try await session.timestampPrecision } }

    package var sessionConfiguration: SessionConfiguration { get async { await presentConfiguration } }

    package func run(_ sql: String, title: String?) async throws {
        echoHidden(sql)
        let display = try display(for: SendRequest())
        let target = try router.open(nil, pager: pager(for: display))
        let printer = printer(target, display, title: title, keeper: keeper)
        do {
            _ = try await executor.run(sql, fetchSize: settings.connection.fetchSize) { try await printer.print($0) }
        } catch {
            try? target.finish(isWhole: false)
            throw error
        }
        try target.finish(isWhole: true)
    }

    package func execute(_ sql: String) async throws {
        echoHidden(sql)
        _ = try await executor.run(sql, fetchSize: settings.connection.fetchSize) { await $0.close() }
    }

    package func rows(_ sql: String, atMost limit: Int) async throws -> [Row] {
        try await withResults(sql) { results in
            var rows: [Row] = []
            for try await row in results.rows {
                rows.append(row)
                if rows.count >= limit { break }
            }
            return rows
        }
    }

    package func withResults<Value: Sendable>(
        _ sql: String,
        _ body: @escaping @Sendable (ResultSet) async throws -> Value
    ) async throws -> Value {
        echoHidden(sql)
        let outcome = try await executor.run(sql, fetchSize: settings.connection.fetchSize) { results in
            do {
                let value = try await body(results)
                await results.close()
                return value
            } catch {
                await results.close()
                throw error
            }
        }
        guard let value = outcome.value else { throw MetaCommandError("the server gave no rows") }
        return value
    }

    package func kill(_ query: String) async throws {
        let statement =
            query.lowercased() == "all"
            ? "KILL ALL QUERIES" : "KILL QUERY '\(query.replacing(bytesOf: "'", with: "''"))'"
        echoHidden(statement)
        try await session.executeNonQuery(statement)
    }

    private func echoHidden(_ sql: String) {
        guard settings.script.echoesHidden else { return }
        console.writeError(StatementRedactor.masked(sql, grammar: settings.connection.dialect.grammar) + ";")
    }
}

/// What `\` commands print.
extension Shell: OutputControl {
    package var windowSize: Terminal.Size? { terminal.size }

    package func write(_ text: String) async throws {
        try router.open(nil, pager: pager(for: settings.display)).write(text)
    }

    package func writeToStandardOutput(_ text: String) throws { try console.write(text) }

    package func note(_ text: String) { console.note(text) }

    package func report(_ text: String) { console.report(text) }

    package func redirect(to destination: Destination) throws { try router.redirect(to: destination) }

    package func open(_ destination: Destination?) throws -> OutputRouter.Target { try router.open(destination) }

    package var lastResult: ReplayableResult? { keeper.last }

    package var resultKeeper: ResultKeeper { keeper }

    package func resultPrinter(usesPager: Bool) throws -> ResultPrinter {
        let display = settings.display
        return printer(try router.open(nil, pager: usesPager ? pager(for: display) : nil), display)
    }

    package func printLastResult(_ format: ResultFormat?) async throws {
        guard let last = keeper.last else { throw MetaCommandError("\\last: there is no result") }
        var display = settings.display
        if let format { display.format = format }
        let target = try router.open(nil, pager: pager(for: display))
        do {
            try printer(target, display).print(last)
        } catch {
            try? target.finish(isWhole: false)
            throw error
        }
        try target.finish(isWhole: true)
        if let notice = last.notice { console.note(notice) }
    }
}

/// What `\` commands may know of what is being read.
extension Shell: InputControl {
    package var openStatement: String? { inputs.last?.splitter.queryBuffer?.text }

    package var statementAtHand: String? {
        // The one that is open has failed: the one before it is not meant.
        if inputs.last?.splitter.isDropping == true { return nil }
        return openStatement ?? lastStatement?.text
    }

    package var history: [String] { promptHistory?.entries ?? [] }

    package var folderOfSource: String? { inputs.last?.folder }

    package func ask(_ question: String, hidesAnswer: Bool) async -> String? {
        hidesAnswer ? PasswordPrompt.read(question) : PasswordPrompt.read(question, showsAnswer: true)
    }
}

/// What `\` commands may do with servers and users.
extension Shell: ConnectionControl {
    package var connection: ConnectionSummary? {
        get async {
            guard let node = await session.node, let address = try? NodeAddress(parsing: node) else { return nil }
            return ConnectionSummary(
                address: address,
                user: sessions.configuration.user,
                database: await session.database,
                serverVersion: try? await session.serverProperties().version,
                isEncrypted: sessions.configuration.tls != nil
            )
        }
    }

    package func nodes() async -> [NodeReport] {
        await NodeProbe(configuration: sessions.configuration, current: monitor.node).statuses().map { report in
            var report = report
            report.lastError = monitor.lastFailure(at: report.address.description)
            return report
        }
    }

    package func setNodes(_ nodes: [NodeAddress]) async throws {
        guard nodes.contains(where: { $0.description == monitor.node }) else {
            var configuration = await presentConfiguration
            configuration.nodes = nodes
            warnOfPlainPassword(configuration)
            return await adopt(try await ShellSessions.open(configuration, monitor: monitor))
        }
        sessions = await sessions.replacingNodes(nodes)
        executor = StatementExecutor(sessions, monitor: monitor, tasks: tasks)
    }

    package func use(database: String) async throws {
        let quoted = database.replacing(bytesOf: "\"", with: "\"\"")
        try await session.executeNonQuery("USE \"\(raw: quoted)\"")
    }

    package func adoptPassword(_ password: Password) async throws {
        var configuration = await presentConfiguration
        configuration.password = password
        await adopt(try await ShellSessions.open(configuration, monitor: monitor))
    }

    package func reconnect(_ target: ConnectionTarget) async throws {
        if let profile = target.profile { return try await adoptProfile(profile) }
        var configuration = await presentConfiguration
        try await apply(target, to: &configuration)
        warnOfPlainPassword(configuration)
        note("Connecting to \(configuration.nodes.map(\.description).joined(separator: ", ")) ...")
        do throws(IoTDBError) {
            await adopt(try await ShellSessions.open(configuration, monitor: monitor))
        } catch {
            // The password may have been changed elsewhere since it was asked for.
            guard error.code == .authenticationFailed, isAtPrompt, target.url == nil else { throw error }
            configuration.password = try readPassword(of: configuration.user)
            await adopt(try await ShellSessions.open(configuration, monitor: monitor))
        }
    }

    /// Warns of a password that goes unencrypted to a machine where it did not go before.
    private func warnOfPlainPassword(_ configuration: SessionConfiguration) {
        guard let warning = PlainPassword.warning(configuration), !console.isQuiet,
            warning != PlainPassword.warning(sessions.configuration)
        else { return }
        console.warn(warning)
    }

    private func apply(_ target: ConnectionTarget, to configuration: inout SessionConfiguration) async throws {
        if let text = target.url {
            let url = try ConnectionURL(text)
            configuration.nodes = url.nodes
            configuration.database = url.database ?? configuration.database
            configuration.dialect = url.dialect ?? configuration.dialect
            if let tls = url.tls { configuration.tls = tls }
            if let user = url.user, user != configuration.user || url.password != nil {
                configuration.user = user
                configuration.password = try url.password ?? readPassword(of: user)
            }
        }
        if let database = target.database { configuration.database = database }
        if let dialect = target.dialect { configuration.dialect = dialect }
        if target.host != nil || target.port != nil {
            let current =
                configuration.nodes.first { $0.description == monitor.node } ?? configuration.nodes.first ?? .loopback
            let host = target.host ?? current.host
            configuration.nodes = [try NodeAddress(host: host, port: target.port ?? current.port)]
        }
        if let user = target.user, user != configuration.user {
            configuration.user = user
            configuration.password = try readPassword(of: user)
        }
    }

    func readPassword(of user: String) throws -> Password {
        guard settings.connection.passwordQuestion != .never,
            let password = PasswordPrompt.read("Password of \(user): ")
        else { throw ShellError("no password was given for \(user)", .noConnection) }
        return Password(password)
    }
}
