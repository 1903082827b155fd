import CivilTime
import IoTDBWire

extension BoundExpression {
    /// Type of the result; operands that do not fit are refused in the server's words.
    ///
    /// Nil is the type of null.
    func type() throws(StatementError) -> DataType? {
        switch self {
        case .literal(let value, _): return value.literalType
        case .time: return .int64
        case .series(_, let type, _), .aggregate(_, let type, _): return type
        case .missing: return nil
        case .unary(.minus, let operand):
            let type = try operand.type()
            try operand.require(type, among: Self.numbers)
            return type
        case .unary(.not, let operand):
            try operand.require(try operand.type(), among: [.boolean])
            return .boolean
        case .binary(let sign, let left, let right): return try type(of: sign, left, right)
        case .between(let value, let low, let high, _):
            try Self.checkComparison(value, low)
            try Self.checkComparison(value, high)
            return .boolean
        case .inList(let value, let list, _):
            for element in list { try Self.checkMember(value, element) }
            return .boolean
        case .like(let value, _, _, _):
            try value.require(try value.type(), among: [.text, .string])
            return .boolean
        case .isNull(let value, _):
            _ = try value.type()
            return .boolean
        }
    }

    private func type(
        of sign: BinaryOperator,
        _ left: BoundExpression,
        _ right: BoundExpression
    ) throws(StatementError) -> DataType {
        let (leftType, rightType) = (try left.type(), try right.type())
        if sign.isComparison {
            if case .literal = left { throw .unsupported("a literal to the left of a comparison") }
            try Self.checkComparison(left, right)
            return .boolean
        }
        let wanted = sign.isArithmetic ? Self.numbers : [.boolean]
        try left.require(leftType, among: wanted)
        try right.require(rightType, among: wanted)
        return sign.isArithmetic ? .double : .boolean
    }

    private static func checkComparison(_ left: BoundExpression, _ right: BoundExpression) throws(StatementError) {
        guard let leftType = try left.type(), let rightType = try right.type() else { return }
        let quantities = numbers + [.timestamp]
        let texts: [DataType] = [.text, .string]
        switch (leftType, rightType) {
        case (.date, .date), (.blob, .blob), (.boolean, .boolean): return
        case (.date, .text):
            guard case .literal(.text(let text), _) = right, DateNumber.parse(text) != nil else {
                throw .unsupported("the comparison of a date with \(right.text)")
            }
        case (.date, _) where quantities.contains(rightType):
            throw right.mismatch(rightType, [.date, .text])
        case (.boolean, _): throw right.mismatch(rightType, [.boolean])
        case _ where quantities.contains(leftType) && quantities.contains(rightType): return
        case _ where texts.contains(leftType) && texts.contains(rightType): return
        case _ where texts.contains(rightType) && quantities.contains(leftType): throw left.mismatch(leftType, texts)
        case _ where texts.contains(leftType) && quantities.contains(rightType): throw right.mismatch(rightType, texts)
        default: throw .unsupported("the comparison of \(leftType.name) with \(rightType.name)")
        }
    }

    private static func checkMember(_ value: BoundExpression, _ element: BoundExpression) throws(StatementError) {
        guard let type = try value.type(), let elementType = try element.type() else { return }
        let texts: [DataType] = [.text, .string]
        let fits =
            texts.contains(type) && texts.contains(elementType) || type == elementType
            || (numbers + [.timestamp]).contains(type) && (numbers + [.timestamp]).contains(elementType)
        guard fits else { throw .unsupported("IN of \(type.name) with \(elementType.name)") }
    }

    private func require(_ type: DataType?, among wanted: [DataType]) throws(StatementError) {
        guard let type, !wanted.contains(type) else { return }
        throw mismatch(type, wanted)
    }

    private func mismatch(_ type: DataType, _ wanted: [DataType]) -> StatementError {
        .semantic(
            "Invalid input expression data type. expression: \(text), actual data type: \(type.name), expected data "
                + "type(s): [\(wanted.map(\.name).joined(separator: ", "))]."
        )
    }

    /// Types that arithmetic takes.
    static let numbers: [DataType] = [.int32, .int64, .float, .double]
}
