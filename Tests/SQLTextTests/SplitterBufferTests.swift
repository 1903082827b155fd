import IoTDBTesting
import SQLText
import Testing

/// The open statement between events, line ends, encodings, and many scripts.
@Suite struct SplitterBufferTests {
    private func texts(_ script: [UInt8], grammar: SQLGrammar = .tree) -> [String] {
        var splitter = StatementSplitter(grammar: grammar)
        splitter.feed(script, number: 1)
        splitter.finish()
        return splitter.events().map { event in
            switch event {
            case .statement(let statement): statement.text
            case .metaCommand(let line, _), .legacyCommand(let line, _): line
            case .error(let error): "\(error.reason)"
            }
        }
    }

    private func place(_ line: Int, _ column: Int) -> SourcePosition { SourcePosition(line: line, column: column) }

    @Test func theShellReadsClearsAndReplacesTheOpenStatement() {
        var splitter = StatementSplitter(grammar: .tree)
        splitter.feed("select 1,\n 2 \\p\n, 3 \\w x\n\\e\nz;", number: 4)
        #expect(splitter.next() == .metaCommand("\\p", place(5, 4)))
        #expect(splitter.queryBuffer == Statement(text: "select 1,\n 2", position: place(4, 1)))
        #expect(splitter.continuation == .inStatement)
        #expect(splitter.next() == .metaCommand("\\w x", place(6, 5)))
        #expect(splitter.queryBuffer?.text == "select 1,\n 2 \n, 3")
        splitter.replaceBuffer("select 9; select")
        #expect(splitter.next() == .statement(Statement(text: "select 9", position: place(1, 1))))
        #expect(splitter.next() == .metaCommand("\\e", place(3, 1)))
        #expect(splitter.queryBuffer?.text == "select")
        splitter.clearBuffer()
        #expect(splitter.queryBuffer == nil)
        guard case .statement(let last) = splitter.next() else {
            Issue.record("nothing left")
            return
        }
        #expect(last.text == "z")
        #expect(splitter.next() == nil)
        #expect(splitter.continuation == .ready)
    }

    @Test func aStatementWithAnErrorIsNoBuffer() {
        var splitter = StatementSplitter(grammar: .tree)
        splitter.feed(Array("select ".utf8) + [0xFF] + Array(" 1 \\g".utf8), number: 1)
        guard case .error = splitter.next() else {
            Issue.record("no error")
            return
        }
        #expect(splitter.isDropping)
        #expect(splitter.next() == .metaCommand("\\g", place(1, 12)))
        #expect(splitter.queryBuffer == nil)
        splitter.clearBuffer()
        #expect(!splitter.isDropping)
    }

