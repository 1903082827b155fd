import IoTDBWire

/// Every flag of the command line.
package enum OptionTable {
    /// All flags, section by section in the order of `--help`.
    package static let all: [Option] = connection + input + output + demo + tls + general + official

    /// The flag of a name with its dashes, or nil.
    package static func find(_ name: some StringProtocol) -> Option? {
        all.first { $0.names.contains { $0 == name } }
    }

    private static let connection: [Option] = [
        Option(
            "-h",
            "--host",
            value: "HOST",
            allowed: "a host name or an address",
            section: .connection,
            summary: "server to connect to (default 127.0.0.1)",
            environment: "IOTDB_HOST"
        ) { $0.setHost($1) },
        Option(
            "-p",
            "--port",
            value: "PORT",
            allowed: "a number from 1 to 65535",
            section: .connection,
            summary: "its port (default 6667)",
            environment: "IOTDB_PORT"
        ) { assign(&$0.port, port($1)) },
        Option(
            "--node-urls",
            value: "LIST",
            allowed: "a list such as h1:6667,h2:6667",
            section: .connection,
            summary: "nodes to try in order, separated by commas"
        ) { $0.setNodes($1) },
        Option(
            "-u",
            "--user",
            value: "USER",
            section: .connection,
            summary: "user name (default root)",
            environment: "IOTDB_USER"
        ) { assign(&$0.user, $1) },
        Option(
            "--password-file",
            value: "FILE",
            kind: .file,
            section: .connection,
            summary: "file with the password; only its owner may have access"
        ) { assignOptional(&$0.passwordFile, $1) },
        Option(
            "-pw",
            value: "PASSWORD",
            section: .connection,
            summary: "password; others may see it in the process list, prefer a file or IOTDB_PASSWORD",
            environment: "IOTDB_PASSWORD"
        ) { assignOptional(&$0.password, Secret($1)) },
        Option(
            "-d",
            "--database",
            value: "DATABASE",
            section: .connection,
            summary: "database to use"
        ) { assignOptional(&$0.database, $1) },
        Option(
            "--dialect",
            "-sql_dialect",
            value: "DIALECT",
            allowed: "tree or table",
            kind: .oneOf(["tree", "table"]),
            section: .connection,
            summary: "SQL dialect: tree (default) or table"
        ) {
            assign(&$0.dialect, SQLDialect(rawValue: $1.lowercased()))
        },
        Option(
            "--timezone",
            value: "ZONE",
            kind: .timeZone,
            section: .connection,
            summary: "time zone of the session and of printed times (default: the machine's)"
        ) { assignOptional(&$0.timeZone, $1) },
        Option(
            "--fetch-size",
            value: "N",
            allowed: "auto or a number from 1 to 2147483647",
            section: .connection,
            summary: "rows per fetch, or auto (default)"
        ) { assign(&$0.fetchSize, FetchSizeSetting($1)) },
        Option(
            "--timeout",
            value: "SECONDS",
            allowed: "a number of seconds above 0",
            section: .connection,
            summary: "time limit of each query (default: none)"
        ) { assignOptional(&$0.queryTimeout, Duration(seconds: $1)) },
        Option(
            "--connect-timeout",
            value: "SECONDS",
            allowed: "a number of seconds above 0",
            section: .connection,
            summary: "time limit for connecting (default 10)"
        ) { assign(&$0.connectTimeout, Duration(seconds: $1)) },
        Option(
            "-c",
            "--rpc-compression",
            section: .connection,
            summary: "try only the compact protocol, of servers with RPC compression"
        ) { $0.usesCompactProtocol = true },
    ]

    private static let input: [Option] = [
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

    private static let output: [Option] = [
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

    private static let demo: [Option] = [
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

    private static let tls: [Option] = [
        Option("--tls", section: .tls, summary: "encrypt, and verify the server's certificate and name") {
            $0.changeTLS { _ in }
        },
        Option(
            "--tls-ca",
            value: "FILE",
            kind: .file,
            section: .tls,
            summary: "PEM file of the authorities to trust (default: the system's)"
        ) { options, file in
            options.changeTLS { $0.caFile = file }
        },
        Option(
            "--tls-cert",
            value: "FILE",
            kind: .file,
            section: .tls,
            summary: "PEM file of the client's certificate"
        ) { options, file in
            options.changeTLS { $0.certificateFile = file }
        },
        Option(
            "--tls-key",
            value: "FILE",
            kind: .file,
            section: .tls,
            summary: "PEM file of the client's key"
        ) { options, file in options.changeTLS { $0.keyFile = file } },
        Option(
            "--tls-server-name",
            value: "NAME",
            section: .tls,
            summary: "name the certificate must carry (default: the host)"
        ) { options, name in
            options.changeTLS { $0.serverName = name }
        },
        Option("--tls-insecure", section: .tls, summary: "encrypt, but accept any certificate") {
            $0.changeTLS { $0.isInsecure = true }
        },
    ]

    private static let general: [Option] = [
        Option("--version", request: .version, summary: "print the version"),
        Option("--help", "-help", request: .help, summary: "print this list"),
        Option("--man", request: .man, summary: "print the man page", isHidden: true),
    ]

    private static let official: [Option] = [
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

    private static func list(_ words: [String]) -> String {
        words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " or " + words[words.count - 1]
    }

    /// A port from 1 to 65535, digits only.
    private static func port(_ text: String) -> Int? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(text), port > 0 else {
            return nil
        }
        return Int(port)
    }

    /// The same for a field that may be unset; with `assign` a value that could not be read would unset it.
    private static func assignOptional<Value>(_ field: inout Value?, _ value: Value?) -> Bool {
        guard let value else { return false }
        field = value
        return true
    }

    /// Sets a field when the value could be read; says whether it could.
    private static func assign<Value>(_ field: inout Value, _ value: Value?) -> Bool {
        guard let value else { return false }
        field = value
        return true
    }
}

extension ShellOptions {
    fileprivate mutating func setHost(_ text: String) -> Bool {
        // Brackets are how IPv6 addresses stand in lists and URLs; here they may stay away.
        let bare = text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
        guard let address = try? NodeAddress(host: bare) else { return false }
        host = address.host
        return true
    }

    fileprivate mutating func setNodes(_ text: String) -> Bool {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        nodes = parts.compactMap { try? NodeAddress(parsing: String($0.trimmingBlanks())) }
        return nodes.count == parts.count
    }

    fileprivate mutating func addFile(_ name: String) -> Bool {
        inputs.append(.file(name))
        return !name.isEmpty
    }

    @discardableResult
    fileprivate mutating func changeTLS(_ change: (inout TLS) -> Void) -> Bool {
        var changed = tls ?? TLS()
        change(&changed)
        tls = changed
        return true
    }
}

extension Duration {
    /// Reads a positive number of seconds such as `3` or `0.5`, at most 10⁹; nil for anything else.
    fileprivate init?(seconds text: String) {
        guard text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) else { return nil }
        guard let seconds = Double(text), seconds > 0, seconds <= 1e9 else { return nil }
        self = .milliseconds(max(1, Int64(seconds * 1000)))
    }
}
