import IoTDBWire
import SQLText

/// `\password`: changes a password without showing or keeping it.
enum PasswordCommand {
    /// The command.
    static let command = MetaCommand(
        "password",
        section: .connection,
        arguments: [.optional("USER", .user)],
        summary: "change a password, asked for without showing it; yours without USER"
    ) { arguments, context in
        guard let connection = await context.connection.connection else {
            throw MetaCommandError("\\password: not connected")
        }
        let user = arguments["USER"] ?? connection.user
        let password = try await newPassword(of: user, context)
        try await change(password, of: user, context)
        if user == connection.user { try await context.connection.adoptPassword(Password(password)) }
        await context.output.note("The password of \(user) was changed.")
        return .done
    }

    private static func newPassword(of user: String, _ context: CommandContext) async throws -> String {
        guard let first = await context.input.ask("New password of \(user): ", hidesAnswer: true), !first.isEmpty else {
            throw MetaCommandError("\\password: no password was given")
        }
        guard let second = await context.input.ask("Again: ", hidesAnswer: true), first == second else {
            throw MetaCommandError("\\password: the two are not the same; nothing was changed")
        }
        return first
    }

    /// The statement holds the password, so neither it nor its excerpt may be shown.
    private static func change(_ password: String, of user: String, _ context: CommandContext) async throws {
        let dialect = await context.session.dialect
        let statement = try statement(password, of: user, dialect)
        do {
            do {
                try await context.session.execute(statement)
            } catch {
                guard await TreeDialectSession.isWorthATry(after: error, context) else { throw error }
                let statement = try Self.statement(password, of: user, .tree)
                try await TreeDialectSession.with(context) { try await $0.executeNonQuery("\(raw: statement)") }
            }
        } catch let error as IoTDBError {
            throw MetaCommandError("\\password: \(error.message.replacing(bytesOf: password, with: "***"))")
        }
    }

    private static func statement(_ password: String, of user: String, _ dialect: SQLDialect) throws -> String {
        guard let name = SQLQuoting.nameIfNeeded(user, grammar: dialect.grammar) else {
            throw MetaCommandError("\\password: the name of the user is empty")
        }
        return "ALTER USER \(name) SET PASSWORD '\(password.replacing(bytesOf: "'", with: "''"))'"
    }
}