    @Test func aCarriageReturnAloneEndsALine() {
        #expect(texts(Array("show\rversion;".utf8)) == ["show\nversion"])
        #expect(texts(Array("-- first\rselect 1;\r\\x\rselect 2;\r".utf8)) == ["select 1", "\\x", "select 2"])
        #expect(
            texts(Array("DELETE FROM t WHERE v > 0 -\r-1 AND time < 100".utf8), grammar: .table) == [
                "DELETE FROM t WHERE v > 0 -\n-1 AND time < 100"
            ]
        )
        #expect(texts(Array("select s FROM root.a.s\r1;".utf8)) == ["select s FROM root.a.s\n1"])
        #expect(texts(Array("x 'a\rb\r\n' \"\r\";".utf8)) == ["x 'a\rb\r\n' \"\r\""])
        var splitter = StatementSplitter(grammar: .tree)
        splitter.feed("a;\rb;\r\nc;\nd;", number: 3)
        let lines = splitter.events().map { event in
            if case .statement(let statement) = event { statement.position.line } else { 0 }
        }
        #expect(lines == [3, 4, 5, 6])
    }

    @Test func linesOfACRLFFileAreReadOneByOne() {
        var splitter = StatementSplitter(grammar: .tree)
        for (index, line) in ["select 'a\r", "b',\r", "1;\r"].enumerated() { splitter.feed(line, number: index + 1) }
        splitter.finish()
        #expect(splitter.events() == [.statement(Statement(text: "select 'a\r\nb',\n1", position: place(1, 1)))])
        var byLine = StatementSplitter(grammar: .tree)
        var events: [StatementEvent] = []
        for (index, line) in ["select 'a\r", "b',\r", "1;\r"].enumerated() {
            byLine.feed(line, number: index + 1)
            events += byLine.events()
        }
        #expect(events == [.statement(Statement(text: "select 'a\r\nb',\n1", position: place(1, 1)))])
    }

    @Test(
        arguments: [
            ("UTF-16", [0xFF, 0xFE, 0x73, 0, 0x68, 0]), ("UTF-16", [0xFE, 0xFF, 0, 0x73, 0, 0x68]),
            ("UTF-16", [0x73, 0, 0x68, 0, 0x6F, 0]), ("UTF-16", [0, 0x73, 0, 0x68, 0, 0x6F]),
            ("UTF-32", [0xFF, 0xFE, 0, 0, 0x73, 0, 0, 0]), ("UTF-32", [0, 0, 0xFE, 0xFF, 0, 0, 0, 0x73]),
            ("UTF-32", [0x73, 0, 0, 0, 0x68, 0, 0, 0]), ("UTF-32", [0, 0, 0, 0x73, 0, 0, 0, 0x68]),
        ] as [(String, [UInt8])]
    )
    func wideTextIsNamedAndNothingOfItIsRead(name: String, bytes: [UInt8]) {
        var splitter = StatementSplitter(grammar: .tree, source: "a.sql")
        splitter.feed(bytes, number: 1)
        guard case .error(let error) = splitter.next() else {
            Issue.record("no error")
            return
        }
        #expect(error.description.hasPrefix("the file is \(name); convert it to UTF-8"))
        #expect(error.position == SourcePosition(source: "a.sql", line: 1, column: 1))
        splitter.feed("show version;", number: 2)
        splitter.finish()
        #expect(splitter.next() == nil)
    }

    /// A statement of random tokens, and the text that stands for it in a script, with comments and line ends.
    private func statement(_ random: inout SeededGenerator, _ grammar: SQLGrammar) -> (sent: String, written: String) {
        let tokens = [
            "select", "s1", "1", "'a;b'", "'it''s\n\\q'", "\"x;\"\"y\"", "`p;``q`", "温度", "=", "(", ")", ",", ".",
            "'-- no'",
            "'/* no'", "*", "1.5", "X'00'", "a:b", "'\r'", "+",
        ]
        let blanks = [" ", "  ", "\t", "\n"]
        var (sent, written) = ("x", "x")
        for _ in 0..<Int.random(in: 0..<12, using: &random) {
            let blank = blanks[Int.random(in: 0..<blanks.count, using: &random)]
            let token = tokens[Int.random(in: 0..<tokens.count, using: &random)]
            switch Int.random(in: 0..<6, using: &random) {
            case 0:
                sent += blank + "         " + blank + token
                written += blank + "/* ;' é*/" + blank + token
            case 1:
                sent += " " + "      \n" + token
                written += " " + "-- ;'\"\r\n" + token
            case 2:
                sent += "\n" + token
                written += (Bool.random(using: &random) ? "\r\n" : "\r") + token
            default:
                sent += blank + token
                written += blank + token
            }
        }
        return (sent, written)
    }

    @Test(arguments: [SQLGrammar.tree, .table])
    func tenThousandScriptsGiveTheirStatementsBack(grammar: SQLGrammar) {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<5_000 {
            var (script, expected) = ("", [String]())
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let next = statement(&random, grammar)
                expected.append(next.sent)
                script +=
                    next.written + [";", " ;\n", ";\r\n", ";;", " ; -- end\n"][Int.random(in: 0..<5, using: &random)]
            }
            let bytes = Array(script.utf8)
            if texts(bytes, grammar: grammar) != expected { Issue.record("\(script.debugDescription)") }
        }
    }

    @Test func everyPrefixOfAScriptIsReadToItsEnd() {
        var random = SeededGenerator(seed: 12)
        for _ in 0..<200 {
            let script = (0..<3).map { _ in statement(&random, .tree).written + ";\n\\x\r" }.joined()
            let bytes = Array(script.utf8)
            for length in 0...bytes.count {
                var splitter = StatementSplitter(grammar: .tree)
                splitter.feed(Array(bytes[..<length]), number: 1)
                splitter.finish()
                _ = splitter.events()
                if splitter.continuation != .ready { Issue.record("left open: \(script.prefix(length))") }
            }
        }
    }

    /// Outside quotes and comments nothing but carriage returns and blanks at the ends changes.
    @Test func noByteVanishesBetweenTwoOthers() {
        var random = SeededGenerator(seed: 13)
        let alphabet = Array("ab1-/*+=()., \t\r\n".utf8)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 1..<16, using: &random)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
            }
            let grammar = SQLGrammar.tree.ofServer
            let text = String(decoding: bytes, as: UTF8.self)
            var expected: [UInt8] = []
            for (index, byte) in bytes.enumerated() {
                // The first half of CRLF.
                if byte == 13, index + 1 < bytes.count, bytes[index + 1] == 10 { continue }
                expected.append(byte == 13 ? 10 : byte)
            }
            let trimmed = trim(expected)
            if texts(bytes, grammar: grammar) != (trimmed.isEmpty ? [] : [trimmed]) {
                Issue.record("\(text.debugDescription)")
            }
        }
    }

    private func trim(_ bytes: [UInt8]) -> String {
        let isBlank: (UInt8) -> Bool = { $0 == 32 || (9...13).contains($0) }
        guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }
}
