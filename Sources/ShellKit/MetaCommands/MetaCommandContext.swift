package import IoTDBWire

/// What a `\` command may do to the shell; the shell conforms, tests record.
///
/// A setter that throws leaves the setting as it was.
package protocol MetaCommandContext: AnyObject, Sendable {
    /// Prints text to standard output, control characters made visible; the caller ends lines.
    func write(_ text: String) async throws
    /// Prints a notice and a line break to standard error, unless notices are off.
    func note(_ text: String) async

    /// The dialect of the session.
    var dialect: SQLDialect { get async }
    /// Where the session is connected and as whom; nil without a connection.
    var connection: ConnectionSummary? { get async }
    /// Every configured node, in the order in which they are tried. Asks none of them anything that takes long.
    func nodes() async -> [NodeReport]
    /// Makes these the nodes that are tried, in this order.
    ///
    /// The connection stays when its node is among them; else one of them is connected first, and on failure all stays.
    func setNodes(_ nodes: [NodeAddress]) async throws
    /// Opens a session as `target` says and closes the present one after that; on failure the present one stays.
    func reconnect(_ target: ConnectionTarget) async throws
    /// Makes a database the current one (table dialect).
    func use(database: String) async throws

    /// The time zone of the session and of printed times.
    var timeZone: String { get async }
    /// Sets the time zone on the server and here; throws for a zone that either does not know.
    func setTimeZone(_ zone: String) async throws
    /// The rows per fetch.
    var fetchSize: FetchSizeSetting { get async }
    /// Sets the rows per fetch, from the next query on.
    func setFetchSize(_ size: FetchSizeSetting) async
    /// Whether times are reported behind each result.
    var isTiming: Bool { get async }
    /// Sets whether times are reported.
    func setTiming(_ isOn: Bool) async
    /// Whether results are printed a column a line.
    var expanded: ExpandedSetting { get async }
    /// Sets whether results are printed a column a line.
    func setExpanded(_ setting: ExpandedSetting) async
}

/// Whether results are printed a column a line.
package enum ExpandedSetting: String, Sendable, CaseIterable {
    /// Always.
    case on
    /// Never.
    case off
    /// When a row is wider than the terminal.
    case auto
}

/// Where and as whom a session is connected.
package struct ConnectionSummary: Sendable, Equatable {
    /// The node.
    package var address: NodeAddress
    /// The user.
    package var user: String
    /// The current database, if any.
    package var database: String?
    /// The server's version as it says it; nil when unknown.
    package var serverVersion: String?

    /// A summary.
    package init(address: NodeAddress, user: String, database: String? = nil, serverVersion: String? = nil) {
        self.address = address
        self.user = user
        self.database = database
        self.serverVersion = serverVersion
    }
}

/// Where and as whom to connect; nil keeps what is.
package struct ConnectionTarget: Sendable, Equatable {
    /// The database to use.
    package var database: String?
    /// The user; a new one needs a password, which the shell asks for.
    package var user: String?
    /// The host.
    package var host: String?
    /// The port.
    package var port: Int?

    /// A target.
    package init(database: String? = nil, user: String? = nil, host: String? = nil, port: Int? = nil) {
        self.database = database
        self.user = user
        self.host = host
        self.port = port
    }
}

/// What is known of a node.
package struct NodeReport: Sendable, Equatable {
    /// What happened when it was last tried.
    package enum State: Sendable, Equatable {
        /// It was not tried yet.
        case untried
        /// It answered.
        case up
        /// It did not; the value says why.
        case down(String)
    }

    /// The node.
    package var address: NodeAddress
    /// What happened when it was last tried.
    package var state: State
    /// How long its last answer took; nil when unknown.
    package var latency: Duration?
    /// Whether the session is on it.
    package var isCurrent: Bool

    /// A report on a node.
    package init(address: NodeAddress, state: State, latency: Duration? = nil, isCurrent: Bool = false) {
        self.address = address
        self.state = state
        self.latency = latency
        self.isCurrent = isCurrent
    }
}
