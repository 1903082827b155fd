/// Cuts what the user writes into statements and commands.
///
/// A pure value: no I/O, no clock. Give it text with
/// ``feed(_:number:)``, take events with ``next()`` until there is none, and after the last text call ``finish()`` and
/// take the rest. Between two events the caller may read, clear or replace the open statement, and change the grammar.
/// Time is linear in the text, memory is that of the text given and of the open statement. Rules:
/// - `;` outside quotes and comments ends a statement; empty statements are skipped.
/// - A `\` outside quotes and comments starts a command for the shell, which reaches to the end of its line. Which
///   commands there are the splitter does not know; a statement that is open stays open.
/// - Comments become blanks of as many characters, so the line and column the server names are those of the user's
///   text.
/// - LF, CRLF and CR alone end a line. Outside quotes each becomes LF; within quotes all bytes are part of the value. A
///   byte-order mark may come first.
/// - NUL and bytes that are no UTF-8 are errors outside comments; the statement they stand in is not sent. Of a UTF-16
///   text nothing is.
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

    /// Says whether a whole line or statement, without blanks around it, is a command that needs no `;`.
    package typealias CommandRule = @Sendable (ArraySlice<UInt8>) -> Bool

    /// The name of the file in positions, if any.
    package let source: String?
    private let isCommand: CommandRule
    private var lexer: SQLLexer

    /// The text that was given and is not yet read to its end.
    private var input: [UInt8] = []
    private var index = 0
    private var counter = PositionCounter(source: nil, line: 1)
    private var isAtLineStart = true
    private var isFirstText = true
    private var isFinished = false
    /// Whether ``input`` holds the end of its last line itself.
    private var isComplete = false
    /// The text is in an encoding that cannot be read; the rest of it is passed over.
    private var unreadable: StatementError.Reason?
    private var isRefused = false

    /// Where the open statement starts; nil when none is open.
    private var start: SourcePosition?
    /// What of the open statement is no longer in ``input``, or was changed.
    private var text: [UInt8] = []
    /// Where in ``input`` the rest of the open statement starts, up to ``index``.
    private var segment: Int?
    /// Where the open quote or comment starts: a byte of ``input``, or a place in earlier text.
    private var openingIndex: Int?
    private var opening: SourcePosition?
    /// Whether an error was reported for the open statement: it is dropped up to its end.
    package private(set) var isDropping = false

    /// A splitter with nothing open.
    ///
    /// - Parameters:
    ///   - grammar: what starts a comment.
    ///   - source: the name of the file in positions, if any.
    ///   - isCommand: which lines are commands without `\`. Default: none.
    package init(
        grammar: SQLGrammar,
        source: String? = nil,
        isCommand: @escaping CommandRule = { _ in false }
    ) {
        self.lexer = SQLLexer(grammar: grammar)
        self.source = source
        self.isCommand = isCommand
    }

    /// The grammar; set, it holds from the next statement on.
    package var grammar: SQLGrammar {
        get { lexer.grammar }
        set {
            if newValue != lexer.grammar, continuation == .ready { lexer = SQLLexer(grammar: newValue) }
        }
    }

    /// What the next text continues.
    package var continuation: Continuation {
        switch lexer.state {
        case .normal: start == nil ? .ready : .inStatement
        case .singleQuote: .inSingleQuote
        case .doubleQuote: .inDoubleQuote
        case .backQuote: .inBackQuote
        case .blockComment: .inComment
        }
    }

    /// The open statement so far; nil when there is none, or it is dropped after an error.
    package var queryBuffer: Statement? {
        guard let start, !isDropping else { return nil }
        return Statement(text: String(decoding: trimmed(bufferBytes[...]), as: UTF8.self), position: start)
    }

    /// The open statement as it would be sent so far, blanks at its end kept, for completion.
    package var pendingText: String { String(decoding: bufferBytes, as: UTF8.self) }

    private var bufferBytes: [UInt8] { text + (segment.map { input[$0..<index] } ?? []) }

    /// Gives one or more whole lines; the last line's end may be left out.
    ///
    /// - Parameter number: the number of the first line.
    package mutating func feed(_ lines: String, number: Int) { feed(Array(lines.utf8), number: number) }

    /// Gives one or more whole lines; the last line's end may be left out.
    ///
    /// - Parameter isComplete: whether the last line's end was not left out; then nothing is put in its place.
    package mutating func feed(_ lines: [UInt8], number: Int, isComplete: Bool = false) {
        defer { self.isComplete = isComplete }
        if index < input.count {
            // Not all events of the text before were taken: it goes on.
            if input.last != 10, !self.isComplete { input.append(10) }
            input += lines
            return
        }
        input = lines
        index = 0
        isAtLineStart = true
        isFinished = false
        var skipped = 0
        if isFirstText {
            isFirstText = false
            if lines.starts(with: [0xEF, 0xBB, 0xBF]) { skipped = 3 }
            unreadable = Self.wideEncoding(lines)
        }
        index = skipped
        counter = PositionCounter(source: source, line: number, from: skipped)
    }

    /// Ends the text: an open statement is complete, an open quote or comment is an error.
    package mutating func finish() { isFinished = true }

    /// The next event; nil when the text that was given holds no other.
    package mutating func next() -> StatementEvent? {
        if let unreadable { return refuse(unreadable) }
        let bytes = input
        while index < bytes.count {
            if let event = step(bytes) {
                dropBlankRest()
                return event
            }
        }
        if !bytes.isEmpty, let event = keepRest(of: bytes) { return event }
        return isFinished ? takeLast() : nil
    }

    /// All events that the text given so far holds.
    ///
    /// For text in which no command reads or changes the open statement, such as a single line.
    package mutating func events() -> [StatementEvent] {
        var events: [StatementEvent] = []
        while let event = next() { events.append(event) }
        return events
    }

    /// Drops the open statement, with its open quote or comment; text that is not yet read stays.
    package mutating func clearBuffer() {
        lexer = SQLLexer(grammar: lexer.grammar)
        clearStatement()
    }

    /// Puts a text in the place of the open statement, as if it had been typed: its statements come as the next events.
    package mutating func replaceBuffer(_ text: String) {
        clearBuffer()
        let rest = input[min(index, input.count)...]
        input = Array(text.utf8) + [10] + rest
        index = 0
        isAtLineStart = true
        counter = PositionCounter(source: nil, line: 1)
    }

    /// Drops everything that is open and not yet read, as Ctrl-C does.
    package mutating func reset() {
        clearBuffer()
        input = []
        index = 0
        isFinished = false
    }
}

