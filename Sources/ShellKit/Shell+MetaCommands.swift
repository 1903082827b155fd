import CivilTime
package import IoTDBWire

extension Shell: MetaCommandContext {
    package func write(_ text: String) throws { try console.write(text) }

    package func note(_ text: String) { console.note(text) }

    package var dialect: SQLDialect { get async { await session.dialect } }

    package var connection: ConnectionSummary? {
        get async {
            guard let node = await session.node, let address = try? NodeAddress(parsing: node) else { return nil }
            return ConnectionSummary(
                address: address,
                user: sessions.configuration.user,
                database: await session.database,
                serverVersion: try? await session.serverProperties().version
            )
        }
    }

    package func nodes() async -> [NodeReport] {
        await NodeProbe(configuration: sessions.configuration, current: monitor.node).statuses()
    }

    package func reconnect(_ target: ConnectionTarget) async throws {
        var configuration = await presentConfiguration
        if let database = target.database { configuration.database = database }
        if target.host != nil || target.port != nil {
            let current =
                configuration.nodes.first { $0.description == monitor.node } ?? configuration.nodes.first ?? .loopback
            let host = target.host ?? current.host
            configuration.nodes = [try NodeAddress(host: host, port: target.port ?? current.port)]
        }
        if let user = target.user, user != configuration.user {
            configuration.user = user
            configuration.password = Password(try readPassword(of: user))
        }
        try await adopt(try await ShellSessions.open(configuration, monitor: monitor))
    }

    package func setNodes(_ nodes: [NodeAddress]) async throws {
        guard nodes.contains(where: { $0.description == monitor.node }) else {
            var configuration = await presentConfiguration
            configuration.nodes = nodes
            return try await adopt(try await ShellSessions.open(configuration, monitor: monitor))
        }
        sessions = await sessions.replacingNodes(nodes)
        runner = StatementRunner(sessions, monitor: monitor)
    }

    /// How a session is opened that is as the present one has become.
    private var presentConfiguration: SessionConfiguration {
        get async {
            var configuration = sessions.configuration
            configuration.database = await session.database
            configuration.timeZone = settings.timeZone.name
            return configuration
        }
    }

    private func readPassword(of user: String) throws -> String {
        guard let password = PasswordPrompt.read("Password of \(user): ") else {
            throw ShellError("no password was given for \(user)", .noConnection)
        }
        return password
    }

    /// Makes other sessions the shell's and closes those before.
    private func adopt(_ fresh: ShellSessions) async throws {
        let former = sessions
        sessions = fresh
        runner = StatementRunner(fresh, monitor: monitor)
        serverNames = ServerNames(fresh.background)
        await former.close()
    }

    package func use(database: String) async throws {
        let quoted = database.replacing(bytesOf: "\"", with: "\"\"")
        try await session.executeNonQuery("USE \"\(quoted)\"")
    }

    package var timeZone: String { settings.timeZone.name }

    package func setTimeZone(_ zone: String) async throws {
        let parsed = try TimeZoneID(zone)
        try await session.setTimeZone(parsed.name)
        settings.timeZone = parsed
    }

    package var fetchSize: FetchSizeSetting { settings.fetchSize }

    package func setFetchSize(_ size: FetchSizeSetting) { settings.fetchSize = size }

    package var isTiming: Bool { settings.isTiming }

    package func setTiming(_ isOn: Bool) { settings.isTiming = isOn }

    package var expanded: ExpandedSetting { settings.expanded }

    package func setExpanded(_ setting: ExpandedSetting) { settings.expanded = setting }
}
