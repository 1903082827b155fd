import IoTDBWire

/// What the operators of an expression join: literals, paths, calls, and expressions in parentheses.
extension ParserCursor {
    /// A sign and what it stands before, an expression in parentheses, or a primary.
    mutating func operand(depth: Int) throws(StatementError) -> Expression {
        try checkDepth(depth)
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

    private static let reserved: Set<String> = [
        "SELECT", "FROM", "WHERE", "AND", "OR", "ORDER", "LIMIT", "OFFSET", "GROUP", "BY", "AS", "BETWEEN", "IN", "IS",
        "ALIGN", "FILL", "HAVING", "INTO", "LAST", "LIKE", "SLIMIT", "SOFFSET",
    ]
}
