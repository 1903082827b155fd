import IoTDBWire

/// The expressions of the dialect by precedence: OR, AND, predicate, comparison, sum, product, sign.
extension ParserCursor {
    /// Nesting that the demo server takes; a deeper expression is refused instead of risking the stack.
    static let depthLimit = 64

    /// A whole expression.
    mutating func expression(depth: Int = 0) throws(StatementError) -> Expression {
        guard depth < Self.depthLimit else { throw .unsupported("expressions deeper than \(Self.depthLimit)") }
        var left = try conjunction(depth: depth)
        while accept("OR") || acceptSymbol("|") || acceptSymbol("||") {
            left = try joined(.or, left, try conjunction(depth: depth), depth: depth)
        }
        return left
    }

    private mutating func conjunction(depth: Int) throws(StatementError) -> Expression {
        var left = try predicate(depth: depth)
        while accept("AND") || acceptSymbol("&") || acceptSymbol("&&") {
            left = try joined(.and, left, try predicate(depth: depth), depth: depth)
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
        let isNegated = current.isKeyword("NOT") && ["BETWEEN", "IN"].contains { following.isKeyword($0) }
        if isNegated { take() }
        if current.isKeyword("NOT") { throw .unsupported("NOT \(following.text.uppercased())") }
        if accept("BETWEEN") {
            let low = try comparison(depth: depth)
            try expect("AND")
            return .between(left, low, try comparison(depth: depth), isNegated: isNegated)
        }
        if accept("IN") { return .inList(left, try list(depth: depth), isNegated: isNegated) }
        return left
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
            left = try joined(sign, left, try sum(depth: depth), depth: depth)
        }
        return left
    }

    private mutating func sum(depth: Int) throws(StatementError) -> Expression {
        var left = try product(depth: depth)
        while current.isSymbol("+") || current.isSymbol("-") {
            let sign: BinaryOperator = take().text == "+" ? .add : .subtract
            left = try joined(sign, left, try product(depth: depth), depth: depth)
        }
        return left
    }

    private mutating func product(depth: Int) throws(StatementError) -> Expression {
        var left = try operand(depth: depth)
        while current.kind == .symbol, let sign = BinaryOperator(rawValue: current.text), sign.precedence == 7 {
            take()
            left = try joined(sign, left, try operand(depth: depth), depth: depth)
        }
        return left
    }

