import IoTDBWire

/// One part of a WHERE clause: parts are joined by AND.
struct Condition {
    /// What has to hold.
    let expression: BoundExpression
    /// Whether FLOAT columns are compared in single precision.
    ///
    /// A real server hands a condition on one source to the scan, which reads the literal in the type of the column;
    /// all other conditions compare as DOUBLE.
    let asFloat: Bool

    /// The parts of a condition, for every combination of its series.
    static func all(of condition: Expression, _ binder: inout Binder) throws(StatementError) -> [Condition] {
        if case .literal(.boolean(true), _) = condition { return [] }
        try checkPlaces(of: condition)
        var conditions: [Condition] = []
        for bound in try binder.bind(condition, inCondition: true) {
            let type = try bound.type() ?? .boolean
            guard type == .boolean else {
                throw .semantic(
                    "The output type of the expression in WHERE clause should be BOOLEAN, actual data type: \(type.name)."
                )
            }
            for part in bound.conjuncts { conditions.append(try Condition(part, binder)) }
        }
        return conditions
    }

    private init(_ expression: BoundExpression, _ binder: Binder) throws(StatementError) {
        self.expression = expression
        let sources = Set(expression.slots.map { binder.source(of: $0) })
        asFloat = sources.count == 1 && expression.isFilter
        if sources.count <= 1, expression.isFilter { try expression.checkFilterLiterals() }
    }

    /// Refuses literals and times in places where the answer of a real server is a surprise.
    private static func checkPlaces(of condition: Expression) throws(StatementError) {
        switch condition {
        case .literal: throw .unsupported("a literal as a condition")
        case .binary(let sign, let left, let right) where sign == .and || sign == .or:
            try checkPlaces(of: left)
            try checkPlaces(of: right)
        case .unary(.not, let operand): try checkPlaces(of: operand)
        case .binary(let sign, .time, .literal(let value, let source)) where sign.isComparison:
            guard value.number == nil || value.integer != nil else { throw .unsupported("the time \(source)") }
        case .between(.time, .literal, .literal, _), .inList(.time, _, _): return
        case .binary(_, let left, let right):
            guard !left.mentionsTime, !right.mentionsTime else { throw .unsupported("time inside an expression") }
        case .isNull(let operand, _), .between(let operand, _, _, _), .like(let operand, _, _):
            guard !operand.mentionsTime else { throw .unsupported("time inside an expression") }
        default: return
        }
    }
}

extension Expression {
    /// Whether the expression is the time or computes with it.
    fileprivate var mentionsTime: Bool {
        switch self {
        case .time: true
        case .literal, .path: false
        case .unary(_, let operand), .isNull(let operand, _), .inList(let operand, _, _), .like(let operand, _, _),
            .aggregate(_, _, let operand):
            operand.mentionsTime
        case .binary(_, let left, let right): left.mentionsTime || right.mentionsTime
        case .between(let value, let low, let high, _): value.mentionsTime || low.mentionsTime || high.mentionsTime
        }
    }
}

extension BoundExpression {
    /// The parts that AND joins at the top.
    var conjuncts: [BoundExpression] {
        guard case .binary(.and, let left, let right) = self else { return [self] }
        return left.conjuncts + right.conjuncts
    }

    /// Slots of all aggregations in the expression.
    var aggregateSlots: [Int] {
        switch self {
        case .literal, .time, .missing, .series: []
        case .aggregate(let slot, _, _): [slot]
        case .unary(_, let operand), .isNull(let operand, _), .inList(let operand, _, _), .like(let operand, _, _, _):
            operand.aggregateSlots
        case .binary(_, let left, let right): left.aggregateSlots + right.aggregateSlots
        case .between(let value, let low, let high, _):
            value.aggregateSlots + low.aggregateSlots + high.aggregateSlots
        }
    }

    /// Slots of all series in the expression.
    var slots: [Int] {
        switch self {
        case .literal, .time, .missing, .aggregate: []
        case .series(let slot, _, _): [slot]
        case .unary(_, let operand), .isNull(let operand, _), .inList(let operand, _, _), .like(let operand, _, _, _):
            operand.slots
        case .binary(_, let left, let right): left.slots + right.slots
        case .between(let value, let low, let high, _): value.slots + low.slots + high.slots
        }
    }

    /// Whether the expression only compares series and the time with literals, which a scan can do itself.
    var isFilter: Bool {
        switch self {
        case .binary(let sign, let left, let right) where sign == .and || sign == .or: left.isFilter && right.isFilter
        case .binary(let sign, let left, .literal) where sign.isComparison: left.isLeaf
        case .between(let value, .literal, .literal, _), .inList(let value, _, _): value.isLeaf
        default: false
        }
    }

    private var isLeaf: Bool {
        switch self {
        case .time, .series: true
        default: false
        }
    }

    /// A scan reads literals in the type of the column; a real server fails when one does not fit.
    fileprivate func checkFilterLiterals() throws(StatementError) {
        switch self {
        case .binary(let sign, let left, let right) where sign == .and || sign == .or:
            try left.checkFilterLiterals()
            try right.checkFilterLiterals()
        case .binary(_, let left, let right): try left.checkFit(right)
        case .between(let value, let low, let high, _):
            try value.checkFit(low)
            try value.checkFit(high)
        case .inList(let value, let list, _):
            for element in list { try value.checkFit(element) }
        default: return
        }
    }

    private func checkFit(_ literal: BoundExpression) throws(StatementError) {
        guard case .literal(let value, let source) = literal, let type = try self.type() else { return }
        let fits =
            switch type {
            case .int32: value.integer.flatMap { Int32(exactly: $0) } != nil
            case .int64, .timestamp: value.integer != nil
            default: true
            }
        guard fits else { throw .unsupported("the comparison of \(type.name) with \(source)") }
    }
}
