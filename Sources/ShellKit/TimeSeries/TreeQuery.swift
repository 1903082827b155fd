import SQLText

/// A query of the tree dialect that a condition on the time is put into.
package struct TreeQuery: Sendable {
    private let text: String
    /// Where the conditions begin; nil without WHERE.
    private let afterWhere: String.Index?
    /// Where a WHERE clause or the order may stand: before what follows it, or the end.
    private let beforeTail: String.Index

    /// Finds the clauses of a query; refuses those whose rows are not points.
    package init(_ text: String) throws(SeriesError) {
        let bytes = Array(text.utf8)
        var depth = 0
        var afterWhere: Int?
        var beforeTail = bytes.count
        for token in SQLLexer.tokens(of: bytes, grammar: .tree) {
            if token.kind == .symbol {
                let byte = bytes[token.range.lowerBound]
                depth += byte == UInt8(ascii: "(") ? 1 : byte == UInt8(ascii: ")") ? -1 : 0
            }
            guard token.kind == .word, depth == 0 else { continue }
            switch token.uppercased(in: bytes) {
            case "WHERE": afterWhere = token.range.upperBound
            case "GROUP", "ORDER", "LIMIT", "OFFSET", "SLIMIT", "SOFFSET", "ALIGN", "INTO", "LAST", "FILL", "HAVING":
                throw SeriesError(
                    "a query with \(token.uppercased(in: bytes)) cannot be followed; give columns, FROM and WHERE"
                )
            case "WITHOUT": beforeTail = min(beforeTail, token.range.lowerBound)
            default: break
            }
        }
        self.text = text
        let utf8 = text.utf8
        self.afterWhere = afterWhere.map { utf8.index(utf8.startIndex, offsetBy: $0) }
        self.beforeTail = utf8.index(utf8.startIndex, offsetBy: beforeTail)
    }

    /// The query's newest rows.
    package func newest(_ count: Int) -> String { text + " ORDER BY TIME DESC LIMIT \(count)" }

    /// The query's rows under one more condition.
    package func following(_ condition: String?, limit: Int) -> String {
        let end = " LIMIT \(limit)"
        guard let condition else { return text + end }
        guard let afterWhere else {
            return String(text[..<beforeTail]) + " WHERE \(condition) " + text[beforeTail...] + end
        }
        return String(text[..<afterWhere]) + " \(condition) AND (" + text[afterWhere..<beforeTail] + ") "
            + text[beforeTail...] + end
    }
}
