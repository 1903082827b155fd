import IoTDBWire

/// An expression whose paths have become series; ready to be evaluated row by row.
indirect enum BoundExpression {
    /// A literal, with the text that the server prints for it.
    case literal(Value, source: String)
    /// The time of the row.
    case time
    /// A series, by its slot in the row.
    case series(slot: Int, type: DataType, name: String)
    /// A series that does not exist: always null.
    case missing
    /// `-x` or `!x`.
    case unary(UnaryOperator, BoundExpression)
    /// `x + y`, `x > y`, `x AND y`.
    case binary(BinaryOperator, BoundExpression, BoundExpression)
    /// `x [NOT] BETWEEN low AND high`.
    case between(BoundExpression, BoundExpression, BoundExpression, isNegated: Bool)
    /// `x [NOT] IN (a, b)`.
    case inList(BoundExpression, [BoundExpression], isNegated: Bool)
    /// `x IS [NOT] NULL`.
    case isNull(BoundExpression, isNegated: Bool)
    /// `x [NOT] LIKE 'pattern'`.
    case like(BoundExpression, LikePattern, text: String, isNegated: Bool)
    /// An aggregation by its slot in the list of aggregations.
    case aggregate(slot: Int, type: DataType, text: String)

    /// The heading that the server gives to a column with this expression.
    var text: String {
        switch self {
        case .literal(_, let source): source
        case .time: "Time"
        case .series(_, _, let name), .aggregate(_, _, let name): name
        case .missing: "null"
        case .unary(let sign, let operand): sign.rawValue + operand.text(inside: 8)
        case .binary(let sign, let left, let right):
            "\(left.text(inside: sign.precedence)) \(sign.rawValue) \(right.text(inside: sign.precedence))"
        case .between(let value, let low, let high, let isNegated):
            "\(value.text)\(isNegated ? " NOT" : "") BETWEEN \(low.text) AND \(high.text)"
        case .inList(let value, let list, let isNegated):
            "\(value.text)\(isNegated ? " NOT" : "") IN (\(list.map(\.bareText).joined(separator: ",")))"
        case .like(let value, _, let pattern, let isNegated):
            "\(value.text)\(isNegated ? " NOT" : "") LIKE pattern = '\(pattern)'"
        case .isNull(let value, let isNegated): "\(value.text) IS\(isNegated ? " NOT" : "") NULL"
        }
    }

    private var bareText: String {
        if case .literal(.text(let text), _) = self { return text }
        return text
    }

    private func text(inside precedence: Int) -> String {
        guard case .binary(let sign, _, _) = self, sign.precedence < precedence else { return text }
        return "(\(text))"
    }
}
