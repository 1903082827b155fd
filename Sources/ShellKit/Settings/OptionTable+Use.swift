/// What to run, how results look, and the rest.
extension OptionTable {
    static let input: [Option] = [
        Option(
            "-e",
            "--execute",
            value: "SQL",
            section: .input,
            summary: "run these statements; may be repeated and mixed with -f, in order"
        ) {
            $0.inputs.append(.text($1))
            return true
        },
        Option(
            "-f",
            "--file",
            value: "FILE",
            allowed: "a file name, or - for the standard input",
            kind: .file,
            section: .input,
            summary: "run the statements of a file; - is the standard input"
        ) { $0.addFile($1) },
        Option(
            "--keep-going",
            section: .input,
            summary: "go on after a failed statement (the exit status stays 3)"
        ) { $0.keepsGoing = true },
    ]

    static let output: [Option] = [
        Option(
            "--format",
            value: "FORMAT",
            allowed: list(ShellOptions.Format.allCases.map(\.rawValue)),
            kind: .oneOf(ShellOptions.Format.allCases.map(\.rawValue)),
            section: .output,
            summary: "table (default) or csv"
        ) { assign(&$0.format, ShellOptions.Format(rawValue: $1.lowercased())) },
        Option(
            "--null",
            value: "TEXT",
            section: .output,
            summary: "what a null prints as"
        ) { assignOptional(&$0.nullText, $1) },
        Option(
            "--color",
            value: "WHEN",
            allowed: list(ShellOptions.Color.allCases.map(\.rawValue)),
            kind: .oneOf(ShellOptions.Color.allCases.map(\.rawValue)),
            section: .output,
            summary: "auto (default), always or never"
        ) { assign(&$0.color, ShellOptions.Color(rawValue: $1.lowercased())) },
        Option("-q", "--quiet", section: .output, summary: "print results and errors only") { $0.isQuiet = true },
        Option(
            "--verbose",
            section: .output,
            summary: "report connecting, failover and retries on standard error"
        ) { $0.isVerbose = true },
    ]

    static let demo: [Option] = [
        Option(
            "--demo",
            section: .demo,
            summary: "start the embedded server with sample data and connect to it"
        ) { $0.runsDemo = true },
        Option(
            "--serve",
            section: .demo,
            summary: "start the embedded server alone, until interrupted"
        ) { $0.servesDemo = true },
        Option(
            "--demo-port",
            value: "PORT",
            allowed: "a number from 1 to 65535",
            section: .demo,
            summary: "its port (default: any free one)"
        ) { assignOptional(&$0.demoPort, port($1)) },
    ]

    static let general: [Option] = [
        Option("--version", request: .version, summary: "print the version"),
        Option("--help", "-help", request: .help, summary: "print this list"),
        Option("--man", request: .man, summary: "print the man page", isHidden: true),
    ]

    static let official: [Option] = [
        Option(
            "-timeout",
            value: "SECONDS",
            allowed: "a number of seconds, 0 for none",
            section: .official,
            summary: "as --timeout; 0 means none"
        ) { options, text in
            guard UInt(text) != 0 else {
                options.queryTimeout = nil
                return true
            }
            return assignOptional(&options.queryTimeout, Duration(seconds: text))
        },
        Option(
            "-usessl",
            value: "BOOL",
            allowed: "true or false",
            kind: .oneOf(["true", "false"]),
            section: .official,
            summary: "true is --tls"
        ) { options, text in
            guard let isOn = Bool(text.lowercased()) else { return false }
            options.tls = isOn ? options.tls ?? ShellOptions.TLS() : nil
            return true
        },
        Option("-disableISO8601", section: .official, summary: "print times as numbers") {
            $0.printsTimesAsNumbers = true
        },
    ]
}
