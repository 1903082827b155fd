extension ParserCursor {
    /// INSERT, after its first word.
    mutating func insert() throws(StatementError) -> InsertStatement {
        try expect("INTO")
        let device = try path(wildcards: true)
        try expectSymbol("(")
        var names: [String] = []
        var timeIndex: Int?
        repeat {
            if current.isKeyword("TIME") || current.isKeyword("TIMESTAMP") {
                guard timeIndex == nil else { throw .unsupported("INSERT with two times") }
                timeIndex = names.count
                take()
            } else {
                names.append(try node(wildcards: false))
            }
        } while acceptSymbol(",")
        try expectSymbol(")")
        let isAligned = accept("ALIGNED")
        try expect("VALUES")
        var statement = InsertStatement(
            device: device,
            measurements: names,
            isAligned: isAligned,
            times: [],
            rows: []
        )
        repeat { try row(into: &statement, timeIndex: timeIndex) } while acceptSymbol(",")
        try check(statement)
        return statement
    }

    private mutating func row(into statement: inout InsertStatement, timeIndex: Int?) throws(StatementError) {
        try expectSymbol("(")
        var time: Int64?
        var values: [InsertLiteral?] = []
        var position = 0
        repeat {
            if position == timeIndex { time = try insertTime() } else { values.append(try insertValue()) }
            position += 1
        } while acceptSymbol(",")
        try expectSymbol(")")
        guard values.count == statement.measurements.count else {
            throw .semantic(
                "the measurementList's size \(statement.measurements.count) is not consistent with the valueList's size "
                    + "\(values.count)"
            )
        }
        statement.times.append(time)
        statement.rows.append(values)
    }

    private func check(_ statement: InsertStatement) throws(StatementError) {
        guard !statement.measurements.isEmpty else {
            throw .semantic("InsertStatement should contain at least one measurement")
        }
        var seen: Set<String> = []
        for name in statement.measurements where !seen.insert(name).inserted {
            throw .semantic("Insertion contains duplicated measurement: \(name)")
        }
        guard statement.times.count == 1 || !statement.times.contains(nil) else {
            throw .semantic("need timestamps when insert multi rows")
        }
    }

    private mutating func insertTime() throws(StatementError) -> Int64 {
        let token = current
        if token.kind == .string { throw .semantic("Can not parse [2197 2188 2170 595 506 499] to time") }
        let value = try numberOrTime()
        guard let time = Int64(value.text), value.kind != .decimal else {
            throw .unsupported("the time \(token.source)")
        }
        return time
    }

    /// One literal of VALUES; nil is null.
    mutating func insertValue() throws(StatementError) -> InsertLiteral? {
        let token = current
        switch token.kind {
        case .string, .binary:
            take()
            return InsertLiteral(kind: token.kind, text: token.text, source: token.source)
        case .word where token.isKeyword("NULL"):
            take()
            return nil
        case .word where ["TRUE", "FALSE", "NAN"].contains { token.isKeyword($0) }:
            take()
            return InsertLiteral(kind: .word, text: token.text.uppercased(), source: token.source)
        default: return try numberOrTime()
        }
    }

    /// A number with a sign, a date literal or `now()`, with a duration added or taken away.
    private mutating func numberOrTime() throws(StatementError) -> InsertLiteral {
        let sign = acceptSymbol("-") ? "-" : ""
        if sign.isEmpty { _ = acceptSymbol("+") }
        let token = current
        if token.kind == .integer || token.kind == .decimal {
            take()
            return InsertLiteral(kind: token.kind, text: sign + token.text, source: sign + token.source)
        }
        guard sign.isEmpty else { throw unexpected("a number") }
        var time: Int64
        if token.kind == .dateTime {
            time = try self.time(of: take())
        } else if accept("NOW") {
            try expectSymbol("(")
            try expectSymbol(")")
            time = now
        } else {
            throw unexpected("{FALSE, NAN, NOW, NULL, TRUE, STRING_LITERAL, DATETIME_LITERAL, INTEGER_LITERAL}")
        }
        while current.isSymbol("-") || current.isSymbol("+") {
            let isMinus = take().text == "-"
            guard let span = try TimeLiteral.duration(take().text) else { throw unexpected("DURATION_LITERAL") }
            let (sum, overflow) = isMinus ? time.subtractingReportingOverflow(span) : time.addingReportingOverflow(span)
            guard !overflow else { throw .unsupported("a time beyond 64 bits") }
            time = sum
        }
        return InsertLiteral(kind: .dateTime, text: String(time), source: token.source)
    }
}
