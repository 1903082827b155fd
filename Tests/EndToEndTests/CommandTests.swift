import Foundation
import IoTDBDemo
import IoTDBTesting
import ShellKit
import Testing

/// Every `\` command under every of its names on the built program; one that has no case here fails.
@Suite final class CommandTests {
    /// A script that holds `\NAME`, and what shows that it was carried out.
    ///
    /// `DIR` stands for a folder of the test, `PORT` for the server's port.
    private struct Case {
        let script: String
        var output = ""
        var error = ""
        var status: Int32 = 0
        var dialect = "tree"

        init(_ script: String, output: String = "", error: String = "", status: Int32 = 0, dialect: String = "tree") {
            (self.script, self.output, self.error, self.status, self.dialect) = (script, output, error, status, dialect)
        }
    }

    private static let machine = "root.factory.line1.machine1"
    private static let rows = "select temperature from root.factory.line1.machine1 limit 50"

    /// By the first name of each command.
    private static let cases: [String: Case] = [
        // General.
        "?": Case("\\NAME gset", output: "keep its only row in variables"),
        "errverbose": Case("bad;\n\\NAME", output: "Error occurred while parsing SQL", status: 3),
        "q": Case("\\NAME 7\n\\echo behind", status: 7),
        // Statement.
        "g": Case(
            "show version \\NAME (format=json) DIR/g.json\n\\! cat DIR/g.json",
            output: "{\"Version\":\"2.0.1-demo\""
        ),
        "gx": Case("show version \\NAME (format=table)", output: "-[ RECORD 1 ]"),
        "gset": Case("show version \\NAME my_\n\\echo :my_Version", output: "2.0.1-demo\n"),
        "p": Case("show\n  version\n\\NAME\n\\r", output: "show\n  version\n"),
        "r": Case("nonsense\n\\NAME\n\\echo on", output: "on\n", error: "The open statement was dropped."),
        "w": Case("show version\n\\NAME DIR/w.sql\n\\r\n\\i DIR/w.sql", output: "2.0.1-demo"),
        "e": Case("\\! printf 'show version;' > DIR/e.sql\n\\NAME DIR/e.sql\n", output: "2.0.1-demo"),
        "s": Case("\\NAME"),
        "last": Case("show version;\n\\NAME ndjson", output: "{\"Version\":\"2.0.1-demo\""),
        "watch": Case(
            "show version \\NAME 0.01 c=2",
            output: "Version,BuildInfo\n2.0.1-demo,demo\nVersion,BuildInfo\n"
        ),
        "n": Case("\\ns kept show version\n\\NAME kept\n\\nd kept", output: "2.0.1-demo"),
        "ns": Case("\\NAME kept show version\n\\n\n\\nd kept", output: "kept\n    show version\n"),
        "nd": Case("\\ns kept show version\n\\NAME kept\n\\n", output: "There are no named queries"),
        // Input and output.
        "i": Case("\\! printf 'show version' > DIR/i.sql\n\\NAME DIR/i.sql", output: "2.0.1-demo"),
        "ir": Case(
            "\\! printf 'show version' > DIR/b.sql; printf '%s' '\\NAME b.sql' > DIR/a.sql\n\\i DIR/a.sql",
            output: "2.0.1-demo"
        ),
        "o": Case("\\NAME DIR/o.csv\nshow version;\n\\NAME\n\\! cat DIR/o.csv", output: "2.0.1-demo,demo\n"),
        "echo": Case("\\set x 5\n\\NAME a :x 'b  c'", output: "a 5 b  c\n"),
        "qecho": Case("\\o DIR/q\n\\NAME told\n\\o\n\\! cat DIR/q", output: "told\n"),
        "warn": Case("\\NAME careful", error: "careful\n"),
        "!": Case("\\NAME echo from; exit 3\n\\echo :SHELL_EXIT_CODE", output: "from\n3\n"),
        "cd": Case("\\NAME DIR\n\\! pwd", output: "DIR\n"),
        // Conditions.
        "if": Case("\\NAME 2 > 1\n\\echo yes\n\\else\n\\echo no\n\\endif", output: "yes\n"),
        "elif": Case("\\if false\n\\echo no\n\\NAME true\n\\echo yes\n\\endif", output: "yes\n"),
        "else": Case("\\if false\n\\echo no\n\\NAME\n\\echo yes\n\\endif", output: "yes\n"),
        "endif": Case("\\if false\n\\echo no\n\\NAME\n\\echo yes", output: "yes\n"),
        // Display.
        "x": Case("\\pset format table\n\\NAME on\nshow version;", output: "-[ RECORD 1 ]"),
        "timing": Case("\\NAME on\nshow version;", output: "2.0.1-demo", error: "Time: "),
        "t": Case("\\pset format table\n\\NAME on\nshow version;", output: " 2.0.1-demo | demo\n"),
        "pset": Case("\\NAME format markdown\nshow version;", output: "| --- |"),
        // Describe.
        "d": Case("\\NAME \(machine)", output: "\(machine).temperature"),
        "l": Case("\\NAME", output: "root.factory"),
        "dd": Case("\\NAME root.factory.**", output: "root.factory.weather"),
        "dts": Case("\\NAME \(machine).**", output: "\(machine).speed"),
        "dt": Case("\\NAME factory", output: "machines", dialect: "table"),
        "du": Case("\\NAME", output: "root"),
        "dr": Case("\\NAME", output: "Role"),
        "df": Case("\\NAME", output: "COUNT"),
        "dT": Case("\\NAME", error: "not supported by the demo server", status: 3),
        "dq": Case("\\NAME", output: "SHOW QUERIES"),
        "kill": Case("\\NAME 1", error: "error 305", status: 3),
        "explain": Case("\\NAME show version", error: "not supported by the demo server: EXPLAIN", status: 3),
        // Time series.
        "latest": Case("\\NAME \(machine).**", output: "21.04"),
        "tail": Case("\\NAME -n 2 \(machine).temperature", output: "2024-05-06T23:59:00.000Z,21.04"),
        "gaps": Case("\\NAME \(machine).temperature 1m", error: "0 gaps"),
        "sample": Case("\\NAME 6h \(machine).temperature", output: "2024-05-06T18:00:00.000Z,"),
        "stats": Case("\\NAME \(machine).temperature", output: ",1440,"),
        "tree": Case("\\NAME root.factory -L 1", output: "root.factory.weather"),
        "ts": Case("\\NAME 0", output: "1970-01-01T00:00:00.000Z"),
        "time": Case("\\NAME epoch\n\(rows);", output: "1714953600000,18.0"),
        "plot": Case("\(rows);\n\\NAME", output: "min 17.78"),
        "gplot": Case("\(rows) \\NAME", output: "min 17.78"),
        "spark": Case("\(rows);\n\\NAME", output: "17.78"),
        "hist": Case("\(rows);\n\\NAME", output: "17.78"),
        // Import and export.
        "copy": Case("\\NAME (\(rows)) to DIR/c.csv csv\n\\! head -2 DIR/c.csv", output: ",18.0\n"),
        "dump": Case("\\NAME schema", output: "CREATE DATABASE root.factory;"),
        "h": Case("\\NAME show databases", output: "SHOW DATABASES"),
        // Connection.
        "c": Case("\\NAME iotdb://127.0.0.1:PORT?dialect=table\nshow databases;", output: "information_schema"),
        "conninfo": Case("\\NAME", output: "Connected to 127.0.0.1:PORT as root, tree dialect"),
        "nodes": Case("\\NAME", output: "*       127.0.0.1:PORT  up"),
        "dialect": Case("\\NAME table\nshow databases;", output: "information_schema"),
        "tz": Case("\\NAME Asia/Tokyo\n\(rows);", output: "2024-05-06T09:00:00.000+09:00,18.0"),
        "fetch": Case("\\NAME 7\n\\fetch", output: "Fetch size is 7."),
        "password": Case("\\NAME", error: "no password was given", status: 3),
        // Variables and settings.
        "set": Case("\\NAME what version\nshow :what;", output: "2.0.1-demo"),
        "unset": Case("\\set x 1\n\\NAME x\n\\echo :x", output: ":x\n"),
        "prompt": Case("\\NAME 'Which? ' x", error: "there is nobody to ask", status: 3),
    ]

