package import IoTDBWire

/// The program's exit statuses, those of psql with the gaps named.
package enum ExitStatus: Sendable, Equatable {
    /// Everything succeeded: 0.
    case success
    /// A failure of our own, such as a file or output that cannot be written: 1.
    case ownFailure
    /// No connection, a lost one, or an outcome that is not known: 2.
    case noConnection
    /// A statement failed: 3.
    case statementFailed
    /// Wrong usage: 64, `EX_USAGE` of sysexits.h.
    case usage
    /// SIGINT: 130.
    case interrupted
    /// The reader of the output is gone: 141, as if SIGPIPE had ended the program.
    case closedPipe
    /// Another signal: 128 and its number.
    case signal(Int32)
    /// A status that the user chose, by `\q STATUS`.
    case chosen(Int32)

    /// The number that the system gets.
    package var code: Int32 {
        switch self {
        case .success: 0
        case .ownFailure: 1
        case .noConnection: 2
        case .statementFailed: 3
        case .usage: 64
        case .interrupted: 130
        case .closedPipe: 141
        case .signal(let number): 128 + number
        case .chosen(let status): status
        }
    }

    /// The status that an error of the library stands for.
    package init(_ error: IoTDBError) {
        switch error.code {
        case .serverError, .invalidArgument, .unsupported:
            self = error.phase == .openSession ? .noConnection : .statementFailed
        case .cancelled: self = .interrupted
        // A limit of the protocol, met before anything was sent.
        case .frameTooLarge where error.requestState == .notSent: self = .ownFailure
        default: self = .noConnection
        }
    }
}
