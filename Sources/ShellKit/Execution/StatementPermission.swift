import CivilTime
import SQLText

/// Which statements may be sent, as `--read-only` and `--safe` have it.
struct StatementPermission {
    private let settings: ScriptSettings

    init(_ settings: ScriptSettings) { self.settings = settings }

    /// Why a statement must not be sent; nil when it may.
    func refusal(of sql: String) -> String? {
        guard settings.isReadOnly, StatementKind(of: sql) == .other, !Self.isOfSession(sql) else { return nil }
        return "not sent: --read-only lets only statements that read pass"
    }

    /// Statements that change the session and nothing on the server.
    private static func isOfSession(_ sql: String) -> Bool {
        StatementKind.database(usedBy: sql) != nil || StatementKind.timeZone(setBy: sql) != nil
    }
}
