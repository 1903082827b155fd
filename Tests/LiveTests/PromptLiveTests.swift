import Foundation
import IoTDBTesting
import IoTDBWire
import Testing

extension LiveSuites {
    /// The prompt on a real server, driven through a terminal: Tab in both dialects, and names that would act on it.
    @Suite(.enabled(if: LiveServer.binary.isThere)) struct PromptLiveTests {
        private static let database = "root.live_prompt"
        private static let (columns, rows) = (200, 60)
        /// Names that a terminal must never get as they are; each is one level of a path, or a column.
        private static let hostileNames = [
            "red\u{1B}[31m", "title\u{1B}]0;gotcha\u{7}", "line\nfeed", "tick`s", "quote\"s", "it's", "\u{202E}rtl",
            "c1\u{9B}2J",
            "back\\slash", "dot.dot", "semi;colon", "\u{8}\u{8}back",
        ]
        private let address: NodeAddress
        private let home: TemporaryDirectory

        init() async throws {
            address = try LiveServer.binary.address
            home = try TemporaryDirectory()
        }

        private func start(_ more: [String] = []) throws -> PseudoTerminal {
            let terminal = try PseudoTerminal(
                LiveShell.binary,
                arguments: LiveShell.arguments(address, more),
                environment: ["HOME": home.path, "NO_COLOR": "1", "PAGER": "cat"],
                columns: Self.columns,
                rows: Self.rows
            )
            try terminal.expect("> ")
            return terminal
        }

        /// Types on a clear screen, presses Tab until the text is on it, and drops the line.
        private func complete(_ typed: String, to text: String, _ terminal: PseudoTerminal) throws {
            try terminal.send("\u{C}" + typed)
            let deadline = ContinuousClock.now + .seconds(20)
            var screen = TerminalScreen(columns: Self.columns, rows: Self.rows)
            var fed = 0
            repeat {
                try #require(ContinuousClock.now < deadline, "expected \(text):\n\(screen.description)")
                try terminal.send("\t")
                terminal.watch(for: .milliseconds(50))
                screen.feed(terminal.transcript[fed...])
                fed = terminal.transcript.count
            } while !screen.description.contains(text)
            try terminal.send("\u{3}")
            try terminal.expect("^C")
            try terminal.expect("> ")
        }

        @Test func tabCompletesNamesOfTheTreeDialect() async throws {
            let session = try await LiveServer.binary.open()
            try? await session.deleteDatabase(Self.database)
            try await session.createDatabase(Self.database)
            for device in ["alpha.pump", "alpha.`2 b`"] {
                try await session.executeNonQuery(
                    "INSERT INTO \(raw: Self.database).\(raw: device)(time, pressure, `temp c`) VALUES (1, 1.5, 2)"
                )
            }
            let terminal = try start()
            try complete("select * from root.live_pr", to: "live_prompt.", terminal)
            try complete("select * from root.live_prompt.al", to: "alpha.", terminal)
            try complete("show devices root.live_prompt.alpha.", to: "`2 b`", terminal)
            try complete(
                "select pre\u{1B}[D\u{1B}[C from root.live_prompt.alpha.pump\u{1}\u{1B}f\u{1B}f",
                to: "pressure",
                terminal
            )
            try complete("select * from root.live_prompt.alpha.pump where tem", to: "temp c`", terminal)
            try complete("insert into root.live_prompt.alpha.pump(time, pre", to: "pressure", terminal)
            try complete("delete database root.live_p", to: "live_prompt", terminal)
            try complete("drop user ro", to: "root", terminal)
            try complete("\\d root.live_prompt.alpha.pu", to: "pump.", terminal)
            try terminal.send("\u{4}")
            #expect(try terminal.waitForExit() == 0)
            try await session.deleteDatabase(Self.database)
            await session.close()
        }

        @Test func tabCompletesNamesOfTheTableDialect() async throws {
            let session = try await LiveServer.binary.open(.table)
            try await session.executeNonQuery("DROP DATABASE IF EXISTS live_prompt")
            try await session.executeNonQuery("CREATE DATABASE live_prompt")
            try await session.executeNonQuery(
                "CREATE TABLE live_prompt.orders (customer STRING TAG, \"Odd price\" DOUBLE FIELD, total DOUBLE FIELD)"
            )
            let terminal = try start(["--dialect", "table"])
            try complete("use live_p", to: "live_prompt", terminal)
            try terminal.send("use live_prompt;\r")
            try terminal.expect("live_prompt> ")
            try complete("select * from ord", to: "orders", terminal)
            try complete("select * from orders o where o.cus", to: "customer", terminal)
            try complete("select * from orders order by ", to: "\"odd price\"", terminal)
            try complete("insert into orders(tot", to: "total", terminal)
            try complete("describe ord", to: "orders", terminal)
            try complete("select * from live_prompt.or", to: "orders", terminal)
            try complete("\\d ord", to: "orders", terminal)
            try terminal.send("\u{4}")
            #expect(try terminal.waitForExit() == 0)
            try await session.executeNonQuery("DROP DATABASE live_prompt")
            await session.close()
        }

        @Test(arguments: [SQLDialect.tree, .table])
        func usersAreListedInBothDialects(_ dialect: SQLDialect) async throws {
            try await LiveServer.binary.afterCorpora()
            let terminal = try start(["--dialect", dialect.rawValue])
            try terminal.send("\\du\r")
            try terminal.expect("Users\r\n")
            try terminal.expect(" root")
            try terminal.expect("> ")
            try terminal.send("\u{4}")
            #expect(try terminal.waitForExit() == 0)
        }

        @Test func noNameActsOnTheTerminal() async throws {
            let session = try await LiveServer.binary.open()
            try? await session.deleteDatabase(Self.database)
            try await session.createDatabase(Self.database)
            for name in Self.hostileNames {
                let quoted = TreeNameText.quoted(name)
                // Servers refuse some of the names, which is as good.
                let target = "\(Self.database).\(quoted)(time, \(quoted))"
                try? await session.executeNonQuery("INSERT INTO \(raw: target) VALUES (1, '\(raw: "x\u{1B}[5m")')")
            }
            var count = 0
            for try await _ in try await session.query("SHOW DEVICES \(raw: Self.database).**").rows { count += 1 }
            #expect(count > Self.hostileNames.count / 2)
            let terminal = try start()
            try complete("select * from root.live_prompt.", to: "tick", terminal)
            for line in [
                "\\d root.live_prompt.**", "\\dd root.live_prompt.**", "\\l", "\\tree root.live_prompt",
                "select * from root.live_prompt.** \\watch 0.01 c=2 diff", "select last * from root.live_prompt.**;",
                "select * from root.live_prompt.** \\gx", "\\latest root.live_prompt.**",
            ] {
                try terminal.send(line + "\r")
                try terminal.expect("\n")
                try terminal.expect("tree> ")
            }
            try terminal.send("\u{4}")
            #expect(try terminal.waitForExit() == 0)
            // The one that clears the screen is the answer to the Ctrl-L that was typed.
            #expect(TerminalBytes.unsafe(in: terminal.transcript) == ["2J"])
            try await session.deleteDatabase(Self.database)
            await session.close()
        }

        @Test func noNameOfATableActsOnTheTerminal() async throws {
            let session = try await LiveServer.binary.open(.table)
            try await session.executeNonQuery("DROP DATABASE IF EXISTS live_prompt2")
            try await session.executeNonQuery("CREATE DATABASE live_prompt2")
            var count = 0
            for name in Self.hostileNames {
                let quoted = "\"" + name.replacingOccurrences(of: "\"", with: "\"\"") + "\""
                let create = "CREATE TABLE live_prompt2.\(quoted) (\(quoted) STRING TAG, v DOUBLE FIELD)"
                if (try? await session.executeNonQuery("\(raw: create)")) != nil { count += 1 }
            }
            #expect(count > 3)
            let terminal = try start(["--dialect", "table", "-d", "live_prompt2"])
            try complete("select * from ", to: "tick", terminal)
            for line in ["\\dt", "\\dt+", "\\d", "show tables \\watch 0.01 c=2 diff", "select * from nosuch;", "\\l+"] {
                try terminal.send(line + "\r")
                try terminal.expect("\n")
                try terminal.expect("live_prompt2> ")
            }
            try terminal.send("\u{4}")
            #expect(try terminal.waitForExit() == 0)
            // The one that clears the screen is the answer to the Ctrl-L that was typed.
            #expect(TerminalBytes.unsafe(in: terminal.transcript) == ["2J"])
            try await session.executeNonQuery("DROP DATABASE live_prompt2")
            await session.close()
        }
    }
}

/// Quoting of levels for statements of tests.
private enum TreeNameText {
    static func quoted(_ name: String) -> String {
        "`" + name.replacingOccurrences(of: "`", with: "``") + "`"
    }
}

/// What a terminal was sent that is none of ours.
private enum TerminalBytes {
    /// Sequences that are neither colours nor movements of the line editor, and control characters that are none of
    /// its.
    static func unsafe(in bytes: [UInt8]) -> [String] {
        var found: [String] = []
        var scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            switch scalar.value {
            case 0x1B:
                guard scalars.first == "[" else {
                    found.append("ESC \(scalars.first.map(String.init) ?? "")")
                    continue
                }
                let parameters = scalars.dropFirst().prefix { !(0x40...0x7E).contains($0.value) }
                let final = scalars.dropFirst(1 + parameters.count).first ?? " "
                let sequence = String(String.UnicodeScalarView(parameters)) + String(final)
                // Red, blinking and clearing come from the names only.
                if !"ABCKJHhlm".unicodeScalars.contains(final) || ["31m", "5m", "2J"].contains(sequence) {
                    found.append(sequence)
                }
                scalars = scalars.dropFirst(2 + parameters.count)
            case 0x0A, 0x0D, 0x08, 0x07, 0x20..<0x7F, 0xA0..<0x202A, 0x202F...: continue
            case let value: found.append("U+" + String(value, radix: 16))
            }
        }
        return found
    }
}
