import IoTDBWire

extension ParserCursor {
    /// SELECT, after its first word.
    mutating func select() throws(StatementError) -> SelectStatement {
        let isLast = current.isKeyword("LAST") && !following.isSymbol(",") && !following.isKeyword("FROM")
        if isLast { take() }
        guard !current.isKeyword("FROM") else {
            throw .syntax(following, "no viable alternative at input 'SELECT FROM \(following.source)'")
        }
        var columns = [try selectColumn()]
        while acceptSymbol(",") { columns.append(try selectColumn()) }
        let hasEndTime = columns.first.map { $0.expression == .path(["__endTime"]) && $0.alias == nil } ?? false
        if hasEndTime { columns.removeFirst() }
        let target = accept("INTO") ? try intoTarget() : nil
        try expect("FROM")
        var select = SelectStatement(columns: columns, from: try paths(wildcards: true))
        (select.isLast, select.hasEndTime, select.target) = (isLast, hasEndTime, target)
        if accept("WHERE") { select.condition = try expression() }
        while try clause(of: &select) {}
        try limits(of: &select)
        if accept("ALIGN") {
            try expect("BY")
            select.isByDevice = accept("DEVICE")
            if !select.isByDevice { try expect("TIME") }
        }
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

    private mutating func intoTarget() throws(StatementError) -> IntoTarget {
        let isAligned = accept("ALIGNED")
        let device = try path()
        guard acceptSymbol("(") else { throw .unsupported("INTO without a list of measurements") }
        var measurements: [String] = []
        repeat {
            guard current.kind == .word || current.kind == .quotedName else { throw .unsupported("this INTO") }
            measurements.append(try node(wildcards: false))
        } while acceptSymbol(",")
        guard acceptSymbol(")"), current.isKeyword("FROM") else { throw .unsupported("this INTO") }
        return IntoTarget(device: device, measurements: measurements, isAligned: isAligned)
    }

    /// One of the clauses between WHERE and LIMIT; false when none stands here.
    private mutating func clause(of select: inout SelectStatement) throws(StatementError) -> Bool {
        if accept("GROUP") {
            try expect("BY")
            try group(&select)
        } else if accept("HAVING") {
            select.having = try expression()
        } else if accept("FILL") {
            select.fill = try fill()
        } else if accept("ORDER") {
            try expect("BY")
            repeat { select.order.append(try sortKey()) } while acceptSymbol(",")
        } else {
            return false
        }
        return true
    }

    private mutating func limits(of select: inout SelectStatement) throws(StatementError) {
        for _ in 0..<2 {
            if current.isKeyword("SLIMIT") || current.isKeyword("SOFFSET") {
                select.series = try seriesLimit()
            } else if current.isKeyword("LIMIT") || current.isKeyword("OFFSET") {
                select.rows = try rowLimit()
            }
        }
    }

    private mutating func seriesLimit() throws(StatementError) -> RowLimit {
        var series = RowLimit()
        if accept("SLIMIT") { series.limit = try rowNumber("SLIMIT") }
        if accept("SOFFSET") { series.offset = try rowNumber("SOFFSET") }
        guard series.limit != 0 else { throw .semantic("SLIMIT <SN>: SN should be greater than 0.") }
        return series
    }

    private mutating func group(_ select: inout SelectStatement) throws(StatementError) {
        repeat {
            if acceptSymbol("(") {
                select.windows = try timeWindows()
            } else if accept("LEVEL") {
                try expectSymbol("=")
                repeat {
                    select.levels.append(try level())
                } while current.isSymbol(",") && following.kind == .integer
                    && acceptSymbol(",")
            } else if current.kind == .word, following.isSymbol("(") {
                throw .unsupported("GROUP BY \(current.text.uppercased())")
            } else {
                throw unexpected("{LEVEL, '('}")
            }
        } while acceptSymbol(",")
    }

    /// A level of the tree: 0 is the root.
    mutating func level() throws(StatementError) -> Int {
        guard current.kind == .integer, let level = Int(current.text) else { throw unexpected("INTEGER_LITERAL") }
        take()
        return level
    }

    private mutating func timeWindows() throws(StatementError) -> TimeWindows {
        guard current.isSymbol("[") || current.isSymbol("(") else {
            _ = try length()
            throw .semantic("The query time range should be specified in the GROUP BY TIME clause.")
        }
        let isRightClosed = take().text == "("
        let start = try moment()
        try expectSymbol(",")
        let end = try moment()
        try expectSymbol(isRightClosed ? "]" : ")")
        try expectSymbol(",")
        let length = try length()
        let step = acceptSymbol(",") ? try self.length() : length
        try expectSymbol(")")
        guard start < end else { throw .semantic("Start time should be smaller than endTime in GroupBy") }
        guard length > 0 else {
            throw .semantic("The second parameter time interval should be a positive integer.")
        }
        guard step > 0 else { throw .unsupported("a sliding step of no length") }
        let (span, overflow) = end.subtractingReportingOverflow(start)
        guard !overflow, span / step < TimeWindows.limit else {
            throw .unsupported("more than \(TimeWindows.limit) windows of time")
        }
        // How a real server names a last window that is cut short is not known.
        guard !isRightClosed || span.isMultiple(of: step) && length == step else {
            throw .unsupported("windows like (a, b] that do not fill the range")
        }
        return TimeWindows(start: start, end: end, length: length, step: step, isRightClosed: isRightClosed)
    }

    private mutating func moment() throws(StatementError) -> Int64 {
        guard case .literal(let value, _) = try expression(), let moment = value.integer else { throw unexpected() }
        return moment
    }

    private mutating func length() throws(StatementError) -> Int64 {
        guard current.kind == .word, let length = try TimeLiteral.duration(current.text) else { throw unexpected() }
        take()
        return length
    }

    private mutating func fill() throws(StatementError) -> TreeFill {
        try expectSymbol("(")
        let fill: TreeFill
        if accept("PREVIOUS") {
            fill = .previous
        } else if accept("LINEAR") {
            fill = .linear
        } else if case .literal(let value, _) = try expression() {
            fill = .constant(value)
        } else {
            throw .unsupported("FILL with anything but a literal")
        }
        if current.isSymbol(",") { throw .unsupported("FILL with a limit of time") }
        try expectSymbol(")")
        return fill
    }

    private mutating func sortKey() throws(StatementError) -> SortKey {
        let subject: SortKey.Subject =
            switch current.text.uppercased() {
            case "TIME", "TIMESTAMP": .time
            case "DEVICE": .device
            case "TIMESERIES": .timeseries
            case "VALUE": .value
            case "DATATYPE": .dataType
            default: .expression(try expression())
            }
        if case .expression = subject {} else { take() }
        var key = SortKey(subject: subject, isDescending: accept("DESC"))
        if !key.isDescending { _ = accept("ASC") }
        if accept("NULLS") {
            key.nullsFirst = accept("FIRST")
            if !key.nullsFirst { try expect("LAST") }
        }
        return key
    }
}
