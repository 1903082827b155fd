import IoTDBWire

/// Where to connect to, and how.
extension OptionTable {
    static let connection: [Option] = [
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

    static let tls: [Option] = [
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
}
