/// Tokens of statement text.
extension StatementSplitter {
    /// Takes the next token of statement text.
    mutating func take(
        _ token: Token,
        in bytes: [UInt8],
        _ cursor: inout LineCursor,
        _ events: inout [StatementEvent]
    ) {
        let position = cursor.position
        let width = scalarCount(bytes[token.range])
        cursor.column += width
        note(token, at: position, isContinued: token.range.lowerBound == 0)
        switch token.kind {
        case .whitespace:
            if isCollecting { text.append(contentsOf: bytes[token.range].lazy.filter { $0 != UInt8(ascii: "\r") }) }
        case .lineComment, .blockComment:
            if isCollecting { text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: width)) }
        case .semicolon:
            endStatement(&events)
        case .word, .singleQuoted, .doubleQuoted, .backQuoted, .symbol:
            if start == nil { start = position }
            check(token, in: bytes, at: position, &events)
            if !isDropped { text.append(contentsOf: bytes[token.range]) }
        }
    }

    /// Remembers where a quote or comment opens; one that was open before this line keeps its place.
    private mutating func note(_ token: Token, at position: SourcePosition, isContinued: Bool) {
        switch token.kind {
        case .singleQuoted, .doubleQuoted, .backQuoted, .blockComment:
            if !(isContinued && opening != nil) { opening = position }
            if lexer.state == .normal { opening = nil }
        case .whitespace, .lineComment, .word, .semicolon, .symbol:
            opening = nil
        }
    }

    private mutating func check(
        _ token: Token,
        in bytes: [UInt8],
        at position: SourcePosition,
        _ events: inout [StatementEvent]
    ) {
        guard !isDropped, let fault = UTF8Validation.firstFault(in: bytes, token.range) else { return }
        var place = position
        place.column += scalarCount(bytes[token.range.lowerBound..<fault.index])
        fail(fault.reason, at: place, &events)
    }

    private mutating func fail(
        _ reason: StatementError.Reason,
        at position: SourcePosition,
        _ events: inout [StatementEvent]
    ) {
        events.append(.error(StatementError(reason: reason, position: position)))
        isDropped = true
        text = []
    }
}
