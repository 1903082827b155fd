import Foundation
import IoTDBTesting
import Testing

/// Drives `editor-fixture` on a pseudo terminal; every step waits for output.
@Suite struct LibEditLineEditorTests {
    private let home: TemporaryDirectory

    init() throws {
        home = try TemporaryDirectory()
    }

    private func start(
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        columns: Int = 80
    ) throws -> PseudoTerminal {
        let environment = ["HOME": home.path].merging(environment) { $1 }
        let binary = builtProduct("editor-fixture")
        let terminal = try PseudoTerminal(binary, arguments: arguments, environment: environment, columns: columns)
        try terminal.expect("test>")
        return terminal
    }

    private func leave(_ terminal: PseudoTerminal) throws {
        try terminal.expect("test>")
        try terminal.send("\u{4}")
        try terminal.expect("END")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func returnsTheTypedLineAndEndsWithControlD() throws {
        let terminal = try start()
        try terminal.send("select 1\r")
        try terminal.expect("GOT <select 1>")
        try leave(terminal)
    }

    @Test func controlDDeletesTheCharacterUnderTheCursorOfANonEmptyLine() throws {
        let terminal = try start()
        try terminal.send("xabc\u{1}\u{4}\r")
        try terminal.expect("GOT <abc>")
        try leave(terminal)
    }

    @Test func tabInsertsASingleCandidateWithABlank() throws {
        let terminal = try start()
        try terminal.send("sel\t1\r")
        try terminal.expect("GOT <select 1>")
        try leave(terminal)
    }

    @Test func tabInsertsTheCommonPrefixAndListsTheSecondTime() throws {
        let terminal = try start()
        try terminal.send("sen\t")
        try terminal.expect("sor_")
        try terminal.send("\t\t")
        let listed = try terminal.expect("sensor_two")
        #expect(listed.contains("sensor_one"))
        try terminal.expect("sensor_")
        try terminal.send("o\t\r")
        try terminal.expect("GOT <sensor_one >")
        try leave(terminal)
    }

    @Test func completionInsertsWideTextAndNoControlCharacters() throws {
        let terminal = try start()
        try terminal.send("gr\thos\t\r")
        try terminal.expect("GOT <größe hostile]0;x >")
        try leave(terminal)
    }

    @Test func controlCDropsTheLineVisiblyAndTheNextPromptWorks() throws {
        let terminal = try start()
        try terminal.send("dropped")
        try terminal.expect("dropped")
        try terminal.send("\u{3}")
        try terminal.expect("^C")
        try terminal.expect("INTERRUPTED")
        try terminal.expect("test>")
        try terminal.send("kept\r")
        try terminal.expect("GOT <kept>")
        try leave(terminal)
    }

    @Test func controlCLeavesAHistorySearch() throws {
        let terminal = try start()
        try terminal.send("first\r")
        try terminal.expect("GOT <first>")
        try terminal.expect("test>")
        try terminal.send("\u{12}fir")
        try terminal.expect("fir")
        try terminal.send("\u{3}")
        try terminal.expect("INTERRUPTED")
        try leave(terminal)
    }

    @Test func recallsAStatementOfSeveralRowsAfterARestart() throws {
        let file = home.path + "/state/history"
        let first = try start([file])
        try first.send("\u{1B}[200~select s1\nfrom root.a\u{1B}[201~")
        try first.expect("from root.a")
        try first.send("\r")
        try first.expect("GOT <select s1\\x10from root.a>")
        try leave(first)
        let second = try start([file])
        try second.send("\u{1B}[A")
        try second.expect("from root.a")
        try second.send("\r")
        try second.expect("GOT <select s1\\x10from root.a>")
        try leave(second)
    }

    @Test func aPasteKeepsTabsAndNewlinesAndRunsNothingUntilEnter() throws {
        let terminal = try start()
        try terminal.send("\u{1B}[200~select 1;\rsel\tx;\rdone;\n\u{1B}[201~")
        #expect(try !terminal.expect("done;").contains("GOT"))
        try terminal.send("\r")
        try terminal.expect("GOT <select 1;\\x10sel\\x9x;\\x10done;\\x10>")
        try leave(terminal)
    }

    @Test(arguments: [
        "a\u{1B}[201~\rb", "a\u{1B}[201~\u{3}\rb", "a\u{1B}[31mb\r", "\u{1B}\u{1B}[201~\r\rb", "a\u{4}\u{9B}31mb\r",
        "a\u{1B}[77777~\rb", "\u{3} select evil;\nb", "a\u{1A}\u{1C}\rb", "a\u{1B}[201~\r\u{1B}[200~b",
    ])
    func aHostilePasteRunsNothingByItself(_ paste: String) throws {
        let terminal = try start()
        try terminal.send("\u{1B}[200~" + paste + "\u{1B}[201~")
        let shown = try terminal.expect("b")
        #expect(!shown.contains("GOT"))
        try terminal.send("END\r")
        let rest = try terminal.expect("GOT <")
        #expect(rest.components(separatedBy: "GOT").count == 2)
        #expect(try !terminal.expect(">").contains("\\x27"))
        try leave(terminal)
    }

    @Test func aResizeKeepsTheLine() throws {
        let terminal = try start()
        let text = String(repeating: "abcdefghi ", count: 9) + "mark"
        try terminal.send(text)
        try terminal.expect("mark")
        terminal.resize(columns: 40, rows: 24)
        try terminal.expect("mark")
        try terminal.send("\r")
        try terminal.expect("GOT <\(text)>")
        try leave(terminal)
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT])
    func aTerminatingSignalRestoresTheTerminal(_ signal: Int32) throws {
        let terminal = try start()
        let whileEditing = terminal.attributes
        try terminal.send("half a li")
        try terminal.expect("half a li")
        terminal.signal(signal)
        try terminal.expect("\u{1B}[?2004l")
        try terminal.expect("TERMINATED \(signal)")
        let after = terminal.attributes
        #expect(try terminal.waitForExit() == 128 + signal)
        #expect(after != whileEditing)
        #expect(after == Self.freshAttributes)
    }

