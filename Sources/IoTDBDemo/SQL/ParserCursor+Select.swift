extension ParserCursor {
    /// SELECT, after its first word.
    mutating func select() throws(StatementError) -> SelectStatement {
        let last = current.isKeyword("LAST") && !following.isSymbol(",") && !following.isKeyword("FROM")
        guard !last, !current.isKeyword("FROM") else {
            throw last
                ? .unsupported("LAST")
                : .syntax(following, "no viable alternative at input 'SELECT FROM \(following.source)'")
        }
        var columns = [try selectColumn()]
        while acceptSymbol(",") { columns.append(try selectColumn()) }
        try expect("FROM")
        var select = SelectStatement(columns: columns, from: try paths(wildcards: true))
        if accept("WHERE") { select.condition = try expression() }
        if accept("ORDER") {
            try expect("BY")
            guard accept("TIME") || accept("TIMESTAMP") else { throw .unsupported("ORDER BY anything but TIME") }
            select.isDescending = accept("DESC")
            if !select.isDescending { _ = accept("ASC") }
            if current.isSymbol(",") || current.isKeyword("NULLS") { throw .unsupported("ORDER BY anything but TIME") }
        }
        select.rows = try rowLimit()
        return select
    }

    private mutating func selectColumn() throws(StatementError) -> SelectColumn {
        let expression = try expression()
        guard accept("AS") else { return SelectColumn(expression: expression, alias: nil) }
        let token = current
        guard [.word, .quotedName, .string].contains(token.kind) else { throw unexpected() }
        take()
        return SelectColumn(expression: expression, alias: token.text)
    }
}

/// The WHERE clause of DELETE: at most two bounds of time.
enum DeleteRange {
    /// The range of time that a condition describes.
    static func range(of condition: Expression) throws(StatementError) -> TimeRange {
        var range = TimeRange()
        if case .binary(.and, let left, let right) = condition {
            try narrow(&range, by: left)
            try narrow(&range, by: right)
        } else {
            try narrow(&range, by: condition)
        }
        guard range.low <= range.high else { throw .unsupported("DELETE of an empty range of time") }
        return range
    }

    private static func narrow(_ range: inout TimeRange, by condition: Expression) throws(StatementError) {
        guard mentionsOnlyTime(condition) else {
            throw .semantic(
                "For delete statement, where clause can only contain time expressions, value filter is not currently supported."
            )
        }
        guard case .binary(let sign, .time, .literal(let literal, _)) = condition, sign.isComparison, sign != .notEqual
        else {
            throw .semantic(
                "For delete statement, where clause can only contain atomic expressions like : time > XXX, time <= XXX, or "
                    + "two atomic expressions connected by 'AND'"
            )
        }
        guard let time = literal.integer else { throw .unsupported("DELETE with a bound that is no time") }
        guard !(sign == .greater && time == .max), !(sign == .less && time == .min) else {
            throw .unsupported("DELETE of an empty range of time")
        }
        switch sign {
        case .greater: range.low = max(range.low, time + 1)
        case .greaterOrEqual: range.low = max(range.low, time)
        case .less: range.high = min(range.high, time - 1)
        case .lessOrEqual: range.high = min(range.high, time)
        default: (range.low, range.high) = (max(range.low, time), min(range.high, time))
        }
    }

    private static func mentionsOnlyTime(_ expression: Expression) -> Bool {
        switch expression {
        case .time, .literal: true
        case .path, .aggregate, .unary: false
        case .binary(_, let left, let right): mentionsOnlyTime(left) && mentionsOnlyTime(right)
        case .between(let value, _, _, _), .inList(let value, _, _), .isNull(let value, _): mentionsOnlyTime(value)
        }
    }
}
