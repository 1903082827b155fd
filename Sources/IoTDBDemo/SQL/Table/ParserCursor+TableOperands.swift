import IoTDBWire

/// What the operators of the table dialect join: literals, columns, calls, and expressions in parentheses.
extension ParserCursor {
    /// A sign and what it stands before, an expression in parentheses, or a primary.
    mutating func tableOperand(depth: Int) throws(StatementError) -> TableExpression {
        try checkDepth(depth)
        if acceptSymbol("(") {
            if current.isKeyword("SELECT") { throw .unsupported("a subquery in an expression") }
            let inner = try tableExpression(depth: depth + 1)
            if current.isSymbol(",") { throw .unsupported("a row of values") }
            try expectSymbol(")")
            return inner
        }
        if acceptSymbol("-") { return negated(try tableOperand(depth: depth + 1)) }
        if acceptSymbol("+") {
            let operand = try tableOperand(depth: depth + 1)
            if case .column = operand { throw .unsupported("+ before a column") }
            return operand
        }
        return try tablePrimary(depth: depth)
    }

    private func negated(_ operand: TableExpression) -> TableExpression {
        switch operand {
        case .literal(.int32(let number)): .literal(.int32(0 &- number))
        case .literal(.int64(let number)): .literal(Self.integer(0 &- number))
        case .literal(.double(let number)): .literal(.double(-number))
        default: .negative(operand)
        }
    }

    /// An integer literal: INT32 where it fits.
    private static func integer(_ number: Int64) -> Value {
        Int32(exactly: number).map { .int32($0) } ?? .int64(number)
    }

    private mutating func tablePrimary(depth: Int) throws(StatementError) -> TableExpression {
        let token = current
        switch token.kind {
        case .string:
            take()
            return .literal(.string(token.text))
        case .binary:
            take()
            guard let bytes = Hexadecimal.bytes(token.text) else {
                throw .syntax(token, "Binary literal must contain an even number of digits", .table)
            }
            return .literal(.blob(bytes))
        case .integer, .decimal:
            take()
            return .literal(try tableNumber(token))
        case .dateTime:
            take()
            return try tableMoment(time(of: token))
        case .quotedName: return try tableColumn()
        case .word: return try tableWord(token, depth: depth)
        case .symbol, .end: throw unexpected("<expression>")
        }
    }

    private func tableNumber(_ token: SQLToken) throws(StatementError) -> Value {
        if token.kind == .integer {
            guard let number = Int64(token.text) else {
                throw .syntax(token, "Invalid numeric literal: \(token.text)", .table)
            }
            return Self.integer(number)
        }
        guard let number = Double(token.text), number.isFinite else { throw .unsupported("the number \(token.text)") }
        return .double(number)
    }

    /// A moment, with lengths of time added or taken away.
    private mutating func tableMoment(_ moment: Int64) throws(StatementError) -> TableExpression {
        var moment = moment
        while current.isSymbol("+") || current.isSymbol("-"), following.kind == .word,
            let length = try TimeLiteral.duration(following.text)
        {
            let isMinus = take().text == "-"
            take()
            let (sum, overflow) =
                isMinus ? moment.subtractingReportingOverflow(length) : moment.addingReportingOverflow(length)
            guard !overflow else { throw .unsupported("a time beyond 64 bits") }
            moment = sum
        }
        return .literal(.int64(moment))
    }

    private mutating func tableWord(_ token: SQLToken, depth: Int) throws(StatementError) -> TableExpression {
        let word = token.text.uppercased()
        switch word {
        case "TRUE", "FALSE":
            take()
            return .literal(.boolean(word == "TRUE"))
        case "NULL":
            take()
            return .literal(.null)
        case "CASE":
            take()
            return try tableCases(depth: depth)
        case "CAST", "TRY_CAST":
            guard following.isSymbol("(") else { return try tableColumn() }
            take()
            take()
            return try tableCast(isTry: word == "TRY_CAST", depth: depth)
        default: break
        }
        guard !Self.tableReserved.contains(word) || word == "DATE_BIN" || word == "TRIM" || word == "NOW" else {
            throw Self.tableRefused.contains(word) ? .unsupported(word) : unexpected("<expression>")
        }
        if token.text.first?.isNumber == true {
            guard let length = try TimeLiteral.duration(token.text) else { throw unexpected("<expression>") }
            take()
            return .duration(length)
        }
        return following.isSymbol("(") ? try tableCall(depth: depth) : try tableColumn()
    }

