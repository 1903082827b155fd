import IoTDBWire
import Testing

@Suite struct StatementParametersTests {
    @Test func valuesAreWrittenPerDialect() throws {
        let values = StatementParameters([
            .value(.int32(-5)), "it's", .identifier("a`b\"c"), nil, true, .value(.blob([0, 255])),
        ])
        #expect(
            try values.render("f(?, ?, ?, ?, ?, ?)", dialect: .tree)
                == "f(-5, 'it''s', `a``b\"c`, NULL, true, X'00ff')"
        )
        #expect(
            try values.render("f(?, ?, ?, ?, ?, ?)", dialect: .table)
                == "f((-5), 'it''s', \"a`b\"\"c\", NULL, true, X'00ff')"
        )
    }

    @Test func aNameMayBeUsedMoreThanOnce() throws {
        let values = StatementParameters(named: ["from": 1, "to": 2.5])
        #expect(
            try values.render("time >= :from AND time < :to OR time = :from", dialect: .table)
                == "time >= 1 AND time < 2.5 OR time = 1"
        )
    }

    @Test func injectionStaysAText() throws {
        let attack: SQLParameter = "x' OR TRUE -- "
        #expect(
            try StatementParameters([attack]).render("SELECT * FROM t WHERE id = ?", dialect: .table)
                == "SELECT * FROM t WHERE id = 'x'' OR TRUE -- '"
        )
        #expect(
            try StatementParameters(["\\' OR TRUE -- "]).render("id = ?", dialect: .table) == "id = '\\'' OR TRUE -- '"
        )
    }

    @Test func aMinusBeforeANegativeNumberIsNoComment() throws {
        #expect(try StatementParameters([-1]).render("s-?", dialect: .table) == "s- (-1)")
        #expect(try StatementParameters([-1]).render("s-?", dialect: .tree) == "s- -1")
    }

    @Test func neighboursNeverBecomePartOfAValue() throws {
        #expect(try StatementParameters(["b"]).render("'a'?", dialect: .table) == "'a' 'b'")
        #expect(try StatementParameters(["b", "c"]).render("??", dialect: .tree) == "'b' 'c'")
        #expect(try StatementParameters([2]).render("1?3", dialect: .tree) == "1 2 3")
        #expect(try StatementParameters(["b"]).render("X?", dialect: .table) == "X 'b'")
        #expect(try StatementParameters([.identifier("a-b")]).render("root.?.s", dialect: .tree) == "root.`a-b`.s")
    }

    @Test func whatWasPutInIsNotLookedAtAgain() throws {
        #expect(try StatementParameters(["? :a", 2]).render("?, ?", dialect: .tree) == "'? :a', 2")
        #expect(try StatementParameters(named: ["a": ":b", "b": ":a"]).render(":a,:b", dialect: .tree) == "':b',':a'")
    }

    @Test(arguments: [
        "'?'", "\"?\"", "`?`", "'it''s ?'", "':a'", "2024-01-01T08:00:00+08:00", "a::b", "x::c", "a:b",
    ])
    func stringsNamesAndTimesHaveNoParameters(statement: String) throws {
        for dialect in SQLDialect.allCases {
            #expect(try StatementParameters([]).render(statement, dialect: dialect) == statement)
            #expect(throws: IoTDBError(.invalidArgument, "")) {
                try StatementParameters([1]).render(statement, dialect: dialect)
            }
        }
    }

    @Test func commentsAreOfTheTableDialectOnly() throws {
        let statement = "a -- ?\n/* ? */ ?"
        #expect(try StatementParameters([1]).render(statement, dialect: .table) == "a -- ?\n/* ? */ 1")
        #expect(try StatementParameters([1, 2, 3]).render(statement, dialect: .tree) == "a -- 1\n/* 2 */ 3")
    }

    @Test(arguments: [
        ("?", StatementParameters([]), "parameter 1 (?)"), ("? ?", StatementParameters([1]), "parameter 2 (?)"),
        ("?", StatementParameters([1, 2]), "value 2"), (":a", StatementParameters(named: [:]), ":a has no value"),
        (":a", StatementParameters(named: ["a": 1, "b": 2]), ":b is not in the statement"),
        (":a", StatementParameters([]), ":a has no value"), ("?", StatementParameters(named: [:]), "parameter 1 (?)"),
        ("'?", StatementParameters([1]), "without end"),
        ("?", StatementParameters([.value(.double(.nan))]), "parameter 1: nan"),
        (":a", StatementParameters(named: ["a": .value(.float(-.infinity))]), "parameter :a: -inf"),
        ("?", StatementParameters(["a\0"]), "parameter 1: a text of a statement cannot hold a NUL"),
        ("?", StatementParameters([.identifier("")]), "parameter 1: a name"),
        ("?", StatementParameters([.value(.date(1))]), "parameter 1: 1"),
        ("?", StatementParameters([.value(.object([]))]), "parameter 1: an OBJECT"),
    ])
    func anErrorNamesTheParameter(statement: String, parameters: StatementParameters, part: String) throws {
        do {
            let rendered = try parameters.render(statement, dialect: .table)
            Issue.record("rendered \(rendered)")
        } catch {
            #expect(error.code == .invalidArgument)
            #expect(error.message.contains(part), "\(error.message)")
        }
    }
}
