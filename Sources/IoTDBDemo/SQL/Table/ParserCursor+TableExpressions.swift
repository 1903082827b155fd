import IoTDBWire

/// The expressions of the table dialect by precedence: OR, AND, NOT, predicate, `||`, sum, product, sign.
extension ParserCursor {
    /// A whole expression.
    mutating func tableExpression(depth: Int = 0) throws(StatementError) -> TableExpression {
        try checkDepth(depth)
        var left = try tableConjunction(depth: depth)
        while accept("OR") {
            try countOperator()
            left = .binary(.or, left, try tableConjunction(depth: depth))
        }
        return left
    }

    private mutating func tableConjunction(depth: Int) throws(StatementError) -> TableExpression {
        var left = try tableNegation(depth: depth)
        while accept("AND") {
            try countOperator()
            left = .binary(.and, left, try tableNegation(depth: depth))
        }
        return left
    }

    private mutating func tableNegation(depth: Int) throws(StatementError) -> TableExpression {
        try checkDepth(depth)
        if accept("NOT") { return .not(try tableNegation(depth: depth + 1)) }
        return try tablePredicate(depth: depth)
    }

    private mutating func tablePredicate(depth: Int) throws(StatementError) -> TableExpression {
        let left = try tableConcatenation(depth: depth)
        if let sign = tableComparison {
            take()
            try countOperator()
            if ["ALL", "ANY", "SOME"].contains(where: { current.isKeyword($0) }) {
                throw .unsupported("\(current.text.uppercased()) of a subquery")
            }
            return .binary(sign, left, try tableConcatenation(depth: depth))
        }
        if accept("IS") {
            let isNegated = accept("NOT")
            if current.isKeyword("DISTINCT") { throw .unsupported("IS DISTINCT FROM") }
            try expect("NULL")
            return isNegated ? .not(.isNull(left)) : .isNull(left)
        }
        let isNegated = accept("NOT")
        guard let predicate = try tableWordPredicate(of: left, depth: depth) else {
            guard !isNegated else { throw unexpected("'BETWEEN', 'IN', 'LIKE'") }
            return left
        }
        return isNegated ? .not(predicate) : predicate
    }

    private mutating func tableWordPredicate(
        of left: TableExpression,
        depth: Int
    ) throws(StatementError) -> TableExpression? {
        if accept("BETWEEN") {
            let low = try tableConcatenation(depth: depth)
            try expect("AND")
            return .between(left, low, try tableConcatenation(depth: depth))
        }
        if accept("IN") {
            try expectSymbol("(")
            if current.isKeyword("SELECT") { throw .semantic("Only TableSubquery is supported now") }
            return .inList(left, try tableArguments(depth: depth + 1))
        }
        guard accept("LIKE") else { return nil }
        guard current.kind == .string else { throw .unsupported("LIKE with anything but a text") }
        let pattern = take().text
        if current.isKeyword("ESCAPE") { throw .unsupported("ESCAPE") }
        guard !pattern.unicodeScalars.contains("\\") else { throw .unsupported("LIKE with a backslash") }
        return .like(left, pattern: pattern)
    }

    private var tableComparison: TableOperator? {
        guard current.kind == .symbol else { return nil }
        if current.text == "!=" { return .notEqual }
        guard let sign = TableOperator(rawValue: current.text), sign.isComparison else { return nil }
        return sign
    }

    private mutating func tableConcatenation(depth: Int) throws(StatementError) -> TableExpression {
        var left = try tableSum(depth: depth)
        while acceptSymbol("||") {
            try countOperator()
            left = .binary(.concatenate, left, try tableSum(depth: depth))
        }
        return left
    }

    private mutating func tableSum(depth: Int) throws(StatementError) -> TableExpression {
        var left = try tableProduct(depth: depth)
        while current.isSymbol("+") || current.isSymbol("-") {
            let sign: TableOperator = take().text == "+" ? .add : .subtract
            try countOperator()
            left = .binary(sign, left, try tableProduct(depth: depth))
        }
        return left
    }

    private mutating func tableProduct(depth: Int) throws(StatementError) -> TableExpression {
        var left = try tableOperand(depth: depth)
        while current.isSymbol("*") || current.isSymbol("/") || current.isSymbol("%") {
            let sign: TableOperator =
                switch take().text {
                case "*": .multiply
                case "/": .divide
                default: .remainder
                }
            try countOperator()
            left = .binary(sign, left, try tableOperand(depth: depth))
        }
        return left
    }

    /// Expressions with commas between them, and the parenthesis that ends them.
    mutating func tableArguments(depth: Int) throws(StatementError) -> [TableExpression] {
        var arguments: [TableExpression] = []
        repeat { arguments.append(try tableExpression(depth: depth)) } while acceptSymbol(",")
        try expectSymbol(")")
        return arguments
    }
}
