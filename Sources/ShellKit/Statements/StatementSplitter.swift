package import IoTDBWire

/// Cuts what the user writes into statements and commands, line by line.
///
/// A pure value: no I/O, no clock. Time is linear in the text, memory is that of the open statement. Rules:
/// - `;` outside quotes and comments ends a statement; empty statements are skipped.
/// - A line whose first character is `\`, while no statement is open, is a command for the shell.
/// - Comments become blanks of as many characters, so the line and column the server names are those of the user's text.
/// - A carriage return outside quotes is dropped (CRLF files); within quotes it is part of the value. A byte-order mark may come first.
/// - NUL and bytes that are no UTF-8 are errors outside comments; the statement they stand in is not sent.
package struct StatementSplitter: Sendable {
    /// What the next line continues; picks the prompt.
    package enum Continuation: Sendable, Equatable, CaseIterable {
        /// Nothing: a new statement or command may start.
        case ready
        /// A statement without its `;`.
        case inStatement
        /// A `'…'` literal.
        case inSingleQuote
        /// A `"…"` literal or identifier.
        case inDoubleQuote
        /// A `` `…` `` identifier.
        case inBackQuote
        /// A `/* … */` comment.
        case inComment
    }

    /// The name of the file in positions, if any.
    package let source: String?
    private var lexer: SQLLexer
    private var isFirstText = true
    /// The open statement from its first token on.
    private var text: [UInt8] = []
    /// Where the open statement starts; nil when none is open.
    private var start: SourcePosition?
    /// Where the open quote or comment starts.
    private var opening: SourcePosition?
    /// An error was reported for the open statement: read on to its end and drop it.
    private var isDropped = false

    /// A splitter with nothing open.
    package init(dialect: SQLDialect, source: String? = nil) {
        self.lexer = SQLLexer(dialect: dialect)
        self.source = source
    }

    /// What the next line continues.
    package var continuation: Continuation {
        switch lexer.state {
        case .normal: start == nil ? .ready : .inStatement
        case .singleQuote: .inSingleQuote
        case .doubleQuote: .inDoubleQuote
        case .backQuote: .inBackQuote
        case .blockComment: .inComment
        }
    }

    /// The open statement as it would be sent so far, for completion and for editing it as a whole.
    package var pendingText: String {
        String(decoding: text, as: UTF8.self)
    }

    /// Takes one or more whole lines without their last line break; `number` is the number of the first.
    package mutating func feed(_ lines: String, number: Int) -> [StatementEvent] {
        feed(Array(lines.utf8), number: number)
    }

    /// Takes one or more whole lines without their last line break; `number` is the number of the first.
    package mutating func feed(_ lines: [UInt8], number: Int) -> [StatementEvent] {
        var cursor = LineCursor(source: source, line: number)
        if isFirstText, lines.starts(with: [0xEF, 0xBB, 0xBF]) { cursor.skipMark(3) }
        isFirstText = false
        var events: [StatementEvent] = []
        repeat {
            readLine(lines, &cursor, &events)
        } while cursor.nextLine(in: lines)
        return events
    }

    /// Ends the text: an open statement is complete, an open quote or comment is an error. Nothing is open afterwards.
    package mutating func finish() -> [StatementEvent] {
        defer { reset() }
        if let reason = openReason, let opening {
            return isDropped ? [] : [.error(StatementError(reason: reason, position: opening))]
        }
        var events: [StatementEvent] = []
        endStatement(&events)
        return events
    }

    /// Drops what is open, as Ctrl-C does.
    package mutating func reset() {
        lexer = SQLLexer(dialect: lexer.dialect)
        clearStatement()
    }

    // MARK: - Lines

    private mutating func readLine(_ lines: [UInt8], _ cursor: inout LineCursor, _ events: inout [StatementEvent]) {
        if continuation == .ready, readCommandLine(lines, &cursor, &events) { return }
        let line = cursor.lineEnd(in: lines)
        // The lexer sees one line at a time, so that a line comment ends here whatever comes next.
        let bytes = cursor.index == 0 && line == lines.count ? lines : Array(lines[cursor.index..<line])
        cursor.enter(bytes.count)
        var index = 0
        while let token = lexer.next(in: bytes, at: &index) {
            take(token, in: bytes, &cursor, &events)
        }
        if isCollecting { text.append(UInt8(ascii: "\n")) }
    }

    /// Reads a line that is a command as a whole; false when it is statement text.
    private mutating func readCommandLine(
        _ lines: [UInt8],
        _ cursor: inout LineCursor,
        _ events: inout [StatementEvent]
    ) -> Bool {
        let end = cursor.lineEnd(in: lines)
        guard let first = lines[cursor.index..<end].firstIndex(where: { !SQLLexer.isWhitespace($0) }) else {
            return false
        }
        let last = lines[first..<end].lastIndex { !SQLLexer.isWhitespace($0) } ?? first
        let position = cursor.position(blanksBefore: first)
        if lines[first] == UInt8(ascii: "\\") {
            events.append(metaCommand(lines, first..<last + 1, position))
        } else if !lines[first...last].contains(UInt8(ascii: ";")),
            let command = OfficialCommand.parse(lines[first...last])
        {
            events.append(.officialCommand(command, position))
        } else {
            return false
        }
        cursor.enter(end - cursor.index)
        return true
    }

    private func metaCommand(_ lines: [UInt8], _ range: Range<Int>, _ position: SourcePosition) -> StatementEvent {
        if let fault = UTF8Validation.firstFault(in: lines, range) {
            var place = position
            place.column += scalarCount(lines[range.lowerBound..<fault.index])
            return .error(StatementError(reason: fault.reason, position: place))
        }
        return .metaCommand(String(decoding: lines[range], as: UTF8.self), position)
    }

    // MARK: - Tokens

    private mutating func take(
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
            if start == nil { begin(token, in: bytes, at: position, &events) }
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

    private mutating func begin(
        _ token: Token,
        in bytes: [UInt8],
        at position: SourcePosition,
        _ events: inout [StatementEvent]
    ) {
        start = position
        if bytes[token.range.lowerBound] == UInt8(ascii: "\\") {
            fail(.misplacedMetaCommand, at: position, &events)
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

    // MARK: - Statements

    private mutating func endStatement(_ events: inout [StatementEvent]) {
        defer { clearStatement() }
        guard let start, !isDropped else { return }
        while let last = text.last, SQLLexer.isWhitespace(last) { text.removeLast() }
        if let command = OfficialCommand.parse(text) {
            events.append(.officialCommand(command, start))
        } else {
            events.append(.statement(Statement(text: String(decoding: text, as: UTF8.self), position: start)))
        }
    }

    private mutating func clearStatement() {
        text.removeAll(keepingCapacity: text.capacity <= 65_536)
        start = nil
        opening = nil
        isDropped = false
    }

    /// Whether text belongs to a statement that will be sent.
    private var isCollecting: Bool {
        start != nil && !isDropped
    }

    private var openReason: StatementError.Reason? {
        switch lexer.state {
        case .normal: nil
        case .singleQuote: .unterminatedQuote("'")
        case .doubleQuote: .unterminatedQuote("\"")
        case .backQuote: .unterminatedQuote("`")
        case .blockComment: .unterminatedComment
        }
    }
}
