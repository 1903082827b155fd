import IoTDBWire

/// A refusal of one statement: a status code of the real server and its text.
struct StatementError: Error, Equatable {
    /// Status code as in `TSStatusCode`, for example 700 for a parse error.
    let code: Int32
    /// Text for the client.
    let message: String

    /// A statement that a real server may answer but this one does not: refused, never answered wrongly.
    static func unsupported(_ what: String) -> StatementError {
        StatementError(code: 700, message: "not supported by the demo server: \(what)")
    }

    /// A text that is not a statement, in the shape of the real server.
    static func syntax(_ token: SQLToken, _ complaint: String, _ dialect: SQLDialect = .tree) -> StatementError {
        if dialect == .table {
            return StatementError(code: 700, message: "line \(token.line):\(token.column + 1): \(complaint)")
        }
        return StatementError(
            code: 700,
            message:
                "Error occurred while parsing SQL to physical plan: line \(token.line):\(token.column) \(complaint)"
        )
    }

    /// A statement that parses but has no meaning (701).
    static func semantic(_ message: String) -> StatementError { StatementError(code: 701, message: message) }
}
