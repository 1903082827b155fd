import Foundation
import IoTDBDemo
import IoTDBTesting
import IoTDBWire
import Testing

/// What a prompt says and how it looks, word by word.
@Suite(.serialized) struct WordsAndLooksTests {
    /// What is typed, and what stands on the screen then.
    struct Look: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var arguments: [String] = []
        /// What is typed, line after line.
        let keys: [String]
        /// What is waited for behind each of them but the last.
        var wait = "tree> "
        /// Whether the first is waited for until the server has it.
        var waitsForServer = false
        /// All of it, one behind the other.
        let shown: [String]
        /// None of it.
        var hidden: [String] = []
    }

    private static let internalError =
        "[INTERNAL_SERVER_ERROR(305)] Exception occurred: \"refused\". executeStatement failed. the disk is full"
    private static let planError =
        "[SQL_PARSE_ERROR(700)] Error occurred while parsing SQL to physical plan: line 1:0 no such word"

    static let looks = [
        Look(
            testDescription: "an unknown command that is not near",
            keys: ["\\zz\r"],
            shown: ["unknown command \\zz; \\? lists the commands\r\n", "tree> "],
            hidden: ["did you mean"]
        ),
        Look(
            testDescription: "the prompt of a lost connection",
            keys: ["lost;\r"],
            shown: ["root@127.0.0.1:PORT (not connected) tree> "],
            hidden: ["root@not connected"]
        ),
        Look(
            testDescription: "a statement that was not sent is not counted as one more",
            keys: ["lost;\r", "FLUSH;\r"],
            shown: ["(not connected) tree> ", "tree> "],
            hidden: ["1 more statement"]
        ),
        Look(
            testDescription: "no rate for a handful of rows",
            arguments: ["--timing"],
            keys: ["select canary 7 pages 1 rows 1;\r"],
            shown: ["(1 row)", "Time: ", " ms, first answer: ", " ms\r\n", "tree> "],
            hidden: ["rows/s"]
        ),
        Look(
            testDescription: "a cancelled query on a line of its own",
            keys: ["slow;\r", "\u{3}"],
            waitsForServer: true,
            shown: ["^C\r\n", "cancelled", "tree> "],
            hidden: ["^Cquery", "^Ccancelled"]
        ),
        Look(
            testDescription: "a node that is down, its address once",
            keys: ["\\nodes set 127.0.0.1:PORT 127.0.0.1:1\r", "\\nodes\r"],
            shown: [
                "*       127.0.0.1:PORT", "up", "\r\n        127.0.0.1:1 ", "down            Connection refused\r\n",
            ],
            hidden: ["cannot connect to 127.0.0.1:1"]
        ),
        Look(
            testDescription: "all nodes down, each address once",
            keys: ["\\c - - - 1\r"],
            shown: ["Connecting to 127.0.0.1:1 ...", "cannot connect to 127.0.0.1:1: Connection refused\r\n"]
        ),
        Look(
            testDescription: "the node that is used after a loss",
            keys: ["lost;\r", "select canary 7 pages 1 rows 1;\r"],
            shown: ["connection to 127.0.0.1:PORT lost: ", "connected to 127.0.0.1:PORT\r\n", "(1 row)"]
        ),
        Look(
            testDescription: "a server that starts",
            keys: ["starting;\r"],
            shown: ["error 708", "a server that has just started answers so"]
        ),
        Look(
            testDescription: "the boilerplate of a server, and all of it where it is asked for",
            keys: ["refused;\r", "\\errverbose\r"],
            shown: [
                "error 305 (INTERNAL_SERVER_ERROR): the disk is full\r\n", "tree> ", "\\errverbose",
                "Exception occurred: \"refused\". executeStatement failed. the disk is full",
            ]
        ),
        Look(
            testDescription: "code and name once",
            keys: ["unplanned;\r"],
            shown: ["error 700 (SQL_PARSE_ERROR): line 1:0 no such word\r\n"],
            hidden: ["physical plan", "[SQL_PARSE_ERROR"]
        ),
        Look(
            testDescription: "the search in the history",
            keys: ["select canary 7 pages 1 rows 1;\r", "\u{12}can"],
            shown: ["(1 row)", "tree> ", "(reverse search) can"],
            hidden: ["bck:"]
        ),
        Look(
            testDescription: "what a command without argument does",
            keys: ["\\?\r"],
            shown: ["toggle"],
            hidden: ["the other way round"]
        ),
        Look(
            testDescription: "numbers under Time stand right",
            keys: ["set time_display_type=long\r", "select canary 7 pages 1 rows 1;\r"],
            shown: ["Time display type has set to long", " Time | ", "    0 | "]
        ),
    ]

    @Test(arguments: looks)
    func aPromptSaysIt(_ look: Look) throws {
        let hasArrived = Lock(false)
        let server = try FakeServer { request in
            if request.statement == "slow" { hasArrived.withLock { $0 = true } }
            return switch request.statement {
            case "lost": .afterRunning(.close)
            case "slow": .afterRunning(.stall)
            case "starting": .status(708, "")
            case "refused": .status(305, Self.internalError)
            case "unplanned": .status(700, Self.planError)
            case _: nil
            }
        }
        let terminal = try PseudoTerminal(
            ShellRun.binary,
            arguments: ["-p", "\(server.port)", "--timezone", "UTC", "--no-pager"] + look.arguments,
            environment: ["NO_COLOR": "1"],
            columns: 100
        )
        try terminal.expect("tree> ")
        for (index, keys) in look.keys.enumerated() {
            try terminal.send(keys.filled(server.port))
            if look.waitsForServer, index == 0 {
                while !hasArrived.withLock({ $0 }) { usleep(1000) }
            } else if index < look.keys.count - 1 {
                try terminal.expect(look.wait)
            }
        }
        let shown = look.shown.map { $0.filled(server.port) }
        try terminal.expect(shown.last ?? "")
        var rest = terminal.output[...]
        for text in shown {
            let range = try #require(rest.range(of: text), "\(text.debugDescription) in \(terminal.output)")
            rest = rest[range.upperBound...]
        }
        for text in look.hidden { #expect(!terminal.output.contains(text.filled(server.port))) }
    }
}

extension String {
    fileprivate func filled(_ port: Int) -> String { replacingOccurrences(of: "PORT", with: "\(port)") }
}
