import CivilTime
import IoTDBWire
import Platform

/// What an expression can see of one row.
struct Row {
    /// Time of the row.
    var time: Int64
    /// One value for each series of the query.
    var cells: [Value]
    /// Results of the aggregations, once they are complete.
    var aggregates: [Value] = []
}

extension BoundExpression {
    /// Value for a row, in SQL's logic of three values.
    ///
    /// - Parameter asFloat: compare FLOAT columns with literals of single precision, as a condition on one source does.
    func value(_ row: Row, asFloat: Bool = false) -> Value {
        switch self {
        case .literal(let value, _): return value
        case .time: return .int64(row.time)
        case .series(let slot, _, _): return row.cells[slot]
        case .missing: return .null
        case .aggregate(let slot, _, _): return row.aggregates[slot]
        case .unary(.minus, let operand): return Self.negated(operand.value(row, asFloat: asFloat))
        case .unary(.not, let operand): return Self.truth(operand.truth(row, asFloat: asFloat).map { !$0 })
        case .binary(.and, let left, let right):
            return Self.truth(Self.conjunction(left.truth(row, asFloat: asFloat), right.truth(row, asFloat: asFloat)))
        case .binary(.or, let left, let right):
            let both = Self.conjunction(
                left.truth(row, asFloat: asFloat).map { !$0 },
                right.truth(row, asFloat: asFloat).map { !$0 }
            )
            return Self.truth(both.map { !$0 })
        case .binary(let sign, let left, let right):
            let (first, second) = (left.value(row, asFloat: asFloat), right.value(row, asFloat: asFloat))
            if sign.isArithmetic { return Self.arithmetic(sign, first, second) }
            return Self.truth(Self.compare(sign, first, second, asFloat))
        case .between(let value, let low, let high, let isNegated):
            let subject = value.value(row, asFloat: asFloat)
            let inside = Self.conjunction(
                Self.compare(.greaterOrEqual, subject, low.value(row), asFloat),
                Self.compare(.lessOrEqual, subject, high.value(row), asFloat)
            )
            return Self.truth(inside.map { $0 != isNegated })
        case .inList(let value, let list, let isNegated):
            let subject = value.value(row, asFloat: asFloat)
            if subject == .null { return .null }
            let isMember = list.contains { Self.compare(.equal, subject, $0.value(row), asFloat) == true }
            return .boolean(isMember != isNegated)
        case .like(let value, let pattern, _, let isNegated):
            return Self.truth(value.value(row).string.map { pattern.matches($0) != isNegated })
        case .isNull(let value, let isNegated):
            return .boolean((value.value(row, asFloat: asFloat) == .null) != isNegated)
        }
    }

    /// Whether a condition holds; nil when it is unknown.
    func truth(_ row: Row, asFloat: Bool) -> Bool? {
        if case .boolean(let truth) = value(row, asFloat: asFloat) { return truth }
        return nil
    }

    private static func truth(_ truth: Bool?) -> Value { truth.map { .boolean($0) } ?? .null }

    private static func conjunction(_ left: Bool?, _ right: Bool?) -> Bool? {
        if left == false || right == false { return false }
        guard let left, let right else { return nil }
        return left && right
    }

    private static func negated(_ value: Value) -> Value {
        switch value {
        case .int32(let number): .int32(0 &- number)
        case .int64(let number): .int64(0 &- number)
        case .float(let number): .float(-number)
        case .double(let number): .double(-number)
        default: .null
        }
    }

    private static func arithmetic(_ sign: BinaryOperator, _ left: Value, _ right: Value) -> Value {
        guard let first = left.number, let second = right.number else { return .null }
        switch sign {
        case .add: return .double(first + second)
        case .subtract: return .double(first - second)
        case .multiply: return .double(first * second)
        case .divide: return .double(first / second)
        default: return .double(fmod(first, second))
        }
    }

    private static func compare(_ sign: BinaryOperator, _ left: Value, _ right: Value, _ asFloat: Bool) -> Bool? {
        if asFloat, case .float(let first) = left, case .double(let second) = right {
            return holds(sign, first, Float(second))
        }
        if let first = left.number, let second = right.number, left.integer == nil || right.integer == nil {
            return holds(sign, first, second)
        }
        if case .date(let first) = left, case .text(let text) = right {
            return DateNumber.parse(text).map { holds(sign, first, $0) } ?? nil
        }
        return left.order(to: right).map { holds(sign, $0, 0) }
    }

    private static func holds<T: Comparable>(_ sign: BinaryOperator, _ left: T, _ right: T) -> Bool {
        switch sign {
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        case .notEqual: left != right
        default: left == right
        }
    }
}
