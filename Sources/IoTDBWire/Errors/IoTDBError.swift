/// The one error that this library throws.
///
/// Two errors are equal when their codes are equal. The description shows the server's own message first, as the server wrote it: escape it
/// before it goes to a terminal, and use ``logLine`` for logs. It never holds a password.
public struct IoTDBError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What went wrong, to branch on.
    public let code: Code
    /// What went wrong, for people.
    public let message: String
    /// What the server answered, when it did.
    public let serverStatus: ServerStatus?
    /// Whether the request can have been carried out.
    public let requestState: RequestState
    /// What was being done.
    public let phase: Phase?
    /// The node it was done with, as `host:port`.
    public let node: String?
    /// Rows that were handed out before the error.
    public let rowsDelivered: Int?
    /// Reasons below this one; one a node when several were tried.
    public let causes: [String]
    /// Where in this library the error was made.
    public let file: String
    /// Line in ``file``.
    public let line: Int

    /// Makes an error.
    public init(
        _ code: Code,
        _ message: String,
        serverStatus: ServerStatus? = nil,
        requestState: RequestState = .notSent,
        phase: Phase? = nil,
        node: String? = nil,
        rowsDelivered: Int? = nil,
        causes: [String] = [],
        file: String = #fileID,
        line: Int = #line
    ) {
        self.code = code
        self.message = message
        self.serverStatus = serverStatus
        self.requestState = requestState
        self.phase = phase
        self.node = node
        self.rowsDelivered = rowsDelivered
        self.causes = causes
        self.file = file
        self.line = line
    }

    /// Compares the codes only.
    public static func == (left: IoTDBError, right: IoTDBError) -> Bool { left.code == right.code }

    /// True only when the request provably was not carried out, so that sending it again cannot do anything twice.
    public var isSafeToRetry: Bool { requestState == .notSent && code != .invalidArgument && code != .cancelled }

    /// The message, then the node where it is not named yet, and the causes.
    public var description: String {
        var text = message
        // A server's own words need no address behind them, and ours often name the node already.
        if let node, serverStatus == nil, !text.contains(bytesOf: node) { text += " (\(node))" }
        if !causes.isEmpty { text += ": " + causes.joined(separator: "; ") }
        return text
    }

    /// The description on one line and without control characters: no server can forge a record of a log with it.
    public var logLine: String { description.onOneLine }
}
