import IoTDBWire

extension ParserCursor {
    /// SELECT of the table dialect, after its first word.
    mutating func tableSelect(depth: Int) throws(StatementError) -> TableSelect {
        try checkDepth(depth)
        let isDistinct = accept("DISTINCT")
        if !isDistinct { _ = accept("ALL") }
        var items: [TableSelectItem] = []
        repeat { items.append(try tableSelectItem()) } while acceptSymbol(",")
        guard accept("FROM") else {
            guard current.kind != .end else { throw .unsupported("SELECT without FROM") }
            throw unexpected("',', 'FROM'")
        }
        var select = TableSelect(isDistinct: isDistinct, items: items, from: try tableSources(depth: depth))
        if accept("WHERE") { select.condition = try tableExpression() }
        if accept("GROUP") {
            try expect("BY")
            repeat { select.groups.append(try tableExpression()) } while acceptSymbol(",")
        }
        if accept("HAVING") { select.having = try tableExpression() }
        if accept("FILL") { select.fill = try tableFill() }
        if accept("ORDER") {
            try expect("BY")
            repeat { select.order.append(try tableSortKey()) } while acceptSymbol(",")
        }
        select.rows = try tableLimit()
        return select
    }

    private mutating func tableSelectItem() throws(StatementError) -> TableSelectItem {
        if acceptSymbol("*") { return .all(qualifier: nil) }
        if let qualifier = acceptQualifiedStar() { return .all(qualifier: qualifier) }
        let expression = try tableExpression()
        if accept("AS") { return .expression(expression, alias: try identifier()) }
        let isAlias =
            current.kind == .quotedName
            || current.kind == .word && !Self.selectFollowers.contains(current.text.uppercased())
        return .expression(expression, alias: isAlias ? try identifier() : nil)
    }

    /// `t.*`: looks three tokens ahead.
    private mutating func acceptQualifiedStar() -> String? {
        var ahead = self
        guard let name = try? ahead.identifier(), ahead.acceptSymbol("."), ahead.acceptSymbol("*") else { return nil }
        self = ahead
        return name.lowercased()
    }

    private mutating func tableSources(depth: Int) throws(StatementError) -> TableSource {
        var source = try tableSource(depth: depth)
        while true {
            if acceptSymbol(",") {
                source = .join(source, try tableSource(depth: depth), on: nil)
            } else if accept("CROSS") {
                try expect("JOIN")
                source = .join(source, try tableSource(depth: depth), on: nil)
            } else if current.isKeyword("INNER") || current.isKeyword("JOIN") {
                if accept("INNER") {}
                try expect("JOIN")
                let right = try tableSource(depth: depth)
                guard accept("ON") else { throw .unsupported("JOIN without ON") }
                source = .join(source, right, on: try tableExpression())
            } else if let side = ["LEFT", "RIGHT", "FULL"].first(where: { $0 == current.text.uppercased() }),
                current.kind == .word
            {
                throw .semantic("\(side) JOIN is not supported, only support INNER JOIN in current version.")
            } else {
                return source
            }
            try countOperator()
        }
    }

    private mutating func tableSource(depth: Int) throws(StatementError) -> TableSource {
        if acceptSymbol("(") {
            guard accept("SELECT") else { throw .unsupported("parentheses around a table") }
            let select = try tableSelect(depth: depth + 1)
            try expectSymbol(")")
            return .select(select, alias: try sourceAlias())
        }
        let name = try tableName()
        return .table(name, alias: try sourceAlias())
    }

    private mutating func sourceAlias() throws(StatementError) -> String? {
        let isAlias =
            accept("AS") || current.kind == .quotedName
            || current.kind == .word && !Self.selectFollowers.contains(current.text.uppercased())
        guard isAlias else { return nil }
        let alias = try identifier().lowercased()
        if current.isSymbol("(") { throw .unsupported("names for the columns of \(alias)") }
        return alias
    }

