package import IoTDBWire

/// What the command line and the environment ask for.
package struct ShellOptions: Sendable, Equatable {
    /// SQL to run instead of reading the standard input.
    package enum Input: Sendable, Equatable {
        /// `-e SQL`: one or more statements.
        case text(String)
        /// `-f FILE`; `-` is the standard input.
        case file(String)
    }

    /// How results are printed.
    package enum Format: String, Sendable, CaseIterable {
        /// Aligned columns in a frame.
        case table
        /// Comma-separated values, RFC 4180.
        case csv
    }

    /// When to colour the output.
    package enum Color: String, Sendable, CaseIterable {
        /// On a terminal that can and is not told otherwise.
        case auto
        /// Always.
        case always
        /// Never.
        case never
    }

    /// How the connection is secured.
    package struct TLS: Sendable, Equatable {
        /// PEM file of the authorities to trust; nil for those of the system.
        package var caFile: String?
        /// PEM file of the client's certificate.
        package var certificateFile: String?
        /// PEM file of the client's key.
        package var keyFile: String?
        /// The name the server's certificate must carry; nil for the host.
        package var serverName: String?
        /// Accept any certificate.
        package var isInsecure = false

        /// Trust the system's authorities and verify the host's name.
        package init() {}
    }

    /// The host of `--host`.
    package var host = "127.0.0.1"
    /// The port of `--port`.
    package var port = 6667
    /// The nodes of `--node-urls`, tried in order; empty when not given.
    package var nodes: [NodeAddress] = []
    /// The user.
    package var user = "root"
    /// The password of `-pw` or the environment; nil when it is to be read or asked for.
    package var password: Secret?
    /// The file to read the password from.
    package var passwordFile: String?
    /// The database to use from the start.
    package var database: String?
    /// The SQL dialect of the session.
    package var dialect: SQLDialect = .tree
    /// The time zone of the session; nil for the machine's.
    package var timeZone: String?
    /// Rows per fetch.
    package var fetchSize: FetchSizeSetting = .automatic
    /// The time limit sent with every query; nil for none.
    package var queryTimeout: Duration?
    /// The time limit for connecting and logging in, per node.
    package var connectTimeout: Duration = .seconds(10)
    /// Use Thrift's compact protocol.
    package var usesCompactProtocol = false
    /// TLS, or nil for plain TCP.
    package var tls: TLS?
    /// What to run, in order; empty to read the standard input.
    package var inputs: [Input] = []
    /// The output format.
    package var format: Format = .table
    /// What a null prints as; nil for the format's own.
    package var nullText: String?
    /// Print times as numbers.
    package var printsTimesAsNumbers = false
    /// When to colour.
    package var color: Color = .auto
    /// No banner, notices and footers.
    package var isQuiet = false
    /// Go on after a failed statement.
    package var keepsGoing = false
    /// Report connection events on standard error.
    package var isVerbose = false
    /// Start the embedded demo server and connect to it.
    package var runsDemo = false
    /// Start the embedded demo server and serve until interrupted.
    package var servesDemo = false
    /// The port of the demo server; nil for any free one.
    package var demoPort: Int?

    /// The defaults.
    package init() {}

    /// The servers to try, in order: the nodes, or host and port. Empty only when host or port were set to what no server has.
    package var addresses: [NodeAddress] {
        guard nodes.isEmpty else { return nodes }
        return (try? NodeAddress(host: host, port: port)).map { [$0] } ?? []
    }
}
