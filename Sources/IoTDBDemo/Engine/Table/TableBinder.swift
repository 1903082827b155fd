import IoTDBWire

/// Turns an expression over slots into a typed function of a row; refuses in the server's words what does not fit.
struct TableBinder {
    /// Computes a value from the cells of a row.
    typealias Evaluator = ([Value]) throws(StatementError) -> Value

    /// A function with the type of its result; nil is the type of null.
    struct Bound {
        let type: DataType?
        let value: Evaluator
    }

    /// Types of the slots.
    let types: [DataType]
    /// Whether FLOAT columns are compared in single precision, as a scan does.
    var isFilter = false

    /// Binds an expression.
    func bind(_ expression: TableExpression) throws(StatementError) -> Bound {
        switch expression {
        case .literal(let value): return Bound(type: value.type) { _ in value }
        case .slot(let slot, _): return Bound(type: types[slot]) { row in row[slot] }
        case .duration: throw .unsupported("a length of time here")
        case .column(_, let name): throw StatementError(code: 616, message: "Column '\(name)' cannot be resolved")
        case .negative(let operand): return try negative(try bind(operand))
        case .not(let operand):
            let bound = try logical(operand)
            return Bound(type: .boolean) { row throws(StatementError) in
                if case .boolean(let truth) = try bound(row) { .boolean(!truth) } else { .null }
            }
        case .binary(let sign, let left, let right): return try binary(sign, left, right)
        case .between(let value, let low, let high):
            return try bind(
                .binary(.and, .binary(.greaterOrEqual, value, low), .binary(.lessOrEqual, value, high))
            )
        case .inList(let value, let list): return try membership(value, list)
        case .like(let operand, let pattern): return try like(operand, pattern)
        case .isNull(let operand):
            let bound = try bind(operand).value
            return Bound(type: .boolean) { row throws(StatementError) in .boolean(try bound(row) == .null) }
        case .cases(let cases, let otherwise): return try self.cases(cases, otherwise)
        case .cast(let operand, let type, let isTry): return try TableCast.bind(try bind(operand), type, isTry: isTry)
        case .call(let name, let arguments): return try TableFunctions.bind(name, arguments, self)
        }
    }

    private func negative(_ operand: Bound) throws(StatementError) -> Bound {
        guard let type = operand.type, BoundExpression.numbers.contains(type) else {
            throw .semantic("Cannot negate \(operand.type?.name ?? "unknown")")
        }
        return Bound(type: type) { row throws(StatementError) in
            switch try operand.value(row) {
            case .int32(let number): .int32(0 &- number)
            case .int64(let number): .int64(0 &- number)
            case .float(let number): .float(-number)
            case .double(let number): .double(-number)
            default: .null
            }
        }
    }

    private func logical(_ operand: TableExpression) throws(StatementError) -> Evaluator {
        let bound = try bind(operand)
        guard bound.type == .boolean || bound.type == nil else {
            throw .semantic("Logical expression term must evaluate to a boolean: actual type \(bound.type?.name ?? "")")
        }
        return bound.value
    }

    private func binary(
        _ sign: TableOperator,
        _ left: TableExpression,
        _ right: TableExpression
    ) throws(StatementError) -> Bound {
        switch sign {
        case .and, .or: return try junction(isAnd: sign == .and, try logical(left), try logical(right))
        case .concatenate: return try bind(.call("concat", [left, right]))
        case .add, .subtract, .multiply, .divide, .remainder:
            return try TableArithmetic.bind(sign, try bind(left), try bind(right))
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            return try comparison(sign, left, right)
        }
    }

    private func junction(
        isAnd: Bool,
        _ left: @escaping Evaluator,
        _ right: @escaping Evaluator
    ) throws(StatementError) -> Bound {
        Bound(type: .boolean) { row throws(StatementError) in
            let first = try left(row)
            // One false decides AND, one true decides OR.
            if first == .boolean(!isAnd) { return first }
            let second = try right(row)
            if second == .boolean(!isAnd) { return second }
            return first == .null ? .null : second
        }
    }

    private func comparison(
        _ sign: TableOperator,
        _ left: TableExpression,
        _ right: TableExpression
    ) throws(StatementError) -> Bound {
        let (first, second) = (try bind(left), try bind(right))
        try check(sign, first.type, second.type)
        if isFilter {
            try checkFit(first.type, right)
            try checkFit(second.type, left)
        }
        let single = isFilter && (first.type == .float || second.type == .float)
        return Bound(type: .boolean) { row throws(StatementError) in
            var (one, other) = (try first.value(row), try second.value(row))
            if single { (one, other) = (one.inSinglePrecision, other.inSinglePrecision) }
            return Self.holds(sign, one, other)
        }
    }

