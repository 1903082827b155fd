import IoTDBWire

/// A session of a command's own in the tree dialect.
///
/// Users and roles belong to no dialect, but servers of version 2.0.1 parse statements about them in that one only.
enum TreeDialectSession {
    /// Whether a server did not understand a statement in the table dialect.
    static func isWorthATry(after error: any Error, _ context: CommandContext) async -> Bool {
        guard let error = error as? IoTDBError, error.serverStatus?.code == .sqlParseError else { return false }
        return await context.session.dialect == .table
    }

    /// Opens the session and closes it behind the body.
    static func with<Value: Sendable>(
        _ context: CommandContext,
        _ body: @Sendable (Session) async throws -> Value
    ) async throws -> Value {
        var configuration = await context.session.sessionConfiguration
        (configuration.dialect, configuration.database) = (.tree, nil)
        let session = try await Session.open(configuration)
        do {
            let value = try await body(session)
            await session.close()
            return value
        } catch {
            await session.close()
            throw error
        }
    }
}
