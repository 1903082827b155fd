import CivilTime
import IoTDBTesting
import IoTDBWire
import ShellKit
import Testing

private let formats = SettingSyntax.list(ResultFormats.all.map(\.name))

@Suite("MetaCommandRegistry")
struct MetaCommandRegistryTests {
    private let context = RecordingContext()

    private func run(_ line: String) async throws -> String {
        let variables = context.variables
        let outcome = try await MetaCommandRegistry.run(line, CommandContext(context)) { variables[$0] }
        return context.takeTranscript() + (outcome == .done ? "" : "\(outcome)")
    }

    private func failure(_ line: String) async -> String {
        do {
            return "no error, but: \(try await run(line))"
        } catch {
            return "\(error)"
        }
    }

    @Test(
        "Commands change the shell and say so",
        arguments: [
            ("\\q", "quit(status: nil)"),
            ("\\q 7", "quit(status: Optional(7))"),
            ("\\timing", "[Timing is on.]"),
            ("\\timing OFF", "[Timing is off.]"),
            ("\\x", "[Expanded display is on.]"),
            ("\\x auto", "[Expanded display is auto.]"),
            ("\\tz", "Time zone is UTC.\n"),
            ("\\tz Asia/Tokyo", "[Time zone is Asia/Tokyo.]"),
            ("\\fetch", "Fetch size is auto.\n"),
            ("\\fetch 500", "[Fetch size is 500.]"),
            ("\\pset null '(none)'", "[null is (none).]"),
            ("\\pset null", "null is not set.\n"),
            ("\\pset tuples_only", "[tuples_only is on.]"),
            ("\\pset format JSON", "[format is json.]"),
            ("\\set FETCH_SIZE 7", ""),
            ("\\set device root.a.d1", ""),
            ("\\echo a   'b  c'", "a b  c\n"),
            ("\\echo -n a", "a"),
            ("\\warn a b", "!a b!"),
            ("\\o", "to standardOutput\n"),
            ("\\o 'a b.csv'", "to file(\"a b.csv\", appends: false)\n"),
            ("\\o >>log", "to file(\"log\", appends: true)\n"),
            ("\\o | sort -n", "to program(\"sort -n\")\n"),
            ("\\p", "SELECT 1\n"),
            ("\\s 1", "    3  three\n"),
            ("\\s lines", "    2  two\n       lines\n"),
            ("\\last csv", "last csv\n"),
            ("\\l", "Databases: SHOW DATABASES\n"),
            ("\\l+", "Databases: SHOW DATABASES DETAILS\n"),
            ("\\d", "Tables: SHOW TABLES\n"),
            ("\\d orders", "Table orders: DESCRIBE orders\n"),
            ("\\dt+ depot", "Tables: SHOW TABLES DETAILS FROM depot\n"),
            ("\\kill q1", "kill q1\n[Query q1 was ended.]"),
            ("\\c", "Connected to h1:6667 as root, table dialect, server 2.0.1.\n"),
            ("\\c depot", "[Connected to h1:6667 as root, table dialect, database depot, server 2.0.1.]"),
            ("\\c - ann", "[Connected to h1:6667 as ann, table dialect, server 2.0.1.]"),
            ("\\c d - h2 7000", "[Connected to h2:7000 as root, table dialect, database d, server 2.0.1.]"),
            ("\\nodes set h1:1", "[Nodes are h1:1; connected to h1:6667.]"),
            ("\\nodes SET h1, h2:7,[::1]:8 h3;", "[Nodes are h1:6667, h2:7, [::1]:8, h3:6667; connected to h1:6667.]"),
            (
                "\\nodes",
                """
                In use  Node     State          Latency  Last error
                *       h1:6667  up             1.5 ms
                        h2:6667  down                    refused
                        h3:6667  not tried yet

                """
            ),
        ]
    )
    func commands(line: String, expected: String) async throws {
        #expect(try await run(line) == expected)
    }

