import IoTDBWire
import ShellKit
import Testing

@Suite("MetaCommandRegistry")
struct MetaCommandRegistryTests {
    private let context = RecordingContext()

    private func run(_ line: String) async throws -> String {
        let outcome = try await MetaCommandRegistry.run(line, context)
        return context.takeTranscript() + (outcome == .quit ? "quit" : "")
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
            ("\\q", "quit"),
            ("\\timing", "[Timing is on.]"),
            ("\\timing OFF", "[Timing is off.]"),
            ("\\x", "[Expanded display is on.]"),
            ("\\x auto", "[Expanded display is auto.]"),
            ("\\tz", "Time zone is UTC.\n"),
            ("\\tz Asia/Tokyo", "Time zone is Asia/Tokyo.\n"),
            ("\\fetch", "Fetch size is auto.\n"),
            ("\\fetch 500", "Fetch size is 500.\n"),
            ("\\c", "Connected to h1:6667 as root, table dialect, server 2.0.1.\n"),
            ("\\c depot", "Connected to h1:6667 as root, table dialect, database depot, server 2.0.1.\n"),
            ("\\c - ann", "Connected to h1:6667 as ann, table dialect, server 2.0.1.\n"),
            ("\\c d - h2 7000", "Connected to h2:7000 as root, table dialect, database d, server 2.0.1.\n"),
            ("\\nodes set h1:1", "Nodes are h1:1; connected to h1:6667.\n"),
            ("\\nodes SET h1, h2:7,[::1]:8 h3;", "Nodes are h1:6667, h2:7, [::1]:8, h3:6667; connected to h1:6667.\n"),
            ("\\nodes", "* h1:6667  up, 1.5 ms\n  h2:6667  down: refused\n  h3:6667  not tried yet\n"),
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
            ("\\q now", "\\q: too many arguments; usage: \\q"),
            ("\\tz a b", "\\tz: too many arguments; usage: \\tz [ZONE]"),
        ]
    )
    func failures(line: String, expected: String) async {
        #expect(await failure(line) == expected)
    }

    @Test("The tree dialect has no current database")
    func treeDatabase() async {
        context.set(dialect: .tree)
        let text = "\\c: the tree dialect has no current database; write full paths, or start with --dialect table"
        #expect(await failure("\\c depot") == text)
    }

    @Test("Help lists every command; names are used once")
    func help() async throws {
        let text = try await run("\\?")
        #expect(text == MetaCommandRegistry.help)
        let names = MetaCommandRegistry.all.flatMap { [$0.name] + $0.aliases }
        #expect(Set(names).count == names.count)
        let words = text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
        for command in MetaCommandRegistry.all { #expect(words.contains("\(command.usage) \(command.summary)")) }
        for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }
}

/// Keeps what commands do; starts on h1 in the table dialect.
private final class RecordingContext: MetaCommandContext {
    private struct State {
        var transcript = ""
        var dialect = SQLDialect.table
        var zone = "UTC"
        var fetchSize = FetchSizeSetting.automatic
        var isTiming = false
        var expanded = ExpandedSetting.off
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
    func write(_ text: String) { state.withLock { $0.transcript += text } }
    func note(_ text: String) { state.withLock { $0.transcript += "[\(text)]" } }
    var dialect: SQLDialect { state.withLock { $0.dialect } }

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
    var timeZone: String { state.withLock { $0.zone } }
    func setTimeZone(_ zone: String) { state.withLock { $0.zone = zone } }
    var fetchSize: FetchSizeSetting { state.withLock { $0.fetchSize } }
    func setFetchSize(_ size: FetchSizeSetting) { state.withLock { $0.fetchSize = size } }
    var isTiming: Bool { state.withLock { $0.isTiming } }
    func setTiming(_ isOn: Bool) { state.withLock { $0.isTiming = isOn } }
    var expanded: ExpandedSetting { state.withLock { $0.expanded } }
    func setExpanded(_ setting: ExpandedSetting) { state.withLock { $0.expanded = setting } }
}