// MARK: - Reading

extension StatementSplitter {
    /// Reads on from ``index``, to the next mark at least.
    private mutating func step(_ bytes: [UInt8]) -> StatementEvent? {
        guard lexer.state == .normal else {
            takeToken(bytes)
            return nil
        }
        if isAtLineStart {
            isAtLineStart = false
            if start == nil, let command = takeLineCommand(bytes) { return command }
        }
        if start == nil { lexer.skipBlanks(in: bytes, at: &index) }
        let first = index
        lexer.skipPlain(in: bytes, at: &index)
        if index > first { begin(at: first, bytes) }
        guard index < bytes.count else { return nil }
        switch bytes[index] {
        case 10: endLine(length: 1)
        case 13: endCarriageReturn(bytes)
        case UInt8(ascii: ";"): return endStatement(bytes)
        case UInt8(ascii: "\\"): return takeMetaCommand(bytes)
        default: takeToken(bytes)
        }
        return nil
    }

    /// Takes a quoted text, a comment or a symbol, or what of it the text holds.
    private mutating func takeToken(_ bytes: [UInt8]) {
        let isContinued = lexer.state != .normal
        isAtLineStart = false
        guard let token = lexer.next(in: bytes, at: &index) else { return }
        if token.isComment {
            replaceComment(token, bytes)
        } else {
            begin(at: token.range.lowerBound, bytes)
        }
        if lexer.state == .normal {
            openingIndex = nil
            opening = nil
        } else if !isContinued {
            openingIndex = token.range.lowerBound
        }
    }

