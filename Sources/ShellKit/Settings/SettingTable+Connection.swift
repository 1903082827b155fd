import CivilTime
import IoTDBWire

/// Where to connect to, and how.
extension SettingTable {
    static let connection: [Setting] = [
        Setting(
            "host",
            .connection,
            SettingSyntax("HOST", allowed: "a host name or an address"),
            summary: "server to connect to (default 127.0.0.1); HOST:PORT is understood",
            flags: [.init("-h", "--host")],
            environment: "IOTDB_HOST",
            read: { $0.connection.host },
            write: { (settings, text) throws(SettingError) in try settings.connection.setHost(text) }
        ),
        Setting(
            "port",
            .connection,
            .number("PORT", 1...65535),
            summary: "its port (default 6667)",
            flags: [.init("-p", "--port")],
            environment: "IOTDB_PORT",
            read: { "\($0.connection.port)" },
            write: { (settings, text) throws(SettingError) in settings.connection.port = try port(text) }
        ),
        Setting(
            "node-urls",
            .connection,
            SettingSyntax("LIST", allowed: "a list such as h1:6667,h2:6667"),
            summary: "nodes to try in order, separated by commas",
            flags: [.init("--node-urls")],
            environment: "IOTDB_NODE_URLS",
            read: {
                $0.connection.nodes.isEmpty ? nil : "\($0.connection.nodes.map(\.description).joined(separator: ","))"
            },
            write: { (settings, text) throws(SettingError) in settings.connection.nodes = try nodes(text) }
        ),
        Setting(
            "user",
            .connection,
            SettingSyntax("USER"),
            summary: "user name (default root)",
            flags: [.init("-u", "--user")],
            environment: "IOTDB_USER",
            read: { $0.connection.user },
            write: { (settings, text) throws(SettingError) in
                guard !text.isEmpty else { throw SettingError(allowed: "a user name") }
                settings.connection.user = text
            }
        ),
        .text(
            "password-file",
            .connection,
            \.connection.passwordFile,
            .file,
            summary: "file with the password; only its owner may have access",
            flags: [.init("--password-file")],
            environment: "IOTDB_PASSWORD_FILE"
        ),
        Setting(
            "password",
            .connection,
            SettingSyntax("PASSWORD"),
            summary: "password; others may see it in the process list, prefer a file or IOTDB_PASSWORD",
            flags: [.init("-pw")],
            environment: "IOTDB_PASSWORD",
            inFiles: false,
            read: { $0.connection.password?.description },
            write: { (settings, text) throws(SettingError) in settings.connection.password = Password(text) }
        ),
        .text(
            "passfile",
            .connection,
            \.connection.passfile,
            .file,
            summary:
                "file of lines host:port:user:password, * for any (default: passfile beside the configuration file)",
            flags: [.init("--passfile")],
            environment: "IOTDB_PASSFILE"
        ),
        Setting(
            "ask-password",
            .connection,
            SettingSyntax.words("WHEN", ["auto", "always", "never"]),
            summary: "when to ask for a password: auto (none was found and there is a terminal), always or never",
            flags: [
                .init("-w", "--no-password", value: "never", summary: "never ask for a password"),
                .init("-W", "--ask-password", value: "always", summary: "ask for the password before connecting"),
            ],
            read: { $0.connection.passwordQuestion.name },
            write: { (settings, text) throws(SettingError) in
                settings.connection.passwordQuestion = try ConnectionSettings.PasswordQuestion(text)
            }
        ),
        .text(
            "database",
            .connection,
            \.connection.database,
            SettingSyntax("DATABASE", completion: .database),
            summary: "database to use (table dialect)",
            flags: [.init("-d", "--database")],
            environment: "IOTDB_DATABASE"
        ),
        Setting(
            "dialect",
            .connection,
            scope: .session,
            .words("DIALECT", ["tree", "table"]),
            summary: "SQL dialect: tree (default) or table",
            flags: [.init("--dialect", "-sql_dialect")],
            environment: "IOTDB_DIALECT",
            effect: .dialect,
            read: { $0.connection.dialect.rawValue },
            write: { (settings, text) throws(SettingError) in
                guard let dialect = SQLDialect(rawValue: text.lowercased()) else {
                    throw SettingError(allowed: "tree or table")
                }
                settings.connection.dialect = dialect
            }
        ),
        .text(
            "timezone",
            .connection,
            scope: .session,
            \.connection.timeZone,
            SettingSyntax("ZONE", completion: .timeZone),
            summary: "time zone of the session and of printed times (default: the machine's)",
            flags: [.init("--timezone")],
            environment: "IOTDB_TIMEZONE",
            legacy: "time_zone",
            effect: .timeZone
        ),
        Setting(
            "fetch-size",
            .connection,
            scope: .session,
            SettingSyntax("N", allowed: "auto or a number from 1 to 2147483647", completion: .words(["auto"])),
            summary: "rows per fetch, or auto (default)",
            flags: [.init("--fetch-size")],
            environment: "IOTDB_FETCH_SIZE",
            legacy: "fetch_size",
            read: { $0.connection.fetchSize.name },
            write: { (settings, text) throws(SettingError) in
                guard let size = FetchSize(text) else {
                    throw SettingError(allowed: "auto or a number from 1 to 2147483647")
                }
                settings.connection.fetchSize = size
            }
        ),
        .seconds(
            "timeout",
            .connection,
            scope: .session,
            \.connection.queryTimeout,
            summary: "time limit of each query (default: none)",
            flags: [.init("--timeout")],
            environment: "IOTDB_TIMEOUT"
        ),
        Setting(
            "connect-timeout",
            .connection,
            .seconds,
            summary: "time limit for connecting (default 10)",
            flags: [.init("--connect-timeout")],
            environment: "IOTDB_CONNECT_TIMEOUT",
            read: { $0.connection.connectTimeout.secondsText },
            write: { (settings, text) throws(SettingError) in
                guard let duration = Duration(seconds: text) else { throw SettingSyntax.seconds.error }
                settings.connection.connectTimeout = duration
            }
        ),
        .toggle(
            "rpc-compression",
            .connection,
            \.connection.usesCompactProtocol,
            summary: "try only the compact protocol, of servers with RPC compression",
            flags: [.init("-c", "--rpc-compression", value: "on")]
        ),
    ]