    /// What a new terminal has, seen while a program that changes nothing is on it.
    private static var freshAttributes: [UInt32] {
        (try? PseudoTerminal("/bin/cat"))?.attributes ?? []
    }

    @Test func editsWideCharactersAsOneCharacter() throws {
        let terminal = try start()
        try terminal.send("温度計é🌡\u{7F}\u{7F}x\r")
        try terminal.expect("GOT <温度計x>")
        try leave(terminal)
    }

    @Test(arguments: 1...5)
    func aBurstTypedAheadArrivesWhole(_ round: Int) throws {
        let terminal = try start()
        let text = String(repeating: "0123456789", count: 1000)
        try terminal.send(text + "\r")
        try terminal.expect("> 10000")
        #expect(terminal.output.contains("GOT <\(text)>"))
        try leave(terminal)
    }

    @Test func aMessageIsShownAboveTheLineThatIsEdited() throws {
        let terminal = try start()
        try terminal.send("half notify\t")
        try terminal.expect("\r\u{1B}[Ja message")
        try terminal.expect("\nof two rows")
        try terminal.expect("test>")
        try terminal.expect("half notify")
        try terminal.send(" rest\r")
        try terminal.expect("GOT <half notify rest>")
        try leave(terminal)
    }

    @Test func aMessageBetweenLinesIsShownToo() throws {
        let terminal = try start()
        try terminal.send("later\r")
        try terminal.expect("GOT <later>")
        try terminal.expect("a message")
        try terminal.send("\u{15}more\r")
        try terminal.expect("GOT <more>")
        try leave(terminal)
    }

    @Test func aDumbTerminalGetsNoEscapes() throws {
        let terminal = try start(environment: ["TERM": "dumb"])
        try terminal.send("select 1\r")
        try terminal.expect("GOT <select 1>")
        try leave(terminal)
        #expect(!terminal.transcript.contains(0x1B))
    }

    @Test func theCLocaleStillTakesUTF8() throws {
        let terminal = try start(environment: ["LC_ALL": "C", "LANG": "C"])
        try terminal.send("größe\r")
        try terminal.expect("GOT <größe>")
        try leave(terminal)
    }

    @Test func damagedUTF8BecomesAReplacementCharacterAndLosesNothingElse() throws {
        let terminal = try start()
        try terminal.send(bytes: [0x61, 0xC3, 0x62, 0xFF, 0x0D])
        try terminal.expect("GOT <a\u{FFFD}b\u{FFFD}>")
        try leave(terminal)
    }

    @Test func theUsersEditrcIsReadFromHome() throws {
        try "bind \"^G\" ed-move-to-beg\n".write(toFile: home.path + "/.editrc", atomically: true, encoding: .utf8)
        let terminal = try start()
        try terminal.send("bc\u{7}a\r")
        try terminal.expect("GOT <abc>")
        try leave(terminal)
    }

    @Test func enterRightBehindAPasteRuns() throws {
        let terminal = try start()
        try terminal.send("\u{1B}[200~select 1;\u{1B}[201~\r")
        try terminal.expect("GOT <select 1;>")
        try leave(terminal)
    }

    @Test func viModeByEditrcHasEscAndPastes() throws {
        try "bind -v\n".write(toFile: home.path + "/.editrc", atomically: true, encoding: .utf8)
        let terminal = try start()
        try terminal.send("abc")
        try terminal.expect("abc")
        try terminal.send("\u{1B}")
        try terminal.send("hhx\r")
        try terminal.expect("GOT <bc>")
        try terminal.expect("test>")
        try terminal.send("x\u{1B}[200~1;\n\u{1B}[201~\u{1B}[Dy\r")
        try terminal.expect("GOT <x1;y\\x10>")
        try leave(terminal)
    }