    /// A token of a statement starts at a byte; the statement starts with it unless it is open.
    private mutating func begin(at first: Int, _ bytes: [UInt8]) {
        if start == nil { start = counter.position(of: first, in: bytes) }
        if segment == nil, !isDropping { segment = first }
    }

    /// Puts blanks in the place of a comment that stands in a statement.
    private mutating func replaceComment(_ comment: Token, _ bytes: [UInt8]) {
        guard start != nil, !isDropping else { return }
        if let first = segment { text += bytes[first..<comment.range.lowerBound] }
        segment = comment.range.upperBound
        var previous: UInt8 = 0
        for byte in bytes[comment.range] {
            switch byte {
            case 10 where previous == 13: break
            case 10, 13: text.append(10)
            case _ where byte & 0xC0 != 0x80: text.append(UInt8(ascii: " "))
            default: break
            }
            previous = byte
        }
    }

    private mutating func endLine(length: Int) {
        index += length
        isAtLineStart = true
    }

    /// A carriage return, with the line feed behind it, becomes a line feed.
    private mutating func endCarriageReturn(_ bytes: [UInt8]) {
        if let first = segment { text += bytes[first..<index] }
        endLine(length: index + 1 < bytes.count && bytes[index + 1] == 10 ? 2 : 1)
        guard segment != nil else { return }
        text.append(10)
        segment = index
    }

    /// Takes a line that is a command as a whole.
    private mutating func takeLineCommand(_ bytes: [UInt8]) -> StatementEvent? {
        var first = index
        while first < bytes.count, SQLLexer.isWhitespace(bytes[first]), !SQLLexer.isLineEnd(bytes[first]) { first += 1 }
        // No command is longer, and a line may have megabytes.
        var end = first
        while end < bytes.count, !SQLLexer.isLineEnd(bytes[end]) {
            guard end - first <= Self.maximumCommandLength, bytes[end] != UInt8(ascii: ";") else { return nil }
            end += 1
        }
        let line = trimmed(bytes[first..<end])
        guard !line.isEmpty, isCommand(line) else { return nil }
        let position = counter.position(of: first, in: bytes)
        index = end
        return .legacyCommand(String(decoding: line, as: UTF8.self), position)
    }

    /// Takes what stands from a backslash to the end of its line.
    private mutating func takeMetaCommand(_ bytes: [UInt8]) -> StatementEvent {
        let first = index
        // The statement ends before the backslash, for now.
        if let begun = segment {
            if let fault = keep(bytes, begun..<first) { return fault }
            segment = nil
        }
        while index < bytes.count, !SQLLexer.isLineEnd(bytes[index]) { index += 1 }
        // The line's end belongs to the statement that goes on, even when no other token comes.
        if start != nil, !isDropping { segment = index }
        // No word of a statement has been seen yet.
        if start == nil { lexer = SQLLexer(grammar: lexer.grammar) }
        let position = counter.position(of: first, in: bytes)
        if let fault = TextValidation.firstFault(in: bytes, first..<index) {
            let place = counter.position(of: fault.index, in: bytes)
            return .error(StatementError(reason: fault.reason, position: place))
        }
        return .metaCommand(String(decoding: trimmed(bytes[first..<index]), as: UTF8.self), position)
    }

    /// Longest command without a backslash, in bytes.
    private static let maximumCommandLength = 256

    private func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var end = bytes.endIndex
        while end > bytes.startIndex, SQLLexer.isWhitespace(bytes[end - 1]) { end -= 1 }
        return bytes[..<end]
    }
}

// MARK: - Ends