    @Test(
        "Wrong commands and arguments name what is allowed",
        arguments: [
            ("\\tming", "unknown command \\tming; did you mean \\timing?"),
            ("\\zzzzzz", "unknown command \\zzzzzz; \\? lists the commands"),
            ("\\", "a command is missing behind \\; \\? lists them"),
            ("\\timing maybe", "\\timing: \"maybe\" is not allowed; give on or off"),
            ("\\x maybe", "\\x: \"maybe\" is not allowed; give on, off or auto"),
            ("\\fetch 0", "\\fetch: \"0\" is not allowed; give auto or a number from 1 to 2147483647"),
            (
                "\\fetch 99999999999",
                "\\fetch: \"99999999999\" is not allowed; give auto or a number from 1 to 2147483647"
            ),
            ("\\c a b c 0", "\\c: \"0\" is not a port; give a number from 1 to 65535"),
            (
                "\\nodes h1:6667",
                "\\nodes: \"h1:6667\" is not allowed; give nothing, or set and a list such as h1:6667,h2:6667"
            ),
            ("\\nodes set", "\\nodes: \"set\" is not allowed; give nothing, or set and a list such as h1:6667,h2:6667"),
            ("\\nodes set h1,h2:x", "\\nodes: entry 2: \"h2:x\": the port is not a number"),
            ("\\nodes set h1,,h2", "\\nodes: entry 2: the host is empty"),
            ("\\nodes set h1:70000", "\\nodes: entry 1: \"h1:70000\": the port is not in 1 to 65535"),
            ("\\nodes set h1,h2,h1:6667", "\\nodes: entry 3, h1:6667, is there twice"),
            ("\\q now", "\\q: \"now\" is not allowed; give a status from 0 to 255"),
            ("\\pset nul x", "\\pset: unknown setting \"nul\"; did you mean null?"),
            ("\\dts", "\\dts: the table dialect has no such thing"),
            ("\\watch x=1", "\\watch: \"x=1\" is not allowed; give seconds, c=N, m=ROWS, until=TEXT, diff or chart"),
            ("\\set 1a b", "\\set: \"1a\" is no name; names are of letters, digits and _"),
            ("\\unset FETCH_SIZE", "\\unset: FETCH_SIZE is a setting; give it another value with \\set"),
            ("\\if maybe", "\\if: \"maybe\" is neither true nor false"),
            ("\\tz a b", "\\tz: too many arguments; usage: \\tz [ZONE]"),
        ]
    )
    func failures(line: String, expected: String) async {
        #expect(await failure(line) == expected)
    }

    @Test("An unknown format is answered with those that there are")
    func unknownFormats() async {
        #expect(await failure("\\pset format xlm") == "\\pset: \"xlm\" is not allowed; give \(formats)")
        #expect(await failure("\\last xml") == "\\last: \"xml\" is no format; give \(formats)")
    }

    @Test("The tree dialect has no current database")
    func treeDatabase() async {
        context.set(dialect: .tree)
        let text = "\\c: the tree dialect has no current database; write full paths, or change it with \\dialect table"
        #expect(await failure("\\c depot") == text)
    }

    @Test("Help lists every command; names are used once")
    func help() async throws {
        let text = try await run("\\?")
        #expect(text.hasPrefix(MetaCommandRegistry.help))
        let names = MetaCommandRegistry.all.flatMap { [$0.name] + $0.aliases }
        #expect(Set(names).count == names.count)
        let words = text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
        for command in MetaCommandRegistry.all { #expect(words.contains("\(command.usage) \(command.summary)")) }
        for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }
}

/// Keeps what commands do; starts on h1 in the table dialect.
private final class RecordingContext: SettingsControl, SessionControl, OutputControl, InputControl, ConnectionControl {
    private struct State {
        var transcript = ""
        var dialect = SQLDialect.table
        var settings = Settings()
        var variables: [String: String] = [:]
        var zone = TimeZoneID.utc
        var target = ConnectionTarget()
        var nodes: [NodeAddress] = []
    }

    private let state = Lock(State())

    func takeTranscript() -> String {
        state.withLock { state in
            defer { state.transcript = "" }
            return state.transcript
        }
    }