    static let tls: [Setting] = [
        .toggle(
            "tls",
            .tls,
            \.connection.usesTLS,
            summary: "encrypt, and verify the server's certificate and name",
            flags: [.init("--tls", value: "on")],
            environment: "IOTDB_TLS"
        ),
        tlsFile("tls-ca", \.connection.tls.caFile, "PEM file of the authorities to trust (default: the system's)"),
        tlsFile("tls-cert", \.connection.tlsCertificateFile, "PEM file of the client's certificate"),
        tlsFile("tls-key", \.connection.tlsKeyFile, "PEM file of the client's key"),
        tlsFile(
            "tls-server-name",
            \.connection.tls.serverName,
            "name the certificate must carry (default: the host)",
            SettingSyntax("NAME")
        ),
        Setting(
            "tls-insecure",
            .tls,
            .onOff,
            summary: "encrypt, but accept any certificate",
            flags: [.init("--tls-insecure", value: "on")],
            read: { $0.connection.usesTLS && !$0.connection.tls.verifiesServer ? "on" : "off" },
            write: { (settings, text) throws(SettingError) in
                guard let isOn = SettingSyntax.boolean(text) else { throw SettingSyntax.onOff.error }
                settings.connection.tls.verifiesServer = !isOn
                if isOn { settings.connection.usesTLS = true }
            }
        ),
    ]

    /// A part of the TLS configuration, which turns TLS on.
    private static func tlsFile(
        _ name: String,
        _ path: any WritableKeyPath<Settings, String?> & Sendable,
        _ summary: String,
        _ syntax: SettingSyntax = .file
    ) -> Setting {
        Setting(
            name,
            .tls,
            syntax,
            summary: summary,
            flags: [.init("--\(name)")],
            environment: "IOTDB_" + String(name.uppercased().map { $0 == "-" ? "_" : $0 }),
            read: { $0[keyPath: path] },
            write: { (settings, text) throws(SettingError) in
                settings[keyPath: path] = text
                settings.connection.usesTLS = true
            }
        )
    }

    private static func port(_ text: String) throws(SettingError) -> Int {
        guard let port = SettingSyntax.number(text, in: 1...65535) else {
            throw SettingError(allowed: "a number from 1 to 65535")
        }
        return port
    }

    /// Reads `h1:6667,h2:6667`.
    private static func nodes(_ text: String) throws(SettingError) -> [NodeAddress] {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let nodes = parts.compactMap { try? NodeAddress(parsing: String($0.trimmingBlanks())) }
        guard nodes.count == parts.count else { throw SettingError(allowed: "a list such as h1:6667,h2:6667") }
        return nodes
    }
}

extension ConnectionSettings {
    /// Takes a host, a host with its port, or an IPv6 address with or without brackets.
    fileprivate mutating func setHost(_ text: String) throws(SettingError) {
        // Brackets are how IPv6 addresses stand in lists and URLs; here they may stay away.
        let bare = text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
        if let address = try? NodeAddress(host: bare) {
            host = address.host
            return
        }
        guard text.utf8.contains(UInt8(ascii: ":")), let address = try? NodeAddress(parsing: text) else {
            throw SettingError(allowed: "a host name or an address")
        }
        host = address.host
        port = address.port
    }
}

extension ConnectionSettings.PasswordQuestion {
    fileprivate var name: String {
        switch self {
        case .whenMissing: "auto"
        case .always: "always"
        case .never: "never"
        }
    }

    fileprivate init(_ text: String) throws(SettingError) {
        switch text.lowercased() {
        case "auto": self = .whenMissing
        case "always": self = .always
        case "never": self = .never
        case _: throw SettingError(allowed: "auto, always or never")
        }
    }
}