    @Test func aKeyThatTheUserHasBoundStaysHis() throws {
        try "bind -e\nbind ^U ed-move-to-beg\n".write(toFile: home.path + "/.editrc", atomically: true, encoding: .utf8)
        let terminal = try start()
        try terminal.send("bc\u{15}a\u{5} d e\u{17}\r")
        try terminal.expect("GOT <abc d >")
        try leave(terminal)
    }

    @Test func theSearchIsShownBelowTheLineAndGoesWithoutATrace() throws {
        let terminal = try start()
        try terminal.send("first entry\r")
        try terminal.expect("GOT <first entry>")
        try terminal.expect("test>")
        try terminal.send("typed\u{12}ent")
        try terminal.expect("(reverse search) ent")
        try terminal.send("\u{7}")
        try terminal.expect("\u{1B}[J")
        try terminal.send("!\r")
        try terminal.expect("GOT <typed!>")
        try terminal.expect("test>")
        try terminal.send("\u{12}ent\r")
        try terminal.expect("GOT <first entry>")
        try leave(terminal)
    }

    @Test func editsOfARecalledLineAreKeptUntilEnter() throws {
        let terminal = try start()
        for line in ["one", "two"] {
            try terminal.send(line + "\r")
            try terminal.expect("GOT <\(line)>")
            try terminal.expect("test>")
        }
        try terminal.send("new\u{1B}[A2\u{1B}[A\u{1B}[B\r")
        try terminal.expect("GOT <two2>")
        try leave(terminal)
    }

    @Test func theExternalEditorGetsTheLineAndGivesAnotherBack() throws {
        let terminal = try start()
        try terminal.send("select 温\u{18}\u{5}")
        try terminal.expect("EDIT <select 温>")
        try terminal.expect("test>")
        try terminal.send("!\r")
        try terminal.expect("GOT <select 温 edited!>")
        try leave(terminal)
    }

    @Test func namesThatComeLateAreAnnouncedAndThenShown() throws {
        let terminal = try start()
        let gate = home.path + "/gate"
        #expect(mkfifo(gate, 0o600) == 0)
        try terminal.send("slow sensor_\t")
        try terminal.expect("fetching names…")
        try terminal.send("t")
        try terminal.expect("\u{1B}[J")
        try terminal.send("\u{8}")
        try terminal.expect("fetching names…")
        close(open(gate, O_WRONLY))
        try terminal.expect("sensor_two")
        try terminal.send("o\r")
        try terminal.expect("GOT <slow sensor_o>")
        try leave(terminal)
    }

    @Test func aLongListIsCutAndNamesInItCannotActOnTheTerminal() throws {
        let terminal = try start()
        try terminal.send("root.many.n\t\t")
        let listed = try terminal.expect("more")
        #expect(listed.contains("n1 "))
        #expect(!listed.contains("many.n1 "))
        try terminal.send("\u{15}evil\t\t")
        let hostile = try terminal.expect("\\u{200b}b")
        #expect(hostile.contains("\\u{202e}a"))
        #expect(!hostile.unicodeScalars.contains("\u{202E}"))
        try terminal.send("\u{15}\r")
        try terminal.expect("GOT <>")
        try leave(terminal)
    }

    @Test func theSuggestionIsFaintAndTakenByTheRightArrow() throws {
        let terminal = try start(environment: ["FIXTURE": "suggest"])
        try terminal.send("select 温度\r")
        try terminal.expect("GOT <select 温度>")
        try terminal.expect("test>")
        try terminal.send("sel")
        try terminal.expect("\u{1B}[2mect 温度")
        try terminal.send("\u{1B}[C\r")
        try terminal.expect("GOT <select 温度>")
        try leave(terminal)
    }

    @Test func stoppedAndContinuedTheLineIsThereAgain() throws {
        let terminal = try start()
        try terminal.send("half")
        try terminal.expect("half")
        terminal.signal(SIGSTOP)
        terminal.signal(SIGCONT)
        try terminal.expect("test>")
        try terminal.expect("half")
        try terminal.send(" rest\r")
        try terminal.expect("GOT <half rest>")
        try leave(terminal)
    }

    @Test func aHugeHistoryLineIsLeftOut() throws {
        let file = home.path + "/history"
        let huge = Data(repeating: UInt8(ascii: "x"), count: 50_000_000) + Data("\nselect 2\n".utf8)
        try (Data("select 1\n".utf8) + huge).write(to: URL(fileURLWithPath: file))
        let terminal = try start([file])
        try terminal.send("\u{1B}[A\r")
        try terminal.expect("GOT <select 2>")
        try leave(terminal)
    }
}
