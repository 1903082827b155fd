extension IoTDBError {
    /// What can go wrong.
    ///
    /// New codes may be added, so a switch needs a default.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Kind: String {
            case connectionFailed, connectionLost, authenticationFailed, serverError, outcomeUnknown, incompleteResult
            case timedOut, cancelled, protocolViolation, frameTooLarge, tlsFailed, unsupported, invalidArgument
            case sessionClosed, poolClosed, poolTimedOut, noRows, columnNotFound, typeMismatch, nullValue
        }
        private let kind: Kind

        /// No node could be connected to, or none opened a session.
        public static let connectionFailed = Code(kind: .connectionFailed)
        /// The connection ended before the request was sent.
        public static let connectionLost = Code(kind: .connectionLost)
        /// The server refused user or password.
        public static let authenticationFailed = Code(kind: .authenticationFailed)
        /// The server answered with an error status; see ``IoTDBError/serverStatus``.
        public static let serverError = Code(kind: .serverError)
        /// The request was sent and its answer did not come: it may or may not have been carried out.
        public static let outcomeUnknown = Code(kind: .outcomeUnknown)
        /// A result ended before its last row.
        public static let incompleteResult = Code(kind: .incompleteResult)
        /// A deadline passed before the request was sent.
        public static let timedOut = Code(kind: .timedOut)
        /// The task was cancelled.
        public static let cancelled = Code(kind: .cancelled)
        /// The peer sent something that is not the protocol.
        public static let protocolViolation = Code(kind: .protocolViolation)
        /// A frame is larger than the limit of this side or the server's.
        public static let frameTooLarge = Code(kind: .frameTooLarge)
        /// TLS could not be set up: certificate, host name, versions or files.
        public static let tlsFailed = Code(kind: .tlsFailed)
        /// The server has no such call.
        public static let unsupported = Code(kind: .unsupported)
        /// The caller passed something that cannot be sent.
        public static let invalidArgument = Code(kind: .invalidArgument)
        /// The session was closed, or went back to its pool.
        public static let sessionClosed = Code(kind: .sessionClosed)
        /// The pool was closed.
        public static let poolClosed = Code(kind: .poolClosed)
        /// No session became free in time.
        public static let poolTimedOut = Code(kind: .poolTimedOut)
        /// One row was asked for and there is none.
        public static let noRows = Code(kind: .noRows)
        /// The result has no such column.
        public static let columnNotFound = Code(kind: .columnNotFound)
        /// The cell is of another type than asked for.
        public static let typeMismatch = Code(kind: .typeMismatch)
        /// The cell is null and the type asked for has no null.
        public static let nullValue = Code(kind: .nullValue)

        /// The name of the code.
        public var description: String { kind.rawValue }

        /// What the code alone says about the request: unknown, where it says nothing.
        public var requestState: RequestState {
            switch kind {
            case .connectionFailed, .connectionLost, .timedOut, .tlsFailed, .invalidArgument, .sessionClosed,
                .poolClosed,
                .poolTimedOut:
                .notSent
            case .authenticationFailed, .serverError, .unsupported, .incompleteResult, .noRows, .columnNotFound,
                .typeMismatch, .nullValue:
                .answered
            case .outcomeUnknown, .cancelled, .protocolViolation, .frameTooLarge: .outcomeUnknown
            }
        }

        /// Whether the same call may succeed later, as far as the code tells.
        var canPass: Bool {
            switch kind {
            case .connectionFailed, .connectionLost, .timedOut, .tlsFailed, .poolTimedOut, .serverError,
                .outcomeUnknown,
                .incompleteResult, .frameTooLarge, .protocolViolation:
                true
            case .authenticationFailed, .unsupported, .invalidArgument, .sessionClosed, .poolClosed, .cancelled,
                .noRows,
                .columnNotFound, .typeMismatch, .nullValue:
                false
            }
        }
    }

    /// Whether a request can have been carried out.
    public enum RequestState: String, Sendable, Hashable, CustomStringConvertible {
        /// Provably not carried out.
        case notSent
        /// Sent, answer missing: carried out or not.
        case outcomeUnknown
        /// The server answered.
        case answered

        /// `not sent`, `outcome unknown` or `answered`.
        public var description: String {
            switch self {
            case .notSent: "not sent"
            case .outcomeUnknown: "outcome unknown"
            case .answered: "answered"
            }
        }
    }

    /// What was being done when the error happened.
    public enum Phase: String, Sendable, Hashable {
        /// Looking up a host name.
        case resolve = "resolving the host name"
        /// Connecting the socket.
        case connect = "connecting"
        /// The TLS handshake.
        case tlsHandshake = "the TLS handshake"
        /// The call openSession or requestStatementId.
        case openSession = "opening the session"
        /// Sending a request.
        case send = "sending the request"
        /// Waiting for an answer.
        case receive = "waiting for the answer"
        /// Reading an answer.
        case decode = "reading the answer"
        /// Fetching a further page.
        case fetch = "fetching rows"
        /// Closing a query or a session.
        case close = "closing"
        /// Waiting for a session of a pool.
        case acquire = "waiting for a session"
    }
}
