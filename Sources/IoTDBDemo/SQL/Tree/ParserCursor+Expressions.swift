import IoTDBWire

/// The expressions of the dialect by precedence: OR, AND, predicate, comparison, sum, product, sign.
extension ParserCursor {
    /// A whole expression.
    mutating func expression(depth: Int = 0) throws(StatementError) -> Expression {
        try checkDepth(depth)
        var left = try conjunction(depth: depth)
        while accept("OR") || acceptSymbol("|") || acceptSymbol("||") {
            left = try joined(.or, left, try conjunction(depth: depth))
        }
        return left
    }

    private mutating func conjunction(depth: Int) throws(StatementError) -> Expression {
        var left = try predicate(depth: depth)
        while accept("AND") || acceptSymbol("&") || acceptSymbol("&&") {
            left = try joined(.and, left, try predicate(depth: depth))
        }
        return left
    }

    private mutating func predicate(depth: Int) throws(StatementError) -> Expression {
        let left = try comparison(depth: depth)
        if accept("IS") {
            let isNegated = accept("NOT")
            try expect("NULL")
            return .isNull(left, isNegated: isNegated)
        }
        let isNegated = current.isKeyword("NOT") && ["BETWEEN", "IN", "LIKE"].contains { following.isKeyword($0) }
        if isNegated { take() }
        if current.isKeyword("NOT") { throw .unsupported("NOT \(following.text.uppercased())") }
        if accept("BETWEEN") {
            let low = try comparison(depth: depth)
            try expect("AND")
            return .between(left, low, try comparison(depth: depth), isNegated: isNegated)
        }
        if accept("LIKE") { return .like(left, pattern: try pattern(), isNegated: isNegated) }
        if accept("IN") { return .inList(left, try list(depth: depth), isNegated: isNegated) }
        return left
    }

    private mutating func pattern() throws(StatementError) -> String {
        guard current.kind == .string else { throw unexpected("STRING_LITERAL") }
        let pattern = take().text
        guard !pattern.unicodeScalars.contains("\\") else { throw .unsupported("LIKE with a backslash") }
        if current.isKeyword("ESCAPE") { throw .unsupported("ESCAPE") }
        return pattern
    }

    private mutating func list(depth: Int) throws(StatementError) -> [Expression] {
        try expectSymbol("(")
        var values: [Expression] = []
        repeat {
            let value = try sum(depth: depth + 1)
            guard case .literal = value else { throw .unsupported("IN with anything but literals") }
            values.append(value)
        } while acceptSymbol(",")
        try expectSymbol(")")
        return values
    }

    private mutating func comparison(depth: Int) throws(StatementError) -> Expression {
        var left = try sum(depth: depth)
        while let sign = Self.comparisons[current.text], current.kind == .symbol {
            take()
            left = try joined(sign, left, try sum(depth: depth))
        }
        return left
    }

    private mutating func sum(depth: Int) throws(StatementError) -> Expression {
        var left = try product(depth: depth)
        while current.isSymbol("+") || current.isSymbol("-") {
            let sign: BinaryOperator = take().text == "+" ? .add : .subtract
            left = try joined(sign, left, try product(depth: depth))
        }
        return left
    }

    private mutating func product(depth: Int) throws(StatementError) -> Expression {
        var left = try operand(depth: depth)
        while current.kind == .symbol, let sign = BinaryOperator(rawValue: current.text), sign.precedence == 7 {
            take()
            left = try joined(sign, left, try operand(depth: depth))
        }
        return left
    }

    /// Joins two operands; times are computed at once, since `now() - 1h` is one literal to the server.
    private mutating func joined(
        _ sign: BinaryOperator,
        _ left: Expression,
        _ right: Expression
    ) throws(StatementError) -> Expression {
        try countOperator()
        if case .literal(.timestamp(let time), let source) = left,
            case .literal(.timestamp(let span), let other) = right
        {
            let (value, overflow) =
                sign == .add ? time.addingReportingOverflow(span) : time.subtractingReportingOverflow(span)
            guard sign == .add || sign == .subtract, !overflow else { throw .unsupported("time arithmetic") }
            return .literal(.timestamp(value), source: "\(source) \(sign.rawValue) \(other)")
        }
        return .binary(sign, left, right)
    }

    private static let comparisons: [String: BinaryOperator] = [
        "=": .equal, "==": .equal, "!=": .notEqual, "<>": .notEqual, "<": .less, "<=": .lessOrEqual, ">": .greater,
        ">=": .greaterOrEqual,
    ]
}
