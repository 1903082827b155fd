import IoTDBWire
import ShellKit
import Testing

@Suite("OptionParser")
struct OptionParserTests {
    private func startUp(_ line: [String], _ environment: [String: String] = [:]) -> StartUp? {
        guard case .run(let start, _) = OptionParser.parse(line, environment: environment) else { return nil }
        return start
    }

    private func options(_ line: [String], _ environment: [String: String] = [:]) -> ConnectionSettings? {
        startUp(line, environment)?.settings.connection
    }

    private func usageError(_ line: [String], _ environment: [String: String] = [:]) -> String? {
        guard case .usageError(let text) = OptionParser.parse(line, environment: environment) else { return nil }
        return text.split(separator: "\n").first.map(String.init)
    }

    @Test(
        "No value is quoted with a password in it",
        arguments: [
            ["-h", "iotdb://root:hunter2@host"], ["--node-urls", "root:hunter2@h:1"],
            ["--node-urls", "a,root:hunter2@h"],
            ["-p", "root:hunter2@h:1"], ["iotdb://root:hunter2@h:x"], ["--tls-ca=root:hunter2@h", "--zz"],
            ["--zz=root:hunter2@h"], ["--demo", "iotdb://root:hunter2@h"], ["--format", "iotdb://u:hunter2@h"],
            ["-password", "hunter2"], ["-W", "hunter2"], ["-w", "hunter2"], ["-P", "hunter2"], ["-phunter2"],
            ["--passwd", "hunter2"], ["--passwd=hunter2"], ["--password", "hunter2"], ["-u", "root", "-W", "hunter2"],
        ]
    )
    func passwordsInValues(line: [String]) {
        #expect(usageError(line)?.contains("hunter2") == false, "\(line)")
    }

    @Test("Nothing is suggested where hardly a letter agrees", arguments: ["-y", "-Z", "--q"])
    func noSuggestion(flag: String) {
        #expect(usageError([flag])?.contains("did you mean") == false)
    }

    @Test("No arguments give the defaults")
    func defaults() {
        #expect(options([]) == ConnectionSettings())
        #expect(startUp([])?.settings.script == ScriptSettings())
        #expect(options([])?.addresses.map(\.description) == ["127.0.0.1:6667"])
    }

    @Test("Every flag sets its field", arguments: FlagCase.all)
    func flags(flag: FlagCase) throws {
        let parsed = try #require(startUp(flag.line), "\(OptionParser.parse(flag.line))")
        #expect(flag.holds(parsed), "\(parsed)")
    }