    func set(dialect: SQLDialect) { state.withLock { $0.dialect = dialect } }

    // SettingsControl
    var settings: Settings { state.withLock { $0.settings } }
    var variables: [String: String] { state.withLock { $0.variables } }
    var timeZone: TimeZoneID { state.withLock { $0.zone } }
    func setVariable(_ name: String, to value: String?) { state.withLock { $0.variables[name] = value } }

    func expanded(_ statement: String) -> String { statement }
    func change(_ setting: Setting, to text: String) throws {
        var changed = settings
        try changed.set(setting, to: text, from: .command)
        if setting.effect == .timeZone {
            let zone = try TimeZoneID(text)
            state.withLock { $0.zone = zone }
        }
        let new = changed
        state.withLock { $0.settings = new }
    }

    // SessionControl
    var dialect: SQLDialect { state.withLock { $0.dialect } }
    var database: String? { nil }
    var timestampPrecision: TimestampPrecision { .milliseconds }
    var sessionConfiguration: SessionConfiguration { SessionConfiguration() }
    func run(_ sql: String, title: String?) { write("\(title.map { "\($0): " } ?? "")\(sql)\n") }
    func execute(_ sql: String) { write("\(sql)\n") }
    func rows(_ sql: String, atMost limit: Int) -> [Row] { [] }
    func withResults<Value: Sendable>(
        _ sql: String,
        _ body: @escaping @Sendable (ResultSet) async throws -> Value
    ) throws -> Value { throw MetaCommandError("no server: \(sql)") }
    func kill(_ query: String) { write("kill \(query)\n") }

    // OutputControl
    var windowSize: Terminal.Size? { nil }
    var isAtPrompt: Bool { true }
    var lastError: String? { nil }
    func write(_ text: String) { state.withLock { $0.transcript += text } }
    func writeToStandardOutput(_ text: String) { write(text) }
    func note(_ text: String) { write("[\(text)]") }
    func report(_ text: String) { write("!\(text)!") }
    func redirect(to destination: Destination) { write("to \(destination)\n") }
    func open(_ destination: Destination?) throws -> OutputRouter.Target {
        try OutputRouter(standardOutput: MemorySink(), isTerminal: false).open(destination)
    }
    let resultKeeper = ResultKeeper()
    var lastResult: ReplayableResult? { nil }
    func resultPrinter(usesPager: Bool) throws -> ResultPrinter { throw MetaCommandError("no output") }
    func printLastResult(_ format: ResultFormat?) { write("last \(format?.name ?? "-")\n") }

    // InputControl
    var statementAtHand: String? { "SELECT 1" }
    var openStatement: String? { nil }
    var history: [String] { ["one", "two\nlines", "three"] }
    var folderOfSource: String? { nil }
    func ask(_ question: String, hidesAnswer: Bool) -> String? { nil }

    // ConnectionControl
    func hasProfile(_ name: String) -> Bool { name == "plant" }

    var connection: ConnectionSummary? {
        let target = state.withLock { $0.target }
        guard let address = try? NodeAddress(host: target.host ?? "h1", port: target.port ?? 6667) else { return nil }
        return ConnectionSummary(
            address: address,
            user: target.user ?? "root",
            database: target.database,
            serverVersion: "2.0.1"
        )
    }

    func nodes() -> [NodeReport] {
        let addresses = ["h1", "h2", "h3"].compactMap { try? NodeAddress(host: $0) }
        let states = [NodeReport.State.up, .down("refused"), .untried]
        return zip(addresses, states).map { address, state in
            let isUp = state == .up
            return NodeReport(
                address: address,
                state: state,
                latency: isUp ? .microseconds(1_500) : nil,
                isCurrent: isUp
            )
        }
    }

    func setNodes(_ nodes: [NodeAddress]) { state.withLock { $0.nodes = nodes } }
    func reconnect(_ target: ConnectionTarget) { state.withLock { $0.target = target } }
    func use(database: String) { state.withLock { $0.target.database = database } }
    func adoptPassword(_ password: Password) {}
}
