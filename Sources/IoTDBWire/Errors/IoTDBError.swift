/// The one error that this library throws.
///
/// Two errors are equal when their codes are equal.
/// ``explanation`` is for the people who typed the statement, ``description`` tells the code, the node and the outcome as well, ``logLine``
/// is that on one line. They hold the server's own words as they came: escape them before they go to a terminal. None
/// of them ever holds a password.
public struct IoTDBError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What went wrong, to branch on.
    public let code: Code
    /// What went wrong, for people.
    public let message: String
    /// What the server answered; nil where it answered nothing, or with an exception instead of a status.
    public let serverStatus: ServerStatus?
    /// Whether the request can have been carried out.
    public let requestState: RequestState
    /// What was being done.
    public let phase: Phase?
    /// The node it was done with, as `host:port`.
    public let node: String?
    /// Rows that were handed out before the error.
    public let rowsDelivered: Int?
    /// Errors below this one; one a node when several were tried.
    public let causes: [IoTDBError]
    /// What else there is to know, for example how many rows earlier requests of the same call wrote.
    public let notes: [String]
    /// Where in this library the error was made.
    public let file: String
    /// Line in ``file``.
    public let line: Int
    /// Whether the peer took the connection and ended it instead of answering the first call, as servers of another
    /// protocol do.
    package var endedBeforeFirstAnswer = false

    /// Makes an error.
    ///
    /// - Parameters:
    ///   - code: the kind of the error.
    ///   - message: what went wrong, naming what and where.
    ///   - serverStatus: the server's own answer, when it gave one.
    ///   - requestState: whether the request was carried out; nil stands for ``Code/requestState``, what the code
    ///     itself says.
    ///   - phase: what the call was doing.
    ///   - node: address of the node that was asked.
    ///   - rowsDelivered: rows the caller already had, for a result that ended early.
    ///   - causes: errors behind this one, one for each node that was tried.
    ///   - notes: what else there is to know.
    ///   - file: where the error is made.
    ///   - line: line in `file`.
    public init(
        _ code: Code,
        _ message: String,
        serverStatus: ServerStatus? = nil,
        requestState: RequestState? = nil,
        phase: Phase? = nil,
        node: String? = nil,
        rowsDelivered: Int? = nil,
        causes: [IoTDBError] = [],
        notes: [String] = [],
        file: String = #fileID,
        line: Int = #line
    ) {
        self.code = code
        self.message = message
        self.serverStatus = serverStatus
        self.requestState = requestState ?? code.requestState
        self.phase = phase
        self.node = node
        self.rowsDelivered = rowsDelivered
        self.causes = causes
        self.notes = notes
        self.file = file
        self.line = line
    }

    /// Compares the codes only.
    public static func == (left: IoTDBError, right: IoTDBError) -> Bool { left.code == right.code }

    /// True only when the request provably was not carried out and sending it again can succeed: it cannot do anything
    /// twice, and a loop that goes on while this is true ends.
    public var isSafeToRetry: Bool { requestState == .notSent && code.canPass }

    /// The message, then the node where it is not named yet, notes and causes.
    public var explanation: String {
        var text = message
        // A server's own words need no address behind them, and ours often name the node already.
        if let node, serverStatus == nil, !text.contains(bytesOf: node) { text += " (\(node))" }
        let reasons = notes + causes.map { cause in cause.node.map { "\($0): \(cause.reason)" } ?? cause.message }
        if !reasons.isEmpty { text += ": " + reasons.joined(separator: "; ") }
        return text
    }

    /// The message without the node at its start, for a place where the node is named already.
    package var reason: String {
        guard let node else { return message }
        for opening in ["cannot connect to \(node): ", "\(node): "] where message.hasPrefix(opening) {
            return String(message.dropFirst(opening.count))
        }
        return message
    }

    /// `CODE: EXPLANATION [NODE, OUTCOME]`, for example `outcomeUnknown: the server closed the connection without an
    /// answer [db1:6667, outcome unknown]`.
    public var description: String {
        let place = node.map { "\($0), " } ?? ""
        return "\(code): \(explanation) [\(place)\(requestState.description)]"
    }

    /// The description on one line and without control characters: no server can forge a record of a log with it.
    public var logLine: String { description.onOneLine }
}

extension IoTDBError {
    /// What the error of a plain connection to a port with TLS says.
    static let portSpeaksTLS = "this port speaks TLS"

    /// Whether a plain connection was made to a port that speaks TLS.
    package var isFromPortWithTLS: Bool { message.contains(bytesOf: Self.portSpeaksTLS) }

    /// The error of a call whose earlier requests were carried out, so that the call is not safe to repeat, whatever
    /// became of the last one.
    func after(_ carriedOut: String) -> IoTDBError {
        adding(note: carriedOut, requestState: requestState == .notSent ? .outcomeUnknown : requestState)
    }

    /// The same error with one more note, if there is one.
    func adding(note: String?) -> IoTDBError { note.map { adding(note: $0, cause: nil) } ?? self }

    /// The same error with one more note, and perhaps a cause.
    func adding(note: String, cause: IoTDBError? = nil, requestState: RequestState? = nil) -> IoTDBError {
        IoTDBError(
            code,
            message,
            serverStatus: serverStatus,
            requestState: requestState ?? self.requestState,
            phase: phase,
            node: node,
            rowsDelivered: rowsDelivered,
            causes: causes + (cause.map { [$0] } ?? []),
            notes: notes + [note],
            file: file,
            line: line
        )
    }
}

extension String {
    /// The text with blanks for line breaks, and other control characters escaped: servers write them into messages.
    var onOneLine: String {
        guard unicodeScalars.contains(where: \.breaksLines) else { return self }
        return unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": text += " "
            case _ where scalar.breaksLines: text += scalar.escaped(asASCII: true)
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}

extension Unicode.Scalar {
    fileprivate var breaksLines: Bool {
        value < 0x20 || (0x7F...0x9F).contains(value) || value == 0x2028 || value == 0x2029
    }
}
