import CivilTime
import IoTDBWire

/// Place in the tokens of a statement, with the questions that every rule of the grammar asks.
struct ParserCursor {
    private let tokens: [SQLToken]
    private var index = 0
    /// Moment that `now()` means, in milliseconds.
    let now: Int64
    /// Rules of the session's time zone.
    let zone: TimeZoneID
    /// Grammar of the statement.
    let dialect: SQLDialect
    /// Operators that may still follow: chains of them nest as deep as parentheses do.
    private var operatorsLeft = Self.operatorLimit

    /// Tokenizes a statement.
    init(_ text: String, now: Int64, zone: TimeZoneID, dialect: SQLDialect = .tree) throws(StatementError) {
        tokens = try SQLTokenizer.tokens(of: text, dialect: dialect)
        self.now = now
        self.zone = zone
        self.dialect = dialect
    }

    /// Nesting that the demo server takes; a deeper expression is refused instead of risking the stack.
    static let depthLimit = 64
    /// Operators that one statement may hold, for the same reason.
    static let operatorLimit = 300

    /// Counts one more operator of the statement's expressions.
    mutating func countOperator() throws(StatementError) {
        operatorsLeft -= 1
        guard operatorsLeft >= 0 else { throw .unsupported("more than \(Self.operatorLimit) operators") }
    }

    /// Refuses an expression that is nested too deeply.
    func checkDepth(_ depth: Int) throws(StatementError) {
        guard depth < Self.depthLimit else { throw .unsupported("expressions deeper than \(Self.depthLimit)") }
    }

    /// The next token.
    var current: SQLToken { tokens[index] }

    /// The token after the next; the end token stays at the end.
    var following: SQLToken { tokens[min(index + 1, tokens.count - 1)] }

    /// Takes the next token; the end token is never passed.
    @discardableResult
    mutating func take() -> SQLToken {
        let token = tokens[index]
        index = min(index + 1, tokens.count - 1)
        return token
    }

    /// Takes a key word if it comes next.
    mutating func accept(_ keyword: StaticString) -> Bool {
        guard current.isKeyword(keyword) else { return false }
        take()
        return true
    }

    /// Takes a symbol if it comes next.
    mutating func acceptSymbol(_ symbol: String) -> Bool {
        guard current.isSymbol(symbol) else { return false }
        take()
        return true
    }

    /// Takes a key word or complains.
    mutating func expect(_ keyword: StaticString) throws(StatementError) {
        guard accept(keyword) else { throw unexpected("\(keyword)") }
    }

    /// Takes a symbol or complains.
    mutating func expectSymbol(_ symbol: String) throws(StatementError) {
        guard acceptSymbol(symbol) else { throw unexpected("'\(symbol)'") }
    }

    /// The complaint about the next token: a clause that only a real server knows, or a fault in the text.
    func unexpected(_ expectation: String? = nil) -> StatementError {
        if current.kind == .word, Self.otherClauses.contains(current.text.uppercased()) {
            return .unsupported(current.text.uppercased())
        }
        if dialect == .table {
            let expected = expectation.map { ". Expecting: \($0)" } ?? ""
            return .syntax(current, "mismatched input '\(current.source)'\(expected)", dialect)
        }
        guard let expectation else { return .syntax(current, "no viable alternative at input '\(current.source)'") }
        return .syntax(current, "mismatched input '\(current.source)' expecting \(expectation)")
    }

    /// Complains unless the statement ends here; in the tree dialect one semicolon may stand before the end.
    mutating func expectEnd() throws(StatementError) {
        if dialect == .tree { _ = acceptSymbol(";") }
        guard current.kind != .end else { return }
        let complaint = unexpected("{<EOF>, ';'}")
        throw complaint
    }

    /// Clauses of a real server that the demo server leaves out.
    private static let otherClauses: Set<String> = [
        "GROUP", "ALIGN", "FILL", "HAVING", "INTO", "LAST", "SLIMIT", "SOFFSET", "WITHOUT", "DETAILS", "WITH", "LEVEL",
        "LIKE", "REGEXP", "CASE", "CONTAINS", "TAGS", "ATTRIBUTES", "ROOT", "ORDER", "WHERE", "LIMIT", "OFFSET",
        "UNION",
        "INTERSECT", "EXCEPT", "JOIN", "LEFT", "RIGHT", "FULL", "CROSS", "NATURAL", "USING", "OVER", "EXISTS",
    ]
}
