package import CivilTime
package import IoTDBWire

/// What a `\` command may do to the shell: five small parts.
///
/// The shell is all of them, tests record.
package struct CommandContext: Sendable {
    /// Settings and variables.
    package let settings: any SettingsControl
    /// Statements of commands.
    package let session: any SessionControl
    /// What is printed, and where.
    package let output: any OutputControl
    /// What is being read.
    package let input: any InputControl
    /// Servers and users.
    package let connection: any ConnectionControl

    /// A context whose parts are one thing.
    package init(_ shell: any SettingsControl & SessionControl & OutputControl & InputControl & ConnectionControl) {
        settings = shell
        session = shell
        output = shell
        input = shell
        connection = shell
    }
}

/// Settings and variables of the shell.
package protocol SettingsControl: AnyObject, Sendable {
    /// The settings now.
    var settings: Settings { get async }
    /// Changes a setting and does what has to happen with it; a setter that throws leaves it as it was.
    func change(_ setting: Setting, to text: String) async throws
    /// The user's variables, by name.
    var variables: [String: String] { get async }
    /// Sets a variable, or takes it away.
    func setVariable(_ name: String, to value: String?) async
    /// The text of a statement with the values of variables in it.
    func expanded(_ statement: String) async throws -> String
    /// The time zone of the session and of printed times.
    var timeZone: TimeZoneID { get async }
}

/// The user's session, for statements of commands.
package protocol SessionControl: AnyObject, Sendable {
    /// The dialect of the session.
    var dialect: SQLDialect { get async }
    /// The current database, if any.
    var database: String? { get async }
    /// Unit of the server's timestamps.
    var timestampPrecision: TimestampPrecision { get async throws }
    /// Runs a statement of a command and prints its result like one of the user's, below a title.
    func run(_ sql: String, title: String?) async throws
    /// Runs a statement of a command that gives no rows.
    func execute(_ sql: String) async throws
    /// Runs a statement of a command and reads its rows, so many at most.
    func rows(_ sql: String, atMost limit: Int) async throws -> [Row]
    /// Runs a statement of a command and hands its result to a body, which reads as much as it needs.
    func withResults<Value: Sendable>(
        _ sql: String,
        _ body: @escaping @Sendable (ResultSet) async throws -> Value
    ) async throws -> Value
    /// How another session is opened that is as this one is.
    var sessionConfiguration: SessionConfiguration { get async }
    /// Ends a query on the server.
    func kill(_ query: String) async throws
}

/// What commands print.
package protocol OutputControl: AnyObject, Sendable {
    /// Prints text where results go, control characters made visible; the caller ends lines.
    func write(_ text: String) async throws
    /// Prints text to the standard output wherever results go.
    func writeToStandardOutput(_ text: String) async throws
    /// Prints a notice and a line break to standard error, unless notices are off.
    func note(_ text: String) async
    /// Prints a line to standard error, also when notices are off.
    func report(_ text: String) async
    /// Sends results elsewhere from now on.
    func redirect(to destination: Destination) async throws
    /// Opens a destination for one result.
    func open(_ destination: Destination?) async throws -> OutputRouter.Target
    /// The terminal's window; nil where there is none.
    var windowSize: Terminal.Size? { get async }
    /// Whether somebody types the statements.
    var isAtPrompt: Bool { get async }
    /// The last error, whole.
    var lastError: String? { get async }
    /// What prints a result that a command computes, where results go and as the settings say.
    ///
    /// - Parameter usesPager: whether a pager may show it, which waits for rows to fill the window.
    func resultPrinter(usesPager: Bool) async throws -> ResultPrinter
    /// The last result, as far as it was kept; nil when there was none.
    var lastResult: ReplayableResult? { get async }
    /// What keeps the last result.
    var resultKeeper: ResultKeeper { get async }
    /// Prints the last result again, in a format or as the settings say.
    func printLastResult(_ format: ResultFormat?) async throws
}

/// What is being read.
package protocol InputControl: AnyObject, Sendable {
    /// The open statement, or the last one where none is open; nil when there was none.
    var statementAtHand: String? { get async }
    /// The open statement; nil when none is open.
    var openStatement: String? { get async }
    /// The entries of the history, oldest first.
    var history: [String] { get async }
    /// Asks a question on the terminal and reads the answer; nil where there is none.
    func ask(_ question: String, hidesAnswer: Bool) async -> String?
    /// The folder of the file that is being read; nil at the prompt.
    var folderOfSource: String? { get async }
}

/// Servers and users.
package protocol ConnectionControl: AnyObject, Sendable {
    /// Where the session is connected and as whom; nil without a connection.
    var connection: ConnectionSummary? { get async }
    /// Every configured node, in the order in which they are tried.
    func nodes() async -> [NodeReport]
    /// Makes these the nodes that are tried, in this order.
    ///
    /// The connection stays when its node is among them; else one of them is connected first, and on failure all stays.
    func setNodes(_ nodes: [NodeAddress]) async throws
    /// Opens a session as `target` says and closes the present one after that; on failure the present one stays.
    func reconnect(_ target: ConnectionTarget) async throws
    /// Whether the configuration file has a profile of a name.
    func hasProfile(_ name: String) async throws -> Bool
    /// Makes a database the current one (table dialect).
    func use(database: String) async throws
    /// Takes a new password of the session's own user, so that later connections use it.
    func adoptPassword(_ password: Password) async throws
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
    /// Whether the connection is encrypted.
    package var isEncrypted: Bool

    /// A summary.
    package init(
        address: NodeAddress,
        user: String,
        database: String? = nil,
        serverVersion: String? = nil,
        isEncrypted: Bool = false
    ) {
        self.address = address
        self.user = user
        self.database = database
        self.serverVersion = serverVersion
        self.isEncrypted = isEncrypted
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
    /// The dialect.
    package var dialect: SQLDialect?
    /// An address, which counts before the rest.
    package var url: String?
    /// A profile of the configuration file; the rest does not count then.
    package var profile: String?

    /// A target.
    package init(database: String? = nil, user: String? = nil, host: String? = nil, port: Int? = nil) {
        self.database = database
        self.user = user
        self.host = host
        self.port = port
    }

    /// Whether another connection is needed for it.
    package var needsConnection: Bool {
        user != nil || host != nil || port != nil || dialect != nil || url != nil || profile != nil
    }
}
