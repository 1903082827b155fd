import IoTDBWire

/// An expression of the table dialect as written; names become slots of a row before it is evaluated.
indirect enum TableExpression: Equatable {
    /// A literal or NULL.
    case literal(Value)
    /// A length of time, as `date_bin` takes it.
    case duration(Int64)
    /// A column as it was spelled.
    case column(qualifier: String?, name: String)
    /// A cell of the row.
    case slot(Int, name: String)
    /// `-x`.
    case negative(TableExpression)
    /// `NOT x`.
    case not(TableExpression)
    /// `x + y`, `x < y`, `x AND y`.
    case binary(TableOperator, TableExpression, TableExpression)
    /// `x BETWEEN low AND high`.
    case between(TableExpression, TableExpression, TableExpression)
    /// `x IN (a, b)`.
    case inList(TableExpression, [TableExpression])
    /// `x LIKE 'pattern'`.
    case like(TableExpression, pattern: String)
    /// `x IS NULL`.
    case isNull(TableExpression)
    /// `CASE WHEN … THEN … ELSE … END`.
    case cases([TableCase], otherwise: TableExpression?)
    /// `CAST(x AS type)`; TRY_CAST gives null where CAST fails.
    case cast(TableExpression, DataType, isTry: Bool)
    /// A function or an aggregation, with its name in lower case. `count(*)` has no argument.
    case call(String, [TableExpression])

    /// The parts in order.
    var parts: [TableExpression] {
        switch self {
        case .literal, .duration, .column, .slot: []
        case .negative(let operand), .not(let operand), .like(let operand, _), .isNull(let operand),
            .cast(let operand, _, _):
            [operand]
        case .binary(_, let left, let right): [left, right]
        case .between(let value, let low, let high): [value, low, high]
        case .inList(let value, let list): [value] + list
        case .cases(let cases, let otherwise):
            cases.flatMap { [$0.condition, $0.result] } + (otherwise.map { [$0] } ?? [])
        case .call(_, let arguments): arguments
        }
    }

    /// The same expression with other parts, in the order of ``parts``.
    func map(
        _ transform: (TableExpression) throws(StatementError) -> TableExpression
    ) throws(StatementError) -> TableExpression {
        switch self {
        case .literal, .duration, .column, .slot: return self
        case .negative(let operand): return .negative(try transform(operand))
        case .not(let operand): return .not(try transform(operand))
        case .like(let operand, let pattern): return .like(try transform(operand), pattern: pattern)
        case .isNull(let operand): return .isNull(try transform(operand))
        case .cast(let operand, let type, let isTry): return .cast(try transform(operand), type, isTry: isTry)
        case .binary(let sign, let left, let right): return .binary(sign, try transform(left), try transform(right))
        case .between(let value, let low, let high):
            return .between(try transform(value), try transform(low), try transform(high))
        case .inList(let value, let list): return .inList(try transform(value), try Self.map(list, transform))
        case .cases(let cases, let otherwise):
            var mapped: [TableCase] = []
            for part in cases {
                mapped.append(TableCase(condition: try transform(part.condition), result: try transform(part.result)))
            }
            var last: TableExpression?
            if let otherwise { last = try transform(otherwise) }
            return .cases(mapped, otherwise: last)
        case .call(let name, let arguments): return .call(name, try Self.map(arguments, transform))
        }
    }

    private static func map(
        _ list: [TableExpression],
        _ transform: (TableExpression) throws(StatementError) -> TableExpression
    ) throws(StatementError) -> [TableExpression] {
        var mapped: [TableExpression] = []
        for element in list { mapped.append(try transform(element)) }
        return mapped
    }

    /// Whether the expression or a part of it meets a condition.
    func contains(_ condition: (TableExpression) -> Bool) -> Bool {
        condition(self) || parts.contains { $0.contains(condition) }
    }

    /// The parts that AND joins at the top.
    var conjuncts: [TableExpression] {
        guard case .binary(.and, let left, let right) = self else { return [self] }
        return left.conjuncts + right.conjuncts
    }
}

/// One WHEN of a CASE.
struct TableCase: Equatable {
    let condition: TableExpression
    let result: TableExpression
}

/// Operators with two operands; the raw value is how they are written.
enum TableOperator: String, Equatable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
    case concatenate = "||"
    case equal = "="
    case notEqual = "<>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case and = "AND"
    case or = "OR"

    /// Whether the operator compares.
    var isComparison: Bool {
        switch self {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
        case .add, .subtract, .multiply, .divide, .remainder, .concatenate, .and, .or: false
        }
    }

    /// The operator that the server names in messages: it turns `>` into `<`.
    var messageName: String {
        switch self {
        case .greater: "<"
        case .greaterOrEqual: "<="
        default: rawValue
        }
    }
}
