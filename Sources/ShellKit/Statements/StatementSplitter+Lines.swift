/// Lines: commands of the shell, or statement text.
extension StatementSplitter {
    /// Takes the next line, which is a command or statement text.
    mutating func readLine(_ lines: [UInt8], _ cursor: inout LineCursor, _ events: inout [StatementEvent]) {
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
}