    /// Joins two operands; times are computed at once, since `now() - 1h` is one literal to the server.
    private func joined(
        _ sign: BinaryOperator,
        _ left: Expression,
        _ right: Expression,
        depth: Int
    ) throws(StatementError) -> Expression {
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

    private mutating func operand(depth: Int) throws(StatementError) -> Expression {
        guard depth < Self.depthLimit else { throw .unsupported("expressions deeper than \(Self.depthLimit)") }
        if acceptSymbol("(") {
            let inner = try expression(depth: depth + 1)
            try expectSymbol(")")
            return inner
        }
        if acceptSymbol("-") { return negated(try operand(depth: depth + 1)) }
        if acceptSymbol("+") { return try operand(depth: depth + 1) }
        if acceptSymbol("!") || accept("NOT") { return .unary(.not, try operand(depth: depth + 1)) }
        return try primary(depth: depth)
    }

    private func negated(_ operand: Expression) -> Expression {
        switch operand {
        case .literal(.int64(let number), let source) where number != .min:
            .literal(.int64(-number), source: "-" + source)
        case .literal(.double(let number), let source): .literal(.double(-number), source: "-" + source)
        default: .unary(.minus, operand)
        }
    }

    private mutating func primary(depth: Int) throws(StatementError) -> Expression {
        let token = current
        switch token.kind {
        case .string:
            take()
            return .literal(.text(token.text), source: "\"\(token.text)\"")
        case .binary:
            take()
            guard let bytes = Hexadecimal.bytes(token.text) else {
                throw .semantic("Binary literal must be in the form X'hexstring'")
            }
            return .literal(.blob(bytes), source: token.source)
        case .integer, .decimal:
            take()
            return try number(token)
        case .dateTime:
            take()
            return .literal(.timestamp(try time(of: token)), source: token.source)
        case .quotedName: return .path(try pathInExpression())
        case .word: return try word(token, depth: depth)
        case .symbol where token.text == "*" || token.text == "**": return .path(try pathInExpression())
        case .symbol, .end: throw unexpected()
        }
    }

    private func number(_ token: SQLToken) throws(StatementError) -> Expression {
        if token.kind == .integer {
            guard let number = Int64(token.text) else { throw .unsupported("the number \(token.text)") }
            return .literal(.int64(number), source: token.source)
        }
        guard let number = Double(token.text), number.isFinite else { throw .unsupported("the number \(token.text)") }
        return .literal(.double(number), source: token.source)
    }

    private mutating func word(_ token: SQLToken, depth: Int) throws(StatementError) -> Expression {
        let word = token.text.uppercased()
        if following.isSymbol("("),
            !following.isSpaced || Aggregate(rawValue: word.lowercased()) != nil || word == "NOW"
        {
            return try call(depth: depth)
        }
        if word == "TIME" || word == "TIMESTAMP" {
            take()
            return .time
        }
        if word == "TRUE" || word == "FALSE" {
            take()
            return .literal(.boolean(word == "TRUE"), source: word.lowercased())
        }
        if word == "NULL" || word == "NAN" { throw .unsupported("the literal \(word)") }
        if word == "CASE" { throw .unsupported("CASE") }
        if token.text.first?.isNumber == true, let length = try TimeLiteral.duration(token.text) {
            take()
            return .literal(.timestamp(length), source: token.source)
        }
        guard !Self.reserved.contains(word) else { throw unexpected() }
        return .path(try pathInExpression())
    }

    private mutating func call(depth: Int) throws(StatementError) -> Expression {
        let name = take().text
        try expectSymbol("(")
        if name.uppercased() == "NOW" {
            try expectSymbol(")")
            return .literal(.timestamp(now), source: "now()")
        }
        guard let aggregate = Aggregate(rawValue: name.lowercased()) else { throw BuiltInFunctions.refusal(of: name) }
        let argument = try expression(depth: depth + 1)
        if current.isSymbol(",") { throw .unsupported("\(name) of several arguments") }
        try expectSymbol(")")
        return .aggregate(aggregate, name: name, argument)
    }

    private mutating func pathInExpression() throws(StatementError) -> [String] {
        var nodes = [try node(wildcards: true)]
        while acceptSymbol(".") { nodes.append(try node(wildcards: true)) }
        if let last = nodes.last, ["TIME", "TIMESTAMP"].contains(last.uppercased()) { throw unexpected() }
        return nodes
    }

    /// The moment of a date literal.
    func time(of token: SQLToken) throws(StatementError) -> Int64 {
        guard let moment = TimeLiteral.milliseconds(token.text, zone: zone) else {
            throw .semantic(
                "Input time format \(token.source) error. Input like yyyy-MM-dd HH:mm:ss, yyyy-MM-ddTHH:mm:ss or refer to "
                    + "user document for more info."
            )
        }
        return moment
    }

    private static let comparisons: [String: BinaryOperator] = [
        "=": .equal, "==": .equal, "!=": .notEqual, "<>": .notEqual, "<": .less, "<=": .lessOrEqual, ">": .greater,
        ">=": .greaterOrEqual,
    ]

    private static let reserved: Set<String> = [
        "SELECT", "FROM", "WHERE", "AND", "OR", "ORDER", "LIMIT", "OFFSET", "GROUP", "BY", "AS", "BETWEEN", "IN", "IS",
        "ALIGN", "FILL", "HAVING", "INTO", "LAST", "LIKE", "SLIMIT", "SOFFSET",
    ]
}
