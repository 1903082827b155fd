import IoTDBWire

/// CAST and TRY_CAST between numbers, texts and booleans.
enum TableCast {
    /// Binds a conversion to its operand.
    static func bind(
        _ operand: TableBinder.Bound,
        _ type: DataType,
        isTry: Bool
    ) throws(StatementError) -> TableBinder.Bound {
        let sources = BoundExpression.numbers + [.boolean, .string, .text]
        let targets = BoundExpression.numbers + [.string, .text]
        guard let source = operand.type, source == type || sources.contains(source) && targets.contains(type) else {
            throw .unsupported("CAST of \(operand.type?.name ?? "NULL") as \(type.name)")
        }
        return TableBinder.Bound(type: type) { row throws(StatementError) in
            let value = try operand.value(row)
            guard value != .null, source != type else { return value }
            do throws(StatementError) {
                return try convert(value, to: type)
            } catch {
                if isTry { return .null }
                throw error
            }
        }
    }

    private static func convert(_ value: Value, to type: DataType) throws(StatementError) -> Value {
        switch type {
        case .string: return .string(try text(value))
        case .text: return .text(try text(value))
        case .int32: return .int32(try integer(value, type))
        case .int64: return .int64(try integer(value, type))
        case .float: return .float(Float(try number(value, type)))
        default: return .double(try number(value, type))
        }
    }

    private static func text(_ value: Value) throws(StatementError) -> String {
        guard let text = JavaText.text(of: value) else { throw .unsupported("CAST of \(value.typeName)") }
        return text
    }

    private static func integer<Integer: FixedWidthInteger>(
        _ value: Value,
        _ type: DataType
    ) throws(StatementError) -> Integer {
        if let text = value.string {
            guard let number = Integer(text) else { throw .semantic("Cannot cast \(text) to \(type.name) type") }
            return number
        }
        if case .boolean(let truth) = value { return truth ? 1 : 0 }
        if let number = value.integer {
            guard let result = Integer(exactly: number) else {
                throw .semantic("long value \(number) is out of range of integer value.")
            }
            return result
        }
        // Java's Math.round: half goes up.
        guard let number = value.number, let result = Integer(exactly: (number + 0.5).rounded(.down)) else {
            throw .semantic("\(value.typeName) value \(value) is out of range of integer value.")
        }
        return result
    }

    private static func number(_ value: Value, _ type: DataType) throws(StatementError) -> Double {
        if case .boolean(let truth) = value { return truth ? 1 : 0 }
        guard let text = value.string else { return value.number ?? 0 }
        guard let number = Double(text), number.isFinite else {
            throw .semantic("Cannot cast \(text) to \(type.name) type")
        }
        return number
    }
}