    private let server = DemoServer()
    private let port: Int
    private let directory: TemporaryDirectory

    init() throws {
        port = Int(try server.start())
        directory = try TemporaryDirectory()
    }

    deinit { server.stop() }

    @Test func everyCommandDoesWhatItIsFor() throws {
        for command in MetaCommandRegistry.all {
            guard let wanted = Self.cases[command.name] else {
                Issue.record("no case for \\\(command.name)")
                continue
            }
            for name in [command.name] + command.aliases { try check(wanted, name) }
        }
        #expect(Self.cases.count == MetaCommandRegistry.all.count, "a case is for no command")
    }

    private func check(_ wanted: Case, _ name: String) throws {
        func filled(_ text: String) -> String {
            text.replacingOccurrences(of: "NAME", with: name).replacingOccurrences(of: "PORT", with: "\(port)")
                .replacingOccurrences(of: "DIR", with: directory.path)
        }
        let result = try ShellRun.run(
            ["-p", "\(port)", "--csv", "--keep-going", "--dialect", wanted.dialect],
            // An editor that changes nothing.
            environment: ["EDITOR": "true", "VISUAL": "", "HOME": directory.path],
            input: Array((filled(wanted.script) + "\n").utf8)
        )
        let told: Comment = "\\\(name): \(result.status), \(result.outputText), \(result.errorText)"
        #expect(result.status == wanted.status, told)
        #expect(wanted.output.isEmpty || result.outputText.contains(filled(wanted.output)), told)
        #expect(wanted.error.isEmpty || result.errorText.contains(filled(wanted.error)), told)
    }

    @Test func severalCommandsMayStandOnALine() throws {
        let script =
            "\\if true \\echo yes\n\\endif\nshow version \\gset v_ \\echo :v_Version\n\\t on \\x off\n\\echo a \\b\n"
        let result = try ShellRun.run(port: port, ["-q"], input: script)
        #expect(result.status == 0)
        #expect(result.outputText == "yes\n2.0.1-demo\na \\b\n", "\(result.errorText)")
    }
}
