import IoTDBWire
import SQLText
import ShellKit
import Testing

/// White space at both ends, scalar by scalar.
@Suite struct TrimmedTextTests {
    @Test(
        arguments: [
            ("", ""), (" \t\r\n", ""), ("a", "a"), (" a b ", "a b"), ("\r\na\r\n", "a"), ("\u{3000}a\u{A0}", "a"),
            (" \u{301}a", "\u{301}a"), ("a \u{301}", "a \u{301}"),
        ]
    )
    func marksThatJoinABlankAreText(text: String, trimmed: String) {
        #expect(Array(text.trimmingBlanks().utf8) == Array(trimmed.utf8))
    }
}

@Suite struct LegacyCommandTests {
    private func split(_ line: String) -> [StatementEvent] {
        var splitter = StatementSplitter(dialect: .tree)
        splitter.feed(line, number: 1)
        splitter.finish()
        return splitter.events()
    }

    @Test(arguments: [
        ("quit", LegacyCommand(name: .quit)),
        ("EXIT;", LegacyCommand(name: .quit)),
        (" Help ", LegacyCommand(name: .help)),
        ("set time_zone=+08:00", LegacyCommand(name: .setTimeZone, argument: "+08:00")),
        ("SET  TIME_ZONE = Asia/Shanghai ;", LegacyCommand(name: .setTimeZone, argument: "Asia/Shanghai")),
        ("set time_zone", LegacyCommand(name: .setTimeZone)),
        ("set time_zone=", LegacyCommand(name: .setTimeZone)),
        ("show time_zone", LegacyCommand(name: .showTimeZone)),
        ("set fetch_size=-5", LegacyCommand(name: .setFetchSize, argument: "-5")),
        ("show fetch_size;", LegacyCommand(name: .showFetchSize)),
        (
            "set time_display_type=yyyy-MM-dd HH:mm:ss",
            LegacyCommand(name: .setTimeDisplayType, argument: "yyyy-MM-dd HH:mm:ss")
        ),
        ("show time_display_type", LegacyCommand(name: .showTimeDisplayType)),
    ])
    func commandsOfTheOfficialShellNeedNoSemicolon(line: String, expected: LegacyCommand) {
        let events = split(line)
        #expect(events.count == 1)
        guard case .legacyCommand(let text, _) = events.first, LegacyCommand.parse(Array(text.utf8)) == expected else {
            Issue.record("\(events)")
            return
        }
    }

    @Test(arguments: [
        "help me", "show version", "show time_zone=1", "set ttl to root.a 1", "quitter", "/* c\n*/ x quit",
    ])
    func linesThatOnlyLookLikeCommandsAreStatements(line: String) {
        guard case .statement = split(line).first else {
            Issue.record("\(line)")
            return
        }
    }
}
