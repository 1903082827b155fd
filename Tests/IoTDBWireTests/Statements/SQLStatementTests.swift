import IoTDBTesting
import IoTDBWire
import Testing

@Suite struct SQLStatementTests {
    private let host = "h'1\"`; DROP DATABASE root.**"

    @Test func valuesBecomeOneLiteralEach() throws {
        let (lines, missing): ([Int64], Double?) = ([1, -2], nil)
        let statement: SQLStatement =
            "SELECT * FROM t WHERE host = \(host) AND line IN \(lines) AND x = \(missing) AND ok=\(true)"
        #expect(
            try statement.render(dialect: .table)
                == "SELECT * FROM t WHERE host = 'h''1\"`; DROP DATABASE root.**' AND line IN (1, (-2)) AND x = NULL AND ok=true"
        )
        #expect(statement.description == "SELECT * FROM t WHERE host = ? AND line IN ? AND x = ? AND ok=?")
    }

    @Test func namesAndPathsAreQuotedForTheDialect() throws {
        let statement: SQLStatement = "SELECT \(identifier: "a-b") FROM \(path: "root.x.a-b.*") \(raw: "LIMIT 1")"
        #expect(try statement.render(dialect: .tree) == "SELECT `a-b` FROM root.x.`a-b`.* LIMIT 1")
        let table: SQLStatement = "SELECT \(identifier: "a\"b")"
        #expect(try table.render(dialect: .table) == "SELECT \"a\"\"b\"")
    }

    @Test func pointsInTimeAreInTheUnitOfTheServer() throws {
        let start = Timestamp(seconds: -1, nanoseconds: 500_000_000)
        let statement: SQLStatement = "time > \(start)"
        #expect(try statement.render(dialect: .tree, precision: .milliseconds) == "time > -500")
        #expect(try statement.render(dialect: .table, precision: .nanoseconds) == "time > (-500000000)")
        let late: SQLStatement = "\(Timestamp(seconds: .max))"
        #expect(throws: IoTDBError(.invalidArgument, "")) { try late.render(dialect: .tree) }
    }

    private static let valuesInside: [SQLStatement] = [
        "SELECT '\(1)'", "SELECT 'a \(1) b'", "SELECT \"\(1)\"", "SELECT `\(1)`", "SELECT -- \(1)\n 2",
        "SELECT /* \(1) */ 2", "SELECT '\(1)",
    ]

    @Test(arguments: valuesInside)
    func aValueInsideOfQuotesOrAComment(_ statement: SQLStatement) {
        #expect(throws: IoTDBError(.invalidArgument, "")) { try statement.render(dialect: .table) }
    }

    @Test func whatHasNoLiteralIsRefused() {
        for statement in ["\(Double.nan)", "\([] as [Int])", "\("a\0b")", "\(path: "a.b")", "\(identifier: "")"]
            as [SQLStatement]
        {
            #expect(throws: IoTDBError(.invalidArgument, "")) { try statement.render(dialect: .tree) }
        }
    }

    @Test func statementsArePutTogetherFromParts() throws {
        var statement: SQLStatement = "SELECT * FROM t WHERE a = \(1)"
        statement += " AND b = \("x")"
        let order: SQLStatement = "ORDER BY \(identifier: "c")"
        let whole: SQLStatement = "\(statement) \(order)"
        #expect(
            try whole.render(dialect: .table) == "SELECT * FROM t WHERE a = 1 AND b = 'x' ORDER BY \"c\""
        )
    }

    /// A literal with values never becomes a `String` by accident; a variable still goes where a statement is text.
    @Test func interpolatedLiteralsAreStatements() async throws {
        let server = try FakeServer()
        let session = try await Session.open(configuration(try server.address))
        let name = "canary"
        let error = await wireError { _ = try await session.query("select '\(name)'") }
        #expect(error.code == .invalidArgument && error.message.contains("quotes"))
        let text = "select canary 1 pages 1 rows 1"
        #expect(try await session.query(text).collect().count == 1)
        await session.close()
    }
}

/// T9: each value is exactly one literal, whatever stands round it.
@Suite struct SQLStatementFuzzTests {
    private static let fragments = [
        "select", "s1", "root.db", "'it''s'", "''", "\"x\"", "`y`", "1", "1.5", "1e-7", "08:00:00", "::", "a:b", "-",
        "/", "*",
        "(", ")", ",", ".", "=", "<", "温度", "X", "x", "+", ";", "\\", "%", "'", "\"", "`", "- -",
    ]
    private static let tableFragments = fragments + ["-- a '\n", "/* ' */", "--", "/*", "*/"]

    /// 10 × 2 000 statements, or as many as `IOTDB_FUZZ_STATEMENTS` says.
    @Test(arguments: 0..<10 as Range<UInt64>) func everyValueIsExactlyOneToken(seed: UInt64) throws {
        var generator = SeededGenerator(seed: 1_000 + seed)
        var values = 0
        for _ in 0..<(FuzzCount.statements / 10) { values += try Self.checkOne(using: &generator) }
        #expect(values > FuzzCount.statements / 100)
    }

    private static func checkOne(using generator: inout SeededGenerator) throws -> Int {
        let dialect: SQLDialect = Bool.random(using: &generator) ? .tree : .table
        let choices = dialect == .table ? tableFragments : fragments
        var pieces = SQLStatement.StringInterpolation(literalCapacity: 0, interpolationCount: 0)
        var (template, parameters) = ("", [SQLParameter]())
        for _ in 0..<Int.random(in: 1...7, using: &generator) {
            var text = ""
            if Int.random(in: 0..<3, using: &generator) == 0 {
                let parameter = parameter(using: &generator)
                pieces.appendInterpolation(parameter)
                parameters.append(parameter)
                template += "?"
            } else {
                text = choices.randomElement(using: &generator) ?? ""
            }
            if Int.random(in: 0..<3, using: &generator) == 0 { text += " " }
            pieces.appendLiteral(text)
            template += text
        }
        let statement = SQLStatement(stringInterpolation: pieces)
        let tokens = ReferenceLexer.tokens(template, dialect, findsParameters: true)
        guard !parameters.isEmpty else { return 0 }
        guard let tokens, tokens.count(where: { $0 == .positional }) == parameters.count else {
            #expect(throws: IoTDBError(.invalidArgument, "")) { try statement.render(dialect: dialect) }
            return 0
        }
        var values = parameters.makeIterator()
        let expected = tokens.flatMap { token in
            token == .positional ? values.next().map { expectedTokens($0, dialect) } ?? [] : [token]
        }
        let rendered = try statement.render(dialect: dialect)
        if ReferenceLexer.tokens(rendered, dialect) != expected {
            Issue.record("\(dialect): \(template) became \(rendered)")
        }
        return parameters.count
    }

    private static func parameter(using generator: inout SeededGenerator, depth: Int = 0) -> SQLParameter {
        let types = RandomTablet.types
        switch Int.random(in: 0..<(depth == 0 ? 9 : 7), using: &generator) {
        case 0: return nil
        case 1, 2: return .value(.string(RandomTablet.text(using: &generator)))
        case 3: return .value(.int64(-Int64.random(in: 0..<1_000, using: &generator)))
        case 7: return .identifier("n" + RandomTablet.text(using: &generator))
        case 8:
            return .list(
                (0...Int.random(in: 0..<3, using: &generator)).map { _ in parameter(using: &generator, depth: 1) }
            )
        default:
            return .value(
                RandomTablet.value(types[Int.random(in: 0..<types.count, using: &generator)], using: &generator)
            )
        }
    }
}
