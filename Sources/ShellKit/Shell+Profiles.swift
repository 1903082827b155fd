import CivilTime
import IoTDBWire

/// Profiles of the configuration file while the shell runs.
extension Shell {
    /// Whether the configuration file has a profile of a name.
    ///
    /// - Throws: `ShellError` for a configuration file that cannot be read.
    package func hasProfile(_ name: String) throws -> Bool {
        try configurationFile()?.profileNames.contains(name) ?? false
    }

    /// The names of the profiles; none where the file is wrong, which was told of when the shell started.
    var profileNames: [String] { (try? configurationFile())??.profileNames ?? [] }

    /// Connects as a profile says, and takes over what else it sets; on failure all stays.
    func adoptProfile(_ name: String) async throws {
        guard let file = try configurationFile() else {
            throw MetaCommandError("\\c: there is no configuration file, and so no profile \"\(name)\"")
        }
        let next: Settings
        do throws(ConfigurationError) {
            next = try ProfileChange.settings(name, of: file, over: settings)
        } catch {
            throw MetaCommandError("\\c: \(error.description)")
        }
        guard !next.connection.runsDemo, !next.connection.servesDemo else {
            throw MetaCommandError(
                "\\c: the profile \(name) starts the demo server; start the shell with --profile \(name)"
            )
        }
        let zone = try next.connection.timeZone.map { try TimeZoneID($0) } ?? startZone
        let fresh = try await openSessions(next.connection, zone)
        await adopt(fresh)
        take(next)
        settings.connection.dialect = fresh.configuration.dialect
        timeZone = zone
        await checkDatabase()
    }

    /// Opens sessions for other settings; asks for a password as at the start.
    private func openSessions(_ connection: ConnectionSettings, _ zone: TimeZoneID) async throws -> ShellSessions {
        let source = PasswordSource(connection, startUp.environment)
        let found = try source.password() ?? presentPassword(for: connection)
        var configuration = try connection.sessionConfiguration(timeZone: zone.name, password: found)
        note("Connecting to \(configuration.nodes.map(\.description).joined(separator: ", ")) ...")
        do throws(IoTDBError) {
            return try await ShellSessions.open(configuration, monitor: monitor)
        } catch {
            guard error.code == .authenticationFailed, isAtPrompt, let answer = source.ask() else { throw error }
            configuration.password = answer
            return try await ShellSessions.open(configuration, monitor: monitor)
        }
    }

    /// The password that is known already: only for the same user on the same servers.
    private func presentPassword(for connection: ConnectionSettings) -> Password? {
        let present = sessions.configuration
        return connection.user == present.user && connection.addresses == present.nodes ? present.password : nil
    }

    private func configurationFile() throws -> ConfigurationFile? {
        guard startUp.readsFiles else { return nil }
        do throws(ConfigurationError) {
            return try ShellFiles.configuration(startUp.environment)
        } catch {
            throw ShellError(error.description, .ownFailure)
        }
    }
}
