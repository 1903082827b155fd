package import IoTDBWire

/// Cuts what the user writes into statements and commands, line by line.
///
/// A pure value: no I/O, no clock. Time is linear in the text, memory is that of the open statement. Rules:
/// - `;` outside quotes and comments ends a statement; empty statements are skipped.
/// - A `\` outside quotes and comments starts a command for the shell, which reaches to the end of its line; a statement that is open
///   stays open, unless the command is `\g` or `\gx`, which end it.
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
    var lexer: SQLLexer
    private var isFirstText = true
    /// The open statement from its first token on.
    var text: [UInt8] = []
    /// Where the open statement starts; nil when none is open.
    var start: SourcePosition?
    /// Where the open quote or comment starts.
    var opening: SourcePosition?
    /// An error was reported for the open statement: read on to its end and drop it.
    var isDropped = false

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

    /// Takes the dialect of the session where it has changed and no statement is open.
    mutating func adopt(_ dialect: SQLDialect) {
        if dialect != lexer.dialect, continuation == .ready { lexer = SQLLexer(dialect: dialect) }
    }

    mutating func endStatement(_ events: inout [StatementEvent], isExpanded: Bool = false) {
        defer { clearStatement() }
        guard let start, !isDropped else { return }
        while let last = text.last, SQLLexer.isWhitespace(last) { text.removeLast() }
        if let command = OfficialCommand.parse(text) {
            events.append(.officialCommand(command, start))
        } else {
            let text = String(decoding: text, as: UTF8.self)
            events.append(.statement(Statement(text: text, position: start, isExpanded: isExpanded)))
        }
    }

    private mutating func clearStatement() {
        text.removeAll(keepingCapacity: text.capacity <= 65_536)
        start = nil
        opening = nil
        isDropped = false
    }

    /// Whether text belongs to a statement that will be sent.
    var isCollecting: Bool {
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
