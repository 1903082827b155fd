import IoTDBTesting
import Testing

@testable import SQLText

/// Scripts that are put together from statements which are known, and must come out again.
///
/// A hundredth of ``FuzzCount/statements`` scripts, up to ten statements each.
@Suite struct GeneratedScriptTests {
    /// A script, and what it was made from.
    private struct Script {
        var text = ""
        var statements: [Statement] = []
        var values: [String: String] = [:]
        /// The statements with the values of the variables in them.
        var expanded: [String] = []
    }

    private static let blanks = [
        " ", "  ", "\t", "\n", "\r\n", "\n\n", " /* a ; ' comment */ ", "-- ; a ' comment\n", ";", " ; ",
    ]
    /// Pieces of statements; a line break outside quotes comes out as a line feed.
    private static let pieces = [
        "select", "s1", "root.a.`b;c`", "'it''s; here'", "'-- no comment'", "'/*'", "\"a;\"\"b\"", "温度", "'汉;字'",
        "08:00:00",
        "a:b", "::", "1.5e-7", "(", ")", ",", "=", "*", "/", "-", "'\u{1F469}\u{200D}\u{1F467};'", "\n", "\"'\"",
        "`\"`",
    ]
    private static let values = ["1", "it's", "a;b", "--", "/*", ":v0", "", "温", "\"", "'", "\\", "a\nb"]

    private static func script(using random: inout SeededGenerator) -> Script {
        var script = Script()
        for index in values.indices where Bool.random(using: &random) { script.values["v\(index)"] = values[index] }
        for _ in 0..<Int.random(in: 1...10, using: &random) {
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                script.text += blanks.randomElement(using: &random) ?? ""
            }
            addStatement(to: &script, using: &random)
            script.text += ";"
        }
        return script
    }

    private static func addStatement(to script: inout Script, using random: inout SeededGenerator) {
        var (text, expanded) = ("insert", "insert")
        for _ in 0..<Int.random(in: 1...12, using: &random) {
            var (piece, result) = piece(script.values, using: &random)
            // What stands on both sides must not grow together.
            piece = " " + piece
            result = " " + result
            text += piece
            expanded += result
        }
        text += " x"
        expanded += " x"
        let place = end(of: script.text)
        script.text += text
        script.statements.append(Statement(text: text, position: place))
        script.expanded.append(expanded)
    }

    /// The place behind a text.
    private static func end(of text: String) -> SourcePosition {
        let lines = text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" }
        return SourcePosition(line: lines.count, column: (lines.last?.count ?? 0) + 1)
    }

    /// A piece, and what it becomes with the values in it.
    private static func piece(_ values: [String: String], using random: inout SeededGenerator) -> (String, String) {
        guard Int.random(in: 0..<4, using: &random) == 0, let name = values.keys.sorted().randomElement(using: &random),
            let value = values[name]
        else {
            let piece = pieces.randomElement(using: &random) ?? ""
            return (piece, piece)
        }
        switch Int.random(in: 0..<3, using: &random) {
        case 0: return (":'\(name)'", "'\(value.replacing("'", with: "''"))'")
        case 1 where !value.isEmpty: return (":\"\(name)\"", "\"\(value.replacing("\"", with: "\"\""))\"")
        default: return (":\(name)", value)
        }
    }

    @Test func statementsComeOutAsTheyWentIn() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<FuzzCount.statements / 100 {
            let script = Self.script(using: &random)
            var splitter = StatementSplitter(grammar: .table)
            let events = splitter.events(of: script.text, number: 1) + splitter.lastEvents()
            if events != script.statements.map(StatementEvent.statement) {
                Issue.record("\(script.text.debugDescription): \(events)")
                return
            }
            for (statement, expected) in zip(script.statements, script.expanded) {
                let expanded = try VariableExpander(grammar: .table).expand(statement.text) { script.values[$0] }
                if expanded != expected { Issue.record("\(statement.text) became \(expanded), not \(expected)") }
            }
        }
    }

    @Test func everyPrefixIsReadToItsEnd() {
        var random = SeededGenerator(seed: 12)
        for round in 0..<FuzzCount.statements / 200 {
            let bytes = Array(Self.script(using: &random).text.utf8)
            var whole = StatementSplitter(grammar: round.isMultiple(of: 2) ? .tree : .table)
            var (start, number) = (0, 1)
            // What stands before the line of the end is read once.
            for end in 0...bytes.count {
                var splitter = whole
                _ = splitter.events(of: Array(bytes[start..<end]), number: number) + splitter.lastEvents()
                if splitter.continuation != .ready { Issue.record("left open: \(bytes[..<end])") }
                guard end < bytes.count, bytes[end] == UInt8(ascii: "\n") else { continue }
                _ = whole.events(of: Array(bytes[start...end]), number: number)
                (start, number) = (end + 1, number + 1)
            }
        }
    }
}

extension StatementSplitter {
    /// The events of a text that goes on.
    fileprivate mutating func events(of text: String, number: Int) -> [StatementEvent] {
        events(of: Array(text.utf8), number: number)
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
}