    @Test(
        "Wrong command lines are usage errors that name the flag and what is allowed",
        arguments: [
            (["--hots", "x"], "unknown option --hots; did you mean --host?"),
            (["--fetchsize=3"], "unknown option --fetchsize; did you mean --fetch-size?"),
            (["--zzzzzzzzz"], "unknown option --zzzzzzzzz"),
            (["-host"], "unknown option -host; did you mean --host?"),
            (["--demo", "-h", "x"], "--demo starts a server of its own; -h has no effect with it"),
            (["--completions", "ksh"], "--completions: \"ksh\" is not allowed; give bash, zsh or fish"),
            (["-v", "1x=2"], "-v: \"1x=2\" is not allowed; give NAME=VALUE, the name of letters, digits and _"),
            (["iotdb://root:secret@h:x"], "URL: node 1: the port is not a number"),
            (["-h"], "-h needs a value: -h HOST"),
            (["-h", "--port", "1"], "-h needs a value: -h HOST"),
            (["-e", "--"], "-e needs a value: -e SQL"),
            (["-p", "0"], "-p: \"0\" is not allowed; give a number from 1 to 65535"),
            (["-p", "-5"], "-p: \"-5\" is not allowed; give a number from 1 to 65535"),
            (["--port=65536"], "--port: \"65536\" is not allowed; give a number from 1 to 65535"),
            (["-p", "abc"], "-p: \"abc\" is not allowed; give a number from 1 to 65535"),
            (["--fetch-size", "0"], "--fetch-size: \"0\" is not allowed; give auto or a number from 1 to 2147483647"),
            (["--timeout", "0"], "--timeout: \"0\" is not allowed; give a number of seconds above 0"),
            (["--timeout", "nan"], "--timeout: \"nan\" is not allowed; give a number of seconds above 0"),
            (
                ["--connect-timeout", "1e400"],
                "--connect-timeout: \"1e400\" is not allowed; give a number of seconds above 0"
            ),
            (["--dialect", "foo"], "--dialect: \"foo\" is not allowed; give tree or table"),
            (["--color", "x"], "--color: \"x\" is not allowed; give auto, always or never"),
            (["--node-urls", "a,,b"], "--node-urls: \"a,,b\" is not allowed; give a list such as h1:6667,h2:6667"),
            (["--node-urls", "a:x"], "--node-urls: \"a:x\" is not allowed; give a list such as h1:6667,h2:6667"),
            (["-p", "1", "--node-urls", "b"], "-p and --node-urls exclude each other"),
            (["-h", "a", "--node-urls", "b"], "-h and --node-urls exclude each other"),
            (["-pw", "a", "--password-file", "b"], "-pw and --password-file exclude each other"),
            (["--demo", "--serve"], "--demo and --serve exclude each other"),
            (["--demo-port", "1"], "--demo-port needs --demo or --serve"),
            (["--tls-cert", "a"], "--tls-cert and --tls-key belong together; one of them is missing"),
            (["-usessl", "maybe"], "-usessl: \"maybe\" is not allowed; give true or false"),
            (["--serve", "--demo-port", "0"], "--demo-port: \"0\" is not allowed; give a number from 1 to 65535"),
            (["--demo=yes"], "--demo takes no value"),
            (["-u", ""], "-u: \"\" is not allowed; give a user name"),
            (["--ping", "-e", "show version"], "--ping runs no statements; -e has no effect with it"),
            (["--serve", "-f", "x"], "--serve runs no statements; -f has no effect with it"),
            (["-h", "a", "iotdb://b"], "-h and an address exclude each other"),
            (["iotdb://b", "-p", "1"], "-p and an address exclude each other"),
            (["-qe"], "-e needs a value: -e SQL"),
            (
                ["root.a"],
                "unexpected argument \"root.a\"; statements go behind -e, files behind -f, a database behind -d"
            ),
            (
                ["--", "-h"],
                "unexpected argument \"-h\"; statements go behind -e, files behind -f, a database behind -d"
            ),
            (["-"], "unexpected argument \"-\"; statements go behind -e, files behind -f, a database behind -d"),
            (
                ["-e", "show version", "show", "more"],
                "unexpected argument \"show\"; statements go behind -e, files behind -f, a database behind -d"
            ),
        ]
    )
    func usageErrors(line: [String], message: String) {
        #expect(usageError(line) == message)
    }

    @Test("Letters may be joined, and the last one has its value behind it")
    func joinedLetters() {
        #expect(startUp(["-qe", "show version"])?.inputs == [.text("show version")])
        #expect(startUp(["-qtf", "x", "-e", "y"])?.inputs == [.file("x"), .text("y")])
        #expect(startUp(["-qp", "1"])?.settings.connection.port == 1)
        #expect(usageError(["-eq"]) == nil)
        #expect(usageError(["-qze"]) == "unknown option -qze")
    }

    @Test(
        "What the format makes nothing of is warned of",
        arguments: [
            (["--csv", "--insert-target", "x"], "--insert-target has no effect with the format csv"),
            (["--csv", "--json-special", "string"], "--json-special has no effect with the format csv"),
            (["--tsv", "--csv-safe"], "--csv-safe has no effect with the format tsv"), (["--csv", "--csv-safe"], nil),
            (["--json", "--null", "X"], "--null has no effect with the format json"),
            (["-x", "--csv"], "-x has no effect with the format csv"),
            (["--tsv", "--headings", "short"], "--headings has no effect with the format tsv"),
            (["--ndjson", "--json-bigint", "string"], nil), (["--csv", "--null", "X"], nil), (["-x", "--box"], nil),
            (["--null", "X"], nil), (["--insert", "--insert-target", "x"], nil),
        ] as [([String], String?)]
    )
    func formatFlags(line: [String], warning: String?) {
        guard case .run(_, let warnings) = OptionParser.parse(line) else {
            Issue.record("not run")
            return
        }
        #expect(warnings == [warning].compactMap { $0 })
    }