    /// A scan reads literals in the type of the column; a real server fails when one does not fit.
    private func checkFit(_ type: DataType?, _ literal: TableExpression) throws(StatementError) {
        guard case .literal(let value) = literal, let type else { return }
        let fits =
            switch type {
            case .int32: value == .null || value.integer.flatMap { Int32(exactly: $0) } != nil
            case .int64, .timestamp: value == .null || value.integer != nil
            default: true
            }
        guard fits else { throw .unsupported("the comparison of \(type.name) with \(value)") }
    }

    private func check(_ sign: TableOperator, _ left: DataType?, _ right: DataType?) throws(StatementError) {
        guard let left, let right, !Self.areComparable(left, right) else { return }
        throw .semantic("Cannot apply operator: \(left.name) \(sign.messageName) \(right.name)")
    }

    private static func areComparable(_ left: DataType, _ right: DataType) -> Bool {
        let (quantities, texts): ([DataType], [DataType]) =
            (BoundExpression.numbers + [.timestamp], [.text, .string])
        return left == right || quantities.contains(left) && quantities.contains(right)
            || texts.contains(left) && texts.contains(right)
    }

    private static func holds(_ sign: TableOperator, _ left: Value, _ right: Value) -> Value {
        guard left != .null, right != .null else { return .null }
        // NaN has no order; only "not equal" holds for it.
        guard let order = left.order(to: right) else { return .boolean(sign == .notEqual) }
        switch sign {
        case .less: return .boolean(order < 0)
        case .lessOrEqual: return .boolean(order <= 0)
        case .greater: return .boolean(order > 0)
        case .greaterOrEqual: return .boolean(order >= 0)
        case .notEqual: return .boolean(order != 0)
        default: return .boolean(order == 0)
        }
    }

    private func membership(_ value: TableExpression, _ list: [TableExpression]) throws(StatementError) -> Bound {
        var tests: [Evaluator] = []
        for element in list {
            guard case .literal(let literal) = element, literal != .null else {
                throw .unsupported("IN with anything but literals")
            }
            tests.append(try comparison(.equal, value, element).value)
        }
        return Bound(type: .boolean) { row throws(StatementError) in
            for test in tests {
                let result = try test(row)
                if result == .boolean(true) || result == .null { return result }
            }
            return .boolean(false)
        }
    }

    private func like(_ operand: TableExpression, _ pattern: String) throws(StatementError) -> Bound {
        let bound = try bind(operand)
        guard bound.type == .string || bound.type == .text else {
            throw .semantic(
                "Left side of LIKE expression must evaluate to TEXT or STRING Type (actual: \(bound.type?.name ?? ""))"
            )
        }
        let matcher = LikePattern(pattern)
        return Bound(type: .boolean) { row throws(StatementError) in
            try bound.value(row).string.map { .boolean(matcher.matches($0)) } ?? .null
        }
    }

    private func cases(_ cases: [TableCase], _ otherwise: TableExpression?) throws(StatementError) -> Bound {
        var parts: [(condition: Evaluator, result: Evaluator)] = []
        var type: DataType?
        for part in cases {
            let result = try bind(part.result)
            try Self.unify(&type, result.type)
            parts.append((try logical(part.condition), result.value))
        }
        let last = try otherwise.map { (part) throws(StatementError) in try bind(part) }
        try Self.unify(&type, last?.type)
        guard type != nil else { throw .unsupported("CASE without a type") }
        return Bound(type: type) { row throws(StatementError) in
            for part in parts where try part.condition(row) == .boolean(true) { return try part.result(row) }
            return try last?.value(row) ?? .null
        }
    }

    /// A real server fails when the results of a CASE or COALESCE differ in type.
    static func unify(_ type: inout DataType?, _ other: DataType?) throws(StatementError) {
        guard let other else { return }
        guard type == nil || type == other else { throw .unsupported("results of several types") }
        type = other
    }
}

extension Value {
    /// A DOUBLE as a FLOAT, all else as it is.
    fileprivate var inSinglePrecision: Value {
        switch self {
        case .double(let number): .float(Float(number))
        case .int32(let number): .float(Float(number))
        case .int64(let number): .float(Float(number))
        default: self
        }
    }
}
