import IoTDBTesting
import SQLText
import Testing

extension StatementSplitter {
    /// The events of a text that goes on.
    fileprivate mutating func events(of text: String, number: Int) -> [StatementEvent] {
        feed(text, number: number)
        return events()
    }

    fileprivate mutating func events(of text: [UInt8], number: Int) -> [StatementEvent] {
        feed(text, number: number)
        return events()
    }

    /// The events of the end of a text.
    fileprivate mutating func lastEvents() -> [StatementEvent] {
        finish()
        return events()
    }

    /// The events of a whole text.
    fileprivate mutating func all(of text: [UInt8]) -> [StatementEvent] {
        feed(text, number: 1)
        finish()
        return events()
    }
}

@Suite("StatementSplitter")
struct StatementSplitterTests {
    /// What a script gives when it is fed as one text and ended.
    private func split(_ script: String, grammar: SQLGrammar = .tree) -> [StatementEvent] {
        var splitter = StatementSplitter(grammar: grammar)
        return splitter.all(of: Array(script.utf8))
    }

    private func statements(_ script: String, grammar: SQLGrammar = .tree) -> [String] {
        split(script, grammar: grammar).map { event in
            guard case .statement(let statement) = event else { return "\(event)" }
            return statement.text
        }
    }

    @Test(
        "Semicolons end statements only outside quotes and comments",
        arguments: [
            ("SHOW VERSION;", ["SHOW VERSION"]),
            ("SHOW VERSION", ["SHOW VERSION"]),
            ("a;b;c", ["a", "b", "c"]),
            (";;  ;\n;", []),
            ("", []),
            (
                "insert into root.a.b(time,s) values(100,'a;b');x",
                ["insert into root.a.b(time,s) values(100,'a;b')", "x"]
            ),
            ("select X'X''';y", ["select X'X'''", "y"]),
            ("select 'it''s; fine';y", ["select 'it''s; fine'", "y"]),
            ("select \"a;\"\"b\";y", ["select \"a;\"\"b\"", "y"]),
            ("select `a;``b` from root.`x;y`;z", ["select `a;``b` from root.`x;y`", "z"]),
            ("select 'a\\';y;'", ["select 'a\\'", "y", "error"]),
            ("select /* ; ' */ 1;y", ["select           1", "y"]),
            ("-- only a comment;\n", []),
            ("/* a */ ; /* b */", []),
            ("/* first */ select 1", ["select 1"]),
            ("select 1 -- a;b\n, 2;", ["select 1       \n, 2"]),
            ("select\n\n1 ;", ["select\n\n1"]),
            ("select '-- no' ;", ["select '-- no'"]),
            ("select '/* no */' ;", ["select '/* no */'"]),
            ("select 'a\nb';", ["select 'a\nb'"]),
            ("select /* x\ny */ 1;", ["select     \n     1"]),
        ]
    )
    func splits(script: String, expected: [String]) {
        let found = statements(script).map { $0.hasPrefix("error") ? "error" : $0 }
        #expect(found == expected)
    }

    @Test(
        "Two hyphens are arithmetic in a tree expression and a comment everywhere in the table dialect",
        arguments: [
            ("select s--1 from root.a", "select s--1 from root.a", "select s"),
            ("select s --1", "select s --1", "select s"),
            ("select s -- 1", "select s", "select s"),
            ("select s --", "select s", "select s"),
            ("--note\nselect s", "select s", "select s"),
            ("select 1\n-- note\n", "select 1", "select 1"),
        ]
    )
    func hyphens(script: String, tree: String, table: String) {
        #expect(statements(script) == [tree])
        #expect(statements(script, grammar: .table) == [table])
    }

    @Test("CRLF lines, a byte-order mark and a missing last line break change nothing")
    func lineEnds() {
        #expect(statements("\u{FEFF}show version;\r\nselect\r\n1;\r\n") == ["show version", "select\n1"])
        #expect(statements("\\q\r\n").count == 1)
        #expect(split("\\timing on\r") == [.metaCommand("\\timing on", SourcePosition(line: 1, column: 1))])
    }

    @Test("A carriage return inside a quote belongs to the value")
    func quotedCarriageReturn() {
        #expect(statements("x 'a\r\nb';\r\n") == ["x 'a\r\nb'"])
    }

