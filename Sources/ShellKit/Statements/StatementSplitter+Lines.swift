/// Lines: commands of the shell, or statement text.
extension StatementSplitter {
    /// Takes the next line, which is a command or statement text.
    mutating func readLine(_ lines: [UInt8], _ cursor: inout LineCursor, _ events: inout [StatementEvent]) {
        if continuation == .ready, readOfficialCommand(lines, &cursor, &events) { return }
        let line = cursor.lineEnd(in: lines)
        // The lexer sees one line at a time, so that a line comment ends here whatever comes next.
        let bytes = cursor.index == 0 && line == lines.count ? lines : Array(lines[cursor.index..<line])
        cursor.enter(bytes.count)
        var index = 0
        while let token = lexer.next(in: bytes, at: &index) {
            if token.kind == .symbol, bytes[token.range.lowerBound] == UInt8(ascii: "\\") {
                readMetaCommand(bytes, from: token.range.lowerBound, cursor.position, &events)
                break
            }
            take(token, in: bytes, &cursor, &events)
        }
        if isCollecting { text.append(UInt8(ascii: "\n")) }
    }

    /// Reads a line that is a command of the official shell as a whole; false when it is something else.
    private mutating func readOfficialCommand(
        _ lines: [UInt8],
        _ cursor: inout LineCursor,
        _ events: inout [StatementEvent]
    ) -> Bool {
        let end = cursor.lineEnd(in: lines)
        guard let first = lines[cursor.index..<end].firstIndex(where: { !SQLLexer.isWhitespace($0) }) else {
            return false
        }
        let last = lines[first..<end].lastIndex { !SQLLexer.isWhitespace($0) } ?? first
        guard !lines[first...last].contains(UInt8(ascii: ";")),
            let command = OfficialCommand.parse(lines[first...last])
        else { return false }
        events.append(.officialCommand(command, cursor.position(blanksBefore: first)))
        cursor.enter(end - cursor.index)
        return true
    }

    /// Takes what stands from a backslash to the end of its line.
    private mutating func readMetaCommand(
        _ line: [UInt8],
        from first: Int,
        _ position: SourcePosition,
        _ events: inout [StatementEvent]
    ) {
        let last = line[first...].lastIndex { !SQLLexer.isWhitespace($0) } ?? first
        let command = metaCommand(line, first..<last + 1, position)
        if start != nil, let ending = Self.ending(command) {
            endStatement(&events, isExpanded: ending == "gx")
        } else {
            events.append(command)
        }
        // No word of a statement has been seen yet.
        if start == nil { lexer = SQLLexer(dialect: lexer.dialect) }
    }

    /// `g` or `gx` when the command ends a statement.
    private static func ending(_ event: StatementEvent) -> String? {
        guard case .metaCommand(let line, _) = event, let command = try? MetaCommandParser.parse(line) else {
            return nil
        }
        return command.arguments.isEmpty && ["g", "gx"].contains(command.name) ? command.name : nil
    }

    private func metaCommand(_ lines: [UInt8], _ range: Range<Int>, _ position: SourcePosition) -> StatementEvent {
        if let fault = UTF8Validation.firstFault(in: lines, range) {
            var place = position
            place.column += scalarCount(lines[range.lowerBound..<fault.index])
            return .error(StatementError(reason: fault.reason, position: place))
        }
        return .metaCommand(String(decoding: lines[range], as: UTF8.self), position)
    }
}
