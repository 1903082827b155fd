import IoTDBWire
import Testing

@testable import ShellKit

/// What `\h` knows, against the rules of completion.
@Suite struct StatementTopicTests {
    private static let topics = StatementTopic.all(.tree) + StatementTopic.all(.table)

    @Test func everyExampleIsAStatementByTheRules() {
        for topic in Self.topics {
            let units = StatementUnit.units(of: topic.example, topic.dialect)
            #expect(ExpectedWords.behind(units, topic.dialect).mayEnd, "\(topic.dialect) \(topic.example)")
            #expect(topic.example.uppercased().hasPrefix(topic.words[0]), "\(topic.example)")
            #expect(!topic.example.hasSuffix(";"))
        }
    }

    @Test func everyNameLeadsIntoAStatement() {
        for topic in Self.topics {
            let ways = CompletionGrammar.of(topic.dialect).ways(through: topic.words)
            #expect(!ways.isEmpty, "\(topic.dialect) \(topic.name)")
        }
    }

    @Test(arguments: [SQLDialect.tree, .table])
    func everyFirstWordAndWhatFollowsItHasATopic(_ dialect: SQLDialect) {
        let topics = StatementTopic.all(dialect)
        for (word, isQuiet) in ExpectedWords.behind([], dialect).keywords where !isQuiet && word != "DESC" {
            #expect(topics.contains { $0.words[0] == word }, "\(dialect) \(word)")
        }
        for first in ["CREATE", "DROP", "ALTER", "SHOW", "COUNT", "SET"] {
            let units = StatementUnit.units(of: first, dialect)
            let words = ExpectedWords.behind(units, dialect).keywords.filter { !$0.value }.map(\.key)
            let names = topics.map(\.words).filter { $0[0] == first }
            // Words of one statement, such as LATEST in front of TIMESERIES, need no topic of their own.
            let parts: Set = ["LATEST", "SCHEMA", "DATA", "CQ", "CQS", "STATEFUL", "STATELESS"]
            for word in words where !parts.contains(word) {
                #expect(names.contains { $0.count > 1 && $0[1] == word }, "\(dialect) \(first) \(word)")
            }
        }
    }

    @Test func namesAreFoundByWhatIsTyped() {
        func names(_ text: String, _ dialect: SQLDialect = .tree) -> [String] {
            StatementTopic.found(text, dialect).map(\.name)
        }
        #expect(names("show devices") == ["SHOW DEVICES"])
        #expect(names("SELECT") == ["SELECT"])
        #expect(names("create timeseries root.a.b int32;") == ["CREATE TIMESERIES"])
        #expect(names("alter") == StatementTopic.all(.tree).map(\.name).filter { $0.hasPrefix("ALTER ") })
        #expect(names("use").isEmpty)
        #expect(names("use", .table) == ["USE"])
        #expect(names("nonsense").isEmpty)
    }

    @Test func wordsAreCompletedOneByOne() {
        #expect(StatementTopic.words(behind: [], .table).contains("SELECT"))
        #expect(StatementTopic.words(behind: ["delete"], .table) == ["DEVICES", "FROM"])
        #expect(StatementTopic.words(behind: ["show", "current_user"], .tree).isEmpty)
    }
}

/// The notation of `\h`.
@Suite struct SyntaxTextTests {
    @Test(
        arguments: [
            ("show devices", "SHOW DEVICES [ device ] [ WITH DATABASE ] [ series-filter ] [ paging ]"),
            ("drop database", "DROP DATABASE database [, ...]"),
            (
                "show regions",
                "SHOW [ DATA | SCHEMA ] REGIONS [ OF DATABASE database [, ...] ]\n      [ ON NODEID number ]"
            ),
            ("kill", "KILL { QUERY 'query id' | ALL QUERIES }"),
            ("show query processlist", "SHOW QUERY PROCESSLIST [ WHERE condition ]"),
        ]
    )
    func syntaxIsThatOfTheRules(name: String, expected: String) throws {
        let text = try StatementHelpCommand.text(name, .tree, width: 80)
        #expect(text.contains("Syntax:\n    " + expected), "\(text)")
        #expect(text.hasSuffix(";\n"))
    }

    @Test func noLineIsWiderThanTheWindow() throws {
        for dialect in [SQLDialect.tree, .table] {
            for topic in StatementTopic.all(dialect) {
                let text = try StatementHelpCommand.text(topic.name, dialect, width: 80)
                let syntax = text.split(separator: "\n").prefix { $0 != "Example:" }
                #expect(syntax.allSatisfy { $0.count <= 80 }, "\(text)")
            }
            let list = try StatementHelpCommand.text("", dialect, width: 40)
            let rows: [Substring] = list.split(separator: "\n")
            #expect(rows.dropFirst().allSatisfy { $0.count <= 40 })
        }
    }

    @Test func aStatementOfTheOtherDialectIsToldOf() throws {
        #expect(try StatementHelpCommand.text("use", .tree, width: 80).hasPrefix("USE (table dialect)"))
    }

    @Test func anUnknownNameIsAnErrorWithAdvice() {
        #expect(throws: MetaCommandError("\\h: there is no statement \"selekt\"; did you mean \\h SELECT?")) {
            try StatementHelpCommand.text("selekt", .tree, width: 80)
        }
    }
}
