import CivilTime
package import IoTDBWire

/// Whom to talk to, as whom, and how.
package struct ConnectionSettings: Sendable, Equatable {
    /// When a password is asked for.
    package enum PasswordQuestion: Sendable, Equatable {
        /// Where none was given and there is a terminal.
        case whenMissing
        /// Always, before anything is tried.
        case always
        /// Never.
        case never
    }

    /// The host of `--host`.
    package var host = "127.0.0.1"
    /// The port of `--port`.
    package var port = NodeAddress.defaultPort
    /// The nodes of `--node-urls`, tried in order; empty when not given.
    package var nodes: [NodeAddress] = []
    /// The user.
    package var user = "root"
    /// The password of `-pw`, a URL or the environment; nil when it is to be read or asked for.
    package var password: Password?
    /// The file to read the password from.
    package var passwordFile: String?
    /// The file of passwords by host, port, database and user; nil for the one in the configuration folder.
    package var passfile: String?
    /// When a password is asked for.
    package var passwordQuestion = PasswordQuestion.whenMissing
    /// The database to use from the start.
    package var database: String?
    /// The SQL dialect of the session.
    package var dialect: SQLDialect = .tree
    /// The time zone of the session; nil for the machine's.
    package var timeZone: String?
    /// Rows per fetch.
    package var fetchSize: FetchSize = .automatic
    /// The time limit sent with every query; nil for none.
    package var queryTimeout: Duration?
    /// The time limit for connecting and logging in, per node.
    package var connectTimeout: Duration = .seconds(10)
    /// Use Thrift's compact protocol.
    package var usesCompactProtocol = false
    /// Whether the connection is encrypted; the other fields of ``tls`` count only then.
    package var usesTLS = false
    /// How the connection is encrypted; the client's certificate stands in the fields below.
    package var tls = TLSConfiguration()
    /// PEM file of the client's certificate.
    package var tlsCertificateFile: String?
    /// PEM file of the client's key.
    package var tlsKeyFile: String?
    /// Start the embedded demo server and connect to it.
    package var runsDemo = false
    /// Start the embedded demo server and serve until interrupted.
    package var servesDemo = false
    /// The port of the demo server; nil for any free one.
    package var demoPort: Int?

    /// The defaults.
    package init() {}

    /// The servers to try, in order: the nodes, or host and port. Empty only when host or port were set to what no
    /// server has.
    package var addresses: [NodeAddress] {
        guard nodes.isEmpty else { return nodes }
        return (try? NodeAddress(host: host, port: port)).map { [$0] } ?? []
    }

    /// The password that a fresh server has for root.
    package static let defaultPassword: Password = "root"

    /// How sessions are opened that the settings ask for.
    ///
    /// - Parameters:
    ///   - timeZone: the zone's name as the server takes it.
    ///   - password: the password that was given or found; nil where there is none.
    /// - Throws: `ShellError` for a host that is no host.
    package func sessionConfiguration(
        timeZone: String,
        password: Password?
    ) throws(ShellError) -> SessionConfiguration {
        let addresses = addresses
        guard !addresses.isEmpty else { throw ShellError("no server has the host \"\(host)\"", .usage) }
        var configuration = SessionConfiguration(
            nodes: addresses,
            user: user,
            password: password ?? Self.defaultPassword,
            dialect: dialect,
            database: database,
            timeZone: timeZone
        )
        configuration.fetchSize = fetchSize
        configuration.rpcCompression = usesCompactProtocol
        configuration.connectTimeout = connectTimeout
        configuration.queryTimeout = queryTimeout
        configuration.tls = usesTLS ? tlsWithCertificate : nil
        // One call may bring a page of any width; the server's own limit is the only one that makes sense at a prompt.
        configuration.maximumFrameSize = 512 << 20
        return configuration
    }

    private var tlsWithCertificate: TLSConfiguration {
        var tls = tls
        if let certificate = tlsCertificateFile, let key = tlsKeyFile {
            tls.clientCertificate = TLSConfiguration.ClientCertificate(chainFile: certificate, keyFile: key)
        }
        return tls
    }
}

extension FetchSize {
    /// Reads `auto` or a number from 1 to 2³¹−1; nil for anything else.
    package init?(_ text: some StringProtocol) {
        if text.lowercased() == "auto" {
            self = .automatic
        } else if let rows = Int32(text), rows >= 1 {
            self = .rows(rows)
        } else {
            return nil
        }
    }

    /// `auto` or the number.
    package var name: String {
        switch self {
        case .automatic: "auto"
        case .rows(let rows): "\(rows)"
        }
    }
}