    private mutating func tableFill() throws(StatementError) -> TableFill {
        try expect("METHOD")
        let fill: TableFill
        if accept("PREVIOUS") {
            fill = .previous
        } else if accept("CONSTANT") {
            guard case .literal(let value) = try tableOperand(depth: 0), value.number != nil else {
                throw .unsupported("FILL with anything but a number")
            }
            fill = .constant(value)
        } else {
            throw .unsupported("FILL METHOD \(current.text.uppercased())")
        }
        let hasMore = ["TIME_BOUND", "TIME_COLUMN", "FILL_GROUP"].contains { current.isKeyword($0) }
        if hasMore { throw .unsupported(current.text.uppercased()) }
        return fill
    }

    private mutating func tableSortKey() throws(StatementError) -> TableSortKey {
        let expression = try tableExpression()
        let isDescending = accept("DESC")
        if !isDescending { _ = accept("ASC") }
        var nullsFirst = false
        if accept("NULLS") {
            nullsFirst = accept("FIRST")
            if !nullsFirst { try expect("LAST") }
        }
        return TableSortKey(expression: expression, isDescending: isDescending, nullsFirst: nullsFirst)
    }

    /// OFFSET and LIMIT in either order.
    mutating func tableLimit() throws(StatementError) -> RowLimit {
        var rows = RowLimit()
        for _ in 0..<2 {
            if accept("OFFSET") {
                rows.offset = try tableRowNumber()
            } else if accept("LIMIT"), !accept("ALL") {
                rows.limit = try tableRowNumber()
            }
        }
        return rows
    }

    private mutating func tableRowNumber() throws(StatementError) -> Int {
        guard current.kind == .integer, let number = Int(current.text) else { throw unexpected("<integer>") }
        take()
        return number
    }

    /// INSERT of the table dialect, after its first word.
    mutating func tableInsert() throws(StatementError) -> TableInsert {
        try expect("INTO")
        var insert = TableInsert(table: try tableName())
        if acceptSymbol("(") {
            var columns: [String] = []
            repeat { columns.append(try identifier().lowercased()) } while acceptSymbol(",")
            try expectSymbol(")")
            insert.columns = columns
        }
        guard accept("VALUES") else { throw .unsupported("INSERT without VALUES") }
        repeat {
            try expectSymbol("(")
            var row: [InsertLiteral?] = []
            repeat { row.append(try tableInsertValue()) } while acceptSymbol(",")
            try expectSymbol(")")
            insert.rows.append(row)
        } while acceptSymbol(",")
        return insert
    }

    private mutating func tableInsertValue() throws(StatementError) -> InsertLiteral? {
        if current.kind == .binary, Hexadecimal.bytes(current.text) == nil {
            throw .syntax(current, "Binary literal must contain an even number of digits", .table)
        }
        if current.kind == .integer || current.isSymbol("-") && following.kind == .integer {
            let number = current.kind == .integer ? current : following
            // The sign is no part of the literal, but the least number of 64 bits is accepted.
            guard UInt64(number.text).map({ $0 <= UInt64(Int64.max) + 1 }) ?? false else {
                throw .syntax(number, "Invalid numeric literal: \(number.text)", .table)
            }
        }
        if current.kind == .word, !["NULL", "TRUE", "FALSE", "NOW"].contains(current.text.uppercased()) {
            guard following.isSymbol(",") || following.isSymbol(")") else {
                throw .unsupported("an expression in VALUES")
            }
            throw .semantic("Cannot insert identifier \(current.text), please use string literal")
        }
        let literal = try insertValue()
        guard current.isSymbol(",") || current.isSymbol(")") else { throw .unsupported("an expression in VALUES") }
        return literal
    }

    /// Words that may follow a column or a table without being its alias.
    private static let selectFollowers: Set<String> = [
        "FROM", "WHERE", "GROUP", "HAVING", "FILL", "ORDER", "LIMIT", "OFFSET", "UNION", "INTERSECT", "EXCEPT", "ON",
        "JOIN", "INNER", "CROSS", "LEFT", "RIGHT", "FULL", "NATURAL", "USING", "AS", "FOR", "WINDOW", "OVER", "WITH",
    ]
}
