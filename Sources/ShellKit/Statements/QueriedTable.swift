import SQLText

/// The table that the rows of a query are rows of, for statements that insert them again.
enum QueriedTable {
    /// What may follow the name.
    private static let clauses: Set<String> = ["WHERE", "ORDER", "LIMIT", "OFFSET"]

    /// The name as it stands in a statement of the table dialect; nil where the rows are not plain rows of one table:
    /// expressions, groups, joins.
    static func name(in statement: String) -> String? {
        let bytes = Array(statement.utf8)
        let tokens = tokens(of: bytes)
        guard tokens.first?.uppercased(in: bytes) == "SELECT",
            let from = tokens.firstIndex(where: { $0.uppercased(in: bytes) == "FROM" }),
            isList(tokens[1..<from], bytes)
        else { return nil }
        var rest = tokens[(from + 1)...]
        guard let first = rest.popFirst(), isName(first) else { return nil }
        var end = first.range.upperBound
        while let dot = rest.first, isSymbol(dot, ".", bytes) {
            rest.removeFirst()
            guard let part = rest.popFirst(), isName(part) else { return nil }
            end = part.range.upperBound
        }
        if let next = rest.first, !clauses.contains(next.uppercased(in: bytes)) { return nil }
        guard !rest.contains(where: { $0.uppercased(in: bytes) == "GROUP" }) else { return nil }
        return String(decoding: bytes[first.range.lowerBound..<end], as: UTF8.self)
    }

    private static func tokens(of bytes: [UInt8]) -> [Token] {
        var lexer = SQLLexer(grammar: .table)
        var tokens: [Token] = []
        var index = 0
        while let token = lexer.next(in: bytes, at: &index) {
            if !token.isBlank, token.kind != .semicolon { tokens.append(token) }
        }
        return tokens
    }

    /// `*`, or names with commas between them.
    private static func isList(_ tokens: ArraySlice<Token>, _ bytes: [UInt8]) -> Bool {
        if tokens.count == 1, let token = tokens.first, isSymbol(token, "*", bytes) { return true }
        return tokens.count % 2 == 1
            && zip(0..., tokens).allSatisfy { $0 % 2 == 0 ? isName($1) : isSymbol($1, ",", bytes) }
    }

    private static func isName(_ token: Token) -> Bool { token.kind == .word || token.kind == .doubleQuoted }

    private static func isSymbol(_ token: Token, _ symbol: Unicode.Scalar, _ bytes: [UInt8]) -> Bool {
        token.kind == .symbol && bytes[token.range.lowerBound] == UInt8(ascii: symbol)
    }
}