    @Test("Positions are those of the first token, in characters")
    func positions() {
        var splitter = StatementSplitter(grammar: .tree, source: "a.sql")
        let events =
            splitter.events(of: "\u{FEFF} 'é' ; /* 温度 */ x;", number: 7) + splitter.events(of: "-- c", number: 8)
            + splitter.events(of: "  y", number: 9) + splitter.lastEvents()
        let places = events.map { event -> SourcePosition? in
            guard case .statement(let statement) = event else { return nil }
            return statement.position
        }
        #expect(
            places == [
                SourcePosition(source: "a.sql", line: 7, column: 2),
                SourcePosition(source: "a.sql", line: 7, column: 17),
                SourcePosition(source: "a.sql", line: 9, column: 3),
            ]
        )
        #expect(places[0]?.withColumn == "a.sql:7:2")
    }

    @Test("A backslash outside quotes and comments starts a command that ends with its line")
    func metaCommands() {
        #expect(split("  \\x on ") == [.metaCommand("\\x on", SourcePosition(line: 1, column: 3))])
        #expect(statements("select 'a\n\\q\n'") == ["select 'a\n\\q\n'"])
        #expect(statements("/*\n\\q\n*/") == [])
        let x = StatementEvent.statement(Statement(text: "x", position: SourcePosition(line: 1, column: 1)))
        #expect(split("x; \\q; y") == [x, .metaCommand("\\q; y", SourcePosition(line: 1, column: 4))])
    }

    @Test("A command inside a statement leaves it open", arguments: [SQLGrammar.tree, .table])
    func metaCommandInStatement(grammar: SQLGrammar) {
        let statement = Statement(text: "select 1 \n \n+2", position: SourcePosition(line: 1, column: 1))
        let command = StatementEvent.metaCommand("\\x on", SourcePosition(line: 1, column: 10))
        let other = StatementEvent.metaCommand("\\?", SourcePosition(line: 2, column: 2))
        #expect(split("select 1 \\x on\n \\?\n+2;", grammar: grammar) == [command, other, .statement(statement)])
    }

    @Test("A comment may follow a command, and does not end it")
    func commentBehindMetaCommand() {
        #expect(statements("\\x\n--a;b\nc").last == "c")
        var splitter = StatementSplitter(grammar: .tree)
        splitter.feed("x \\g\n--a;b\nc;", number: 1)
        #expect(splitter.next() == .metaCommand("\\g", SourcePosition(line: 1, column: 3)))
        #expect(splitter.queryBuffer == Statement(text: "x", position: SourcePosition(line: 1, column: 1)))
        splitter.clearBuffer()
        #expect(splitter.queryBuffer == nil)
        #expect(
            splitter.next() == .statement(Statement(text: "c", position: SourcePosition(line: 3, column: 1)))
        )
        #expect(splitter.next() == nil)
    }

    @Test(
        "The continuation says what is open",
        arguments: [
            ("", StatementSplitter.Continuation.ready),
            ("select 1;", .ready),
            ("-- x", .ready),
            ("select", .inStatement),
            ("select 'a", .inSingleQuote),
            ("select \"a", .inDoubleQuote),
            ("select `a", .inBackQuote),
            ("select /* a", .inComment),
            ("/* a", .inComment),
            ("x; 'a''", .inSingleQuote),
        ]
    )
    func continuation(text: String, expected: StatementSplitter.Continuation) {
        var splitter = StatementSplitter(grammar: .tree)
        _ = splitter.events(of: text, number: 1)
        #expect(splitter.continuation == expected)
        splitter.reset()
        #expect(splitter.continuation == .ready)
        #expect(splitter.pendingText.isEmpty)
    }

    @Test(
        "An open quote or comment at the end is an error at its start and nothing of it is sent",
        arguments: [
            ("x;\n select 'a", StatementError.Reason.unterminatedQuote("'"), SourcePosition(line: 2, column: 9)),
            ("x;\n\"a\n\nb", .unterminatedQuote("\""), SourcePosition(line: 2, column: 1)),
            ("x;\n `a` `a\n;", .unterminatedQuote("`"), SourcePosition(line: 2, column: 6)),
            ("x;\n select /* a\n\\q ;", .unterminatedComment, SourcePosition(line: 2, column: 9)),
            ("x;\n/*", .unterminatedComment, SourcePosition(line: 2, column: 1)),
        ]
    )
    func unterminated(script: String, reason: StatementError.Reason, position: SourcePosition) {
        #expect(
            split(script) == [
                .statement(Statement(text: "x", position: SourcePosition(line: 1, column: 1))),
                .error(StatementError(reason: reason, position: position)),
            ]
        )
    }

    @Test(
        "NUL and broken UTF-8 are errors at their place; the statement is dropped, the next one runs",
        arguments: [
            ([0x00], StatementError.Reason.nul, 5),
            ([0x27, 0xC3, 0xA9, 0x00, 0x27], .nul, 7),
            ([0xFF], .invalidUTF8, 5),
            ([0xC3], .invalidUTF8, 5),
            ([0xC0, 0x80], .invalidUTF8, 5),
            ([0xE2, 0x82], .invalidUTF8, 5),
            ([0xED, 0xA0, 0x80], .invalidUTF8, 5),
            ([0xF4, 0x90, 0x80, 0x80], .invalidUTF8, 5),
            ([0x27, 0xF0, 0x9F, 0x27], .invalidUTF8, 6),
        ] as [([UInt8], StatementError.Reason, Int)]
    )
    func hostileBytes(bytes: [UInt8], reason: StatementError.Reason, column: Int) {
        var splitter = StatementSplitter(grammar: .tree)
        let line = Array("a;b ".utf8) + bytes + Array(" 'c';d".utf8)
        let events = splitter.events(of: line, number: 1) + splitter.lastEvents()
        #expect(
            events == [
                .statement(Statement(text: "a", position: SourcePosition(line: 1, column: 1))),
                .error(StatementError(reason: reason, position: SourcePosition(line: 1, column: column))),
                .statement(
                    Statement(
                        text: "d",
                        position: SourcePosition(line: 1, column: 11 + scalars(bytes) - 1)
                    )
                ),
            ]
        )
    }

    private func scalars(_ bytes: [UInt8]) -> Int {
        bytes.count { $0 & 0xC0 != 0x80 }
    }

    @Test("Comments may hold any bytes, since they are never sent")
    func commentBytes() {
        var splitter = StatementSplitter(grammar: .tree)
        let events =
            splitter.events(of: Array("-- ".utf8) + [0xFC, 0x00], number: 1) + splitter.events(of: "x", number: 2)
        #expect(
            events + splitter.lastEvents() == [.statement(Statement(text: "x", position: .init(line: 2, column: 1)))]
        )
    }

    @Test(
        "Feeding line by line, or cutting a script at any line, gives the same events",
        arguments: [SQLGrammar.tree, .table]
    )
    func everyCut(grammar: SQLGrammar) {
        let script = Array(SampleStatements.script.utf8)
        let lines = script.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
        var whole = StatementSplitter(grammar: grammar, isCommand: Self.isSetting)
        let expected = whole.events(of: script, number: 1) + whole.lastEvents()
        #expect(expected.count > 70)
        for cut in 1..<lines.count {
            var splitter = StatementSplitter(grammar: grammar, isCommand: Self.isSetting)
            let head = splitter.events(of: Array(lines[..<cut].joined(separator: "\n".utf8)), number: 1)
            let tail = splitter.events(of: Array(lines[cut...].joined(separator: "\n".utf8)), number: cut + 1)
            if head + tail + splitter.lastEvents() != expected { Issue.record("cut before line \(cut + 1)") }
        }
        var splitter = StatementSplitter(grammar: grammar, isCommand: Self.isSetting)
        var events: [StatementEvent] = []
        for (index, line) in lines.enumerated() { events += splitter.events(of: line, number: index + 1) }
        #expect(events + splitter.lastEvents() == expected)
    }

    /// A rule for the commands in the sample script.
    private static let isSetting: StatementSplitter.CommandRule = { line in
        let text = String(decoding: line, as: UTF8.self)
        return text == "show time_zone" || text.hasPrefix("set fetch_size=")
    }

    @Test("A statement of 10 MB passes unchanged, on one line and on many")
    func large() {
        let row = "(1704067200000,'a;b'),\n"
        let long = "INSERT INTO root.a.b(time,s) VALUES " + String(repeating: row, count: 450_000) + "(1,'x')"
        var splitter = StatementSplitter(grammar: .tree)
        #expect(
            splitter.events(of: long + ";", number: 1) == [
                .statement(Statement(text: long, position: .init(line: 1, column: 1)))
            ]
        )
        let flat = long.replacing("\n", with: " ")
        #expect(
            splitter.events(of: flat + ";", number: 1) == [
                .statement(Statement(text: flat, position: .init(line: 1, column: 1)))
            ]
        )
    }

    @Test("A line of a hundred thousand statements is read in one pass")
    func manyStatements() {
        var splitter = StatementSplitter(grammar: .tree)
        let events = splitter.events(of: String(repeating: "show version;", count: 100_000), number: 1)
        #expect(events.count == 100_000)
        guard case .statement(let last) = events.last else { return }
        #expect(last.position.column == 99_999 * 13 + 1)
    }

    @Test("Random bytes never trap, and every text ends with nothing open")
    func randomBytes() {
        var random = SeededGenerator(seed: 42)
        let alphabet = Array("'\"`;-/*\\\n\r abX1(),.\u{00}é".utf8) + [0xFF, 0xC3, 0xEF, 0xBB, 0xBF]
        for round in 0..<100_000 {
            let bytes = (0..<Int.random(in: 0..<24, using: &random)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
            }
            var splitter = StatementSplitter(grammar: round.isMultiple(of: 2) ? .tree : .table)
            _ = splitter.events(of: bytes, number: 1) + splitter.lastEvents()
            if splitter.continuation != .ready { Issue.record("left open by \(bytes)") }
        }
    }

    @Test("Every prefix of every statement splits, and the whole is one statement", arguments: SampleStatements.all)
    func prefixes(statement: String) {
        let bytes = Array(statement.utf8)
        for grammar in [SQLGrammar.tree, .table] {
            for length in 0...bytes.count {
                var splitter = StatementSplitter(grammar: grammar)
                _ = splitter.events(of: Array(bytes[..<length]), number: 1) + splitter.lastEvents()
            }
        }
        #expect(statements(statement + ";") == [statement])
    }
}