extension StatementSplitter {
    /// A `;` ends the open statement, if there is one.
    private mutating func endStatement(_ bytes: [UInt8]) -> StatementEvent? {
        let end = index
        if index < bytes.count { _ = lexer.next(in: bytes, at: &index) }
        guard let start, !isDropping else {
            clearStatement()
            return nil
        }
        defer { clearStatement() }
        if text.isEmpty, let segment {
            // The usual case: the statement lies in the text as it is.
            return fault(in: bytes, segment..<end) ?? event(trimmed(bytes[segment..<end]), start)
        }
        if let segment, let fault = keep(bytes, segment..<end) { return fault }
        return event(trimmed(text[...]), start)
    }

    private func event(_ bytes: ArraySlice<UInt8>, _ start: SourcePosition) -> StatementEvent {
        let text = String(decoding: bytes, as: UTF8.self)
        let isCommand = bytes.count <= Self.maximumCommandLength && isCommand(bytes)
        return isCommand ? .legacyCommand(text, start) : .statement(Statement(text: text, position: start))
    }

    /// Keeps a part of the open statement; answers the error when it cannot be sent.
    private mutating func keep(_ bytes: [UInt8], _ range: Range<Int>) -> StatementEvent? {
        if let fault = fault(in: bytes, range) {
            isDropping = true
            segment = nil
            text = []
            return fault
        }
        text += bytes[range]
        return nil
    }

    private mutating func fault(in bytes: [UInt8], _ range: Range<Int>) -> StatementEvent? {
        guard let fault = TextValidation.firstFault(in: bytes, range) else { return nil }
        let place = counter.position(of: fault.index, in: bytes)
        return .error(StatementError(reason: fault.reason, position: place))
    }

    /// Keeps what the open statement needs of a text that is read to its end.
    private mutating func keepRest(of bytes: [UInt8]) -> StatementEvent? {
        let begun = segment
        segment = nil
        var fault: StatementEvent?
        if let begun { fault = keep(bytes, begun..<bytes.count) }
        // A carriage return at the end of the text is the first half of CRLF; outside quotes it has become the line's
        // end already.
        if start != nil, !isDropping, !isComplete, let last = bytes.last, last != 10,
            last != 13 || lexer.state != .normal
        {
            text.append(10)
        }
        if let openingIndex { opening = counter.position(of: openingIndex, in: bytes) }
        openingIndex = nil
        input = []
        index = 0
        isAtLineStart = true
        return fault
    }

    /// Gives a text back whose rest holds nothing; it may have megabytes, and the statement that was found runs now.
    private mutating func dropBlankRest() {
        var end = index
        while end < input.count, SQLLexer.isWhitespace(input[end]) { end += 1 }
        guard end == input.count, start == nil, lexer.state == .normal else { return }
        input = []
        index = 0
        isAtLineStart = true
    }

    private mutating func takeLast() -> StatementEvent? {
        isFinished = false
        defer { clearBuffer() }
        if let reason = openReason, let opening {
            return isDropping ? nil : .error(StatementError(reason: reason, position: opening))
        }
        return endStatement([])
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

    private mutating func clearStatement() {
        text.removeAll(keepingCapacity: text.capacity <= 65_536)
        start = nil
        segment = nil
        opening = nil
        openingIndex = nil
        isDropping = false
    }

    /// Says once which encoding the text has, and passes over all of it.
    private mutating func refuse(_ reason: StatementError.Reason) -> StatementEvent? {
        input = []
        index = 0
        guard !isRefused else { return nil }
        isRefused = true
        return .error(StatementError(reason: reason, position: SourcePosition(source: source, line: 1, column: 1)))
    }

    /// The encoding of a text that starts with the mark of UTF-16 or UTF-32, or with ASCII letters that have NULs
    /// beside each; nil for any other.
    private static func wideEncoding(_ bytes: [UInt8]) -> StatementError.Reason? {
        // The shorter mark begins the longer one.
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return .utf32 }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return .utf16 }
        guard bytes.count >= 4, bytes.prefix(4).allSatisfy({ $0 < 0x80 }) else { return nil }
        switch bytes.prefix(4).map({ $0 == 0 }) {
        case [false, true, true, true], [true, true, true, false]: return .utf32
        case [false, true, false, true], [true, false, true, false]: return .utf16
        case _: return nil
        }
    }
}