    @Test("An unknown format is answered with those that there are")
    func unknownFormat() {
        let formats = SettingSyntax.list(ResultFormats.all.map(\.name))
        #expect(usageError(["--format", "xml"]) == "--format: \"xml\" is not allowed; give \(formats)")
    }

    @Test("The command line wins over the environment, the environment over the defaults")
    func precedence() {
        let environment = [
            "IOTDB_HOST": "envhost", "IOTDB_PORT": "7777", "IOTDB_USER": "envuser", "IOTDB_PASSWORD": "envpw",
        ]
        let fromEnvironment = options([], environment)
        #expect(fromEnvironment?.addresses.map(\.description) == ["envhost:7777"])
        #expect(fromEnvironment?.user == "envuser")
        #expect(fromEnvironment?.password == Password("envpw"))
        let both = options(["-h", "cli", "-p", "1", "-u", "u", "-pw", "p"], environment)
        #expect(both?.addresses.map(\.description) == ["cli:1"])
        #expect(both?.user == "u")
        #expect(both?.password == Password("p"))
        #expect(options(["--password-file", "f"], environment)?.password == nil)
        #expect(options(["--node-urls", "a"], environment)?.addresses.map(\.description) == ["a:6667"])
        #expect(options([], ["IOTDB_HOST": ""])?.host == "127.0.0.1")
    }

    @Test("A bad variable is an error only where it is used")
    func badVariable() {
        let message = "IOTDB_PORT: \"x\" is not allowed; give a number from 1 to 65535"
        #expect(usageError([], ["IOTDB_PORT": "x"]) == message)
        #expect(options(["-p", "1"], ["IOTDB_PORT": "x"])?.port == 1)
    }

    @Test("A password on the command line warns; no message or description shows it")
    func passwords() {
        guard case .run(let options, let warnings) = OptionParser.parse(["-pw", "canary"]) else {
            Issue.record("not run")
            return
        }
        #expect(warnings.count == 1)
        var dumped = ""
        dump(options, to: &dumped)
        for text in ["\(options)", String(reflecting: options), dumped, warnings.joined()] {
            #expect(!text.contains("canary"))
        }
    }

    @Test("Help, version, the man page and completions are requests")
    func requests() {
        let cases: [([String], Option.Request)] = [
            (["-q", "--help"], .help), (["-help"], .help), (["--version"], .version), (["-V"], .version),
            (["--man"], .man), (["--completions", "zsh"], .completions(.zsh)),
        ]
        for (line, expected) in cases {
            guard case .request(let request) = OptionParser.parse(line) else {
                Issue.record("\(line) is no request")
                continue
            }
            #expect(request == expected)
        }
    }

    @Test("Every name belongs to one flag, and help lists each that is not hidden in 80 columns")
    func table() {
        let names = OptionTable.all.flatMap(\.names)
        #expect(Set(names).count == names.count)
        for option in OptionTable.all {
            #expect(OptionHelp.text.contains("  \(option.usage)") != option.isHidden, "\(option.usage)")
        }
        for line in OptionHelp.text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        #expect(OptionHelp.text.hasSuffix("\n  141  the reader of the output went away\n"))
    }
}

/// A command line and what it must lead to.
struct FlagCase: Sendable, CustomTestStringConvertible {
    let line: [String]
    let holds: @Sendable (StartUp) -> Bool

    init(_ line: [String], holds: @escaping @Sendable (StartUp) -> Bool) {
        self.line = line
        self.holds = holds
    }

    var testDescription: String {
        line.joined(separator: " ")
    }

