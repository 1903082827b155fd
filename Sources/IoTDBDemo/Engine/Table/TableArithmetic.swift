import IoTDBWire
import Platform

/// Arithmetic of the table dialect: integers stay integers, and fail where they overflow.
enum TableArithmetic {
    /// Binds an operator to its operands.
    static func bind(
        _ sign: TableOperator,
        _ left: TableBinder.Bound,
        _ right: TableBinder.Bound
    ) throws(StatementError) -> TableBinder.Bound {
        guard let leftType = left.type, let rightType = right.type else { throw .unsupported("arithmetic with NULL") }
        let type = try resultType(sign, leftType, rightType)
        return TableBinder.Bound(type: type) { row throws(StatementError) in
            let (first, second) = (try left.value(row), try right.value(row))
            guard first != .null, second != .null else { return .null }
            return try compute(sign, first, second, type)
        }
    }

    private static func resultType(
        _ sign: TableOperator,
        _ left: DataType,
        _ right: DataType
    ) throws(StatementError) -> DataType {
        let ranks: [DataType: Int] = [.int32: 0, .int64: 1, .float: 2, .double: 3]
        if let first = ranks[left], let second = ranks[right] { return first > second ? left : right }
        let integers: [DataType] = [.int32, .int64]
        if left == .timestamp, integers.contains(right), sign == .add || sign == .subtract { return .timestamp }
        if right == .timestamp, integers.contains(left), sign == .add { return .timestamp }
        if [left, right].contains(.date) { throw .unsupported("arithmetic with dates") }
        throw .semantic("Cannot apply operator: \(left.name) \(sign.rawValue) \(right.name)")
    }

    private static func compute(
        _ sign: TableOperator,
        _ left: Value,
        _ right: Value,
        _ type: DataType
    ) throws(StatementError) -> Value {
        switch type {
        case .int32: return .int32(try integer(sign, try number(left), try number(right)))
        case .int64: return .int64(try integer(sign, try number(left), try number(right)))
        case .timestamp: return .timestamp(try integer(sign, try number(left), try number(right)))
        case .float: return .float(floating(sign, Float(left.number ?? 0), Float(right.number ?? 0)))
        default: return .double(floating(sign, left.number ?? 0, right.number ?? 0))
        }
    }

    private static func number<Integer: FixedWidthInteger>(_ value: Value) throws(StatementError) -> Integer {
        guard let number = value.integer.flatMap({ Integer(exactly: $0) }) else {
            throw .unsupported("arithmetic with \(value)")
        }
        return number
    }

    private static func integer<Integer: FixedWidthInteger>(
        _ sign: TableOperator,
        _ left: Integer,
        _ right: Integer
    ) throws(StatementError) -> Integer {
        let (result, overflow, name): (Integer, Bool, String)
        switch sign {
        case .add: ((result, overflow), name) = (left.addingReportingOverflow(right), "Addition")
        case .subtract: ((result, overflow), name) = (left.subtractingReportingOverflow(right), "Subtraction")
        case .multiply: ((result, overflow), name) = (left.multipliedReportingOverflow(by: right), "Multiplication")
        default:
            guard right != 0 else { throw StatementError(code: 751, message: "Division by zero") }
            // The smallest number by −1: a real server wraps round.
            if right == -1 { return sign == .divide ? 0 &- left : 0 }
            return sign == .divide ? left / right : left % right
        }
        guard !overflow else {
            let kind = Integer.bitWidth == 32 ? "int" : "long"
            throw StatementError(
                code: 750,
                message: "\(kind) \(name) overflow: \(left) \(sign.rawValue) \(right)"
            )
        }
        return result
    }

    private static func floating<Number: BinaryFloatingPoint>(
        _ sign: TableOperator,
        _ left: Number,
        _ right: Number
    ) -> Number {
        switch sign {
        case .add: left + right
        case .subtract: left - right
        case .multiply: left * right
        case .divide: left / right
        default: left.truncatingRemainder(dividingBy: right)
        }
    }
}