    private mutating func tableCall(depth: Int) throws(StatementError) -> TableExpression {
        let name = take().text.lowercased()
        try expectSymbol("(")
        if name == "now" {
            try expectSymbol(")")
            return try tableMoment(now)
        }
        if acceptSymbol(")") { return .call(name, []) }
        if current.isSymbol("*") {
            take()
            try expectSymbol(")")
            guard name == "count" else {
                throw .semantic("Aggregate functions [\(name)] should only have one argument")
            }
            return .call(name, [])
        }
        // The real server counts DISTINCT like ALL.
        if current.isKeyword("DISTINCT") || current.isKeyword("ALL") { throw .unsupported("\(name) of DISTINCT") }
        let arguments = try tableArguments(depth: depth + 1)
        if current.isKeyword("OVER") || current.isKeyword("FILTER") { throw .unsupported(current.text.uppercased()) }
        return .call(name, arguments)
    }

    private mutating func tableColumn() throws(StatementError) -> TableExpression {
        let name = try identifier()
        guard acceptSymbol(".") else { return .column(qualifier: nil, name: name) }
        let column = try identifier()
        if current.isSymbol(".") { throw .unsupported("a column with its database") }
        return .column(qualifier: name.lowercased(), name: column)
    }

    private mutating func tableCases(depth: Int) throws(StatementError) -> TableExpression {
        let subject = current.isKeyword("WHEN") ? nil : try tableExpression(depth: depth + 1)
        var cases: [TableCase] = []
        while accept("WHEN") {
            try countOperator()
            let condition = try tableExpression(depth: depth + 1)
            try expect("THEN")
            cases.append(
                TableCase(
                    condition: subject.map { .binary(.equal, $0, condition) } ?? condition,
                    result: try tableExpression(depth: depth + 1)
                )
            )
        }
        guard !cases.isEmpty else { throw unexpected("'WHEN'") }
        let otherwise = accept("ELSE") ? try tableExpression(depth: depth + 1) : nil
        try expect("END")
        return .cases(cases, otherwise: otherwise)
    }

    private mutating func tableCast(isTry: Bool, depth: Int) throws(StatementError) -> TableExpression {
        let operand = try tableExpression(depth: depth + 1)
        try expect("AS")
        let type = try tableType()
        try expectSymbol(")")
        return .cast(operand, type, isTry: isTry)
    }

    /// The name of a data type.
    mutating func tableType() throws(StatementError) -> DataType {
        let name = try identifier()
        let type = DataType(name: name.uppercased())
        guard ![.unknown, .vector, .object].contains(type) else { throw .semantic("Unknown type: \(name)") }
        return type
    }

    /// A name: a word that is not reserved, or a text in double quotes.
    mutating func identifier() throws(StatementError) -> String {
        let isName =
            current.kind == .quotedName
            || current.kind == .word && !Self.tableReserved.contains(current.text.uppercased())
                && current.text.first?.isNumber != true
        guard isName else { throw unexpected("<identifier>") }
        return take().text
    }

    private static let tableRefused: Set<String> = ["EXISTS", "EXTRACT", "GROUPING", "DATE_BIN_GAPFILL", "TIME_BOUND"]

    private static let tableReserved: Set<String> = [
        "AINODES", "ALTER", "AND", "AS", "BETWEEN", "BY", "CASE", "CAST", "CLUSTER_ID", "CONSTRAINT", "CREATE", "CROSS",
        "CUBE", "CURRENT_CATALOG", "CURRENT_DATABASE", "CURRENT_DATE", "CURRENT_PATH", "CURRENT_ROLE", "CURRENT_SCHEMA",
        "CURRENT_SQL_DIALECT", "CURRENT_TIME", "CURRENT_TIMESTAMP", "CURRENT_USER", "DATE_BIN", "DATE_BIN_GAPFILL",
        "DEALLOCATE", "DELETE", "DESCRIBE", "DISTINCT", "DROP", "ELSE", "END", "ESCAPE", "EXCEPT", "EXECUTE", "EXISTS",
        "EXTRACT", "FALSE", "FILL", "FILL_GROUP", "FOR", "FROM", "FULL", "GROUP", "GROUPING", "HAVING", "IN", "INNER",
        "INSERT", "INTERSECT", "INTO", "IS", "JOIN", "JSON_ARRAY", "JSON_EXISTS", "JSON_OBJECT", "JSON_QUERY",
        "JSON_TABLE", "JSON_VALUE", "LEFT", "LIKE", "LISTAGG", "LOCALTIME", "LOCALTIMESTAMP", "NATURAL", "NORMALIZE",
        "NOT", "NOW", "NULL", "ON", "OR", "ORDER", "OUTER", "PREPARE", "RECURSIVE", "RIGHT", "ROLLUP", "SELECT", "SKIP",
        "TABLE", "THEN", "TIME_BOUND", "TIME_COLUMN", "TRIM", "TRUE", "UESCAPE", "UNION", "UNNEST", "USING", "VALUES",
        "WHEN", "WHERE", "WITH",
    ]
}