    static let all: [FlagCase] = [
        FlagCase(["-h", "db1"]) { $0.settings.connection.host == "db1" },
        FlagCase(["-h", "db1:7000"]) {
            $0.settings.connection.host == "db1" && $0.settings.connection.port == 7000
        },
        FlagCase(["-p6668", "-uann", "-qt"]) {
            $0.settings.connection.port == 6668 && $0.settings.connection.user == "ann" && $0.settings.script.isQuiet
                && $0.settings.display.rendering.tuplesOnly
        },
        FlagCase(["iotdb://ann@h1:1,[::1]:2/db?dialect=table&tz=UTC&tls=true"]) {
            "\($0.settings.connection.addresses)" == "[h1:1, [::1]:2]" && $0.settings.connection.user == "ann"
                && $0.settings.connection.database == "db" && $0.settings.connection.dialect == .table
                && $0.settings.connection.timeZone == "UTC" && $0.settings.connection.usesTLS
        },
        FlagCase(["-v", "a=b=c", "-v", "d="]) { $0.variables.map(\.value) == ["b=c", ""] },
        FlagCase(["--json", "-x", "--no-header"]) {
            $0.settings.display.format.name == "json" && $0.settings.display.rendering.expanded == .on
                && $0.settings.display.rendering.noHeader
        },
        FlagCase(["--host=::1"]) { $0.settings.connection.host == "::1" },
        FlagCase(["-p", "1"]) { $0.settings.connection.port == 1 },
        FlagCase(["--node-urls", "a:1,[::1]:2,c"]) {
            "\($0.settings.connection.addresses)" == "[a:1, [::1]:2, c:6667]"
        },
        FlagCase(["-u", "ann"]) { $0.settings.connection.user == "ann" },
        FlagCase(["--password-file", "p"]) { $0.settings.connection.passwordFile == "p" },
        FlagCase(["-pw", "-x"]) { $0.settings.connection.password == Password("-x") },
        FlagCase(["-d", "depot"]) { $0.settings.connection.database == "depot" },
        FlagCase(["--dialect", "TABLE"]) { $0.settings.connection.dialect == .table },
        FlagCase(["-sql_dialect", "table"]) { $0.settings.connection.dialect == .table },
        FlagCase(["--timezone", "Asia/Tokyo"]) { $0.settings.connection.timeZone == "Asia/Tokyo" },
        FlagCase(["--fetch-size", "10"]) { $0.settings.connection.fetchSize == .rows(10) },
        FlagCase(["--fetch-size", "auto"]) { $0.settings.connection.fetchSize == .automatic },
        FlagCase(["--timeout", "1.5"]) { $0.settings.connection.queryTimeout == .milliseconds(1500) },
        FlagCase(["-timeout", "3"]) { $0.settings.connection.queryTimeout == .seconds(3) },
        FlagCase(["--timeout", "3", "-timeout", "0"]) { $0.settings.connection.queryTimeout == nil },
        FlagCase(["--connect-timeout", "0.2"]) { $0.settings.connection.connectTimeout == .milliseconds(200) },
        FlagCase(["-c"]) { $0.settings.connection.usesCompactProtocol },
        FlagCase(["-e", "a", "-f", "-", "-e=b", "--file", "c"]) {
            $0.inputs == [.text("a"), .file("-"), .text("b"), .file("c")]
        },
        FlagCase(["-e", "-- only a comment"]) { $0.inputs == [.text("-- only a comment")] },
        FlagCase(["--keep-going", "-q", "--verbose"]) {
            $0.settings.script.keepsGoing && $0.settings.script.isQuiet && $0.settings.script.isVerbose
        },
        FlagCase(["--format", "csv", "--null", "", "--color", "never"]) {
            $0.settings.display.format.name == "csv" && $0.settings.display.rendering.nullText == ""
                && $0.settings.display.color == .never
        },
        FlagCase(["--demo", "--demo-port", "7000"]) {
            $0.settings.connection.runsDemo && $0.settings.connection.demoPort == 7000
        },
        FlagCase(["--serve"]) { $0.settings.connection.servesDemo },
        FlagCase(["--tls"]) { $0.settings.connection.usesTLS && $0.settings.connection.tls == TLSConfiguration() },
        FlagCase(["-usessl", "true"]) {
            $0.settings.connection.usesTLS && $0.settings.connection.tls == TLSConfiguration()
        },
        FlagCase(["--tls", "-usessl", "false"]) { !$0.settings.connection.usesTLS },
        FlagCase(["--tls-ca", "a", "--tls-cert", "b", "--tls-key", "c", "--tls-server-name", "d", "--tls-insecure"]) {
            let connection = $0.settings.connection
            return connection.tls.caFile == "a" && connection.tlsCertificateFile == "b"
                && connection.tlsKeyFile == "c" && connection.tls.serverName == "d" && !connection.tls.verifiesServer
                && connection.usesTLS
        },
        FlagCase(["-disableISO8601"]) { $0.settings.display.rendering.timeMode == .epoch },
        FlagCase(["--"]) { $0.settings.connection == ConnectionSettings() && $0.inputs.isEmpty },
    ]
}
