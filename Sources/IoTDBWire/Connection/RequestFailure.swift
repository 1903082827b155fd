extension RequestFailure {
    /// The failure of a call on an open session; nil for one before anything was sent that sending again cannot mend.
    ///
    /// A frame that was taken in part counts as not sent: the connection's errors say so in their request state.
    ///
    /// - Parameter isUsable: whether the connection can still be used: it cannot when the server could not read the
    ///   request.
    init?(_ error: IoTDBError, isUsable: Bool) {
        switch (error.code, error.requestState) {
        case (.cancelled, let state): self = .cancelled(isSent: state != .notSent)
        case (.connectionLost, .notSent): self = .notSent
        case (_, .notSent): return nil
        case (.frameTooLarge, .outcomeUnknown): self = .unreadableReply
        case (_, .outcomeUnknown): self = error.phase == .decode ? .unreadableReply : .noReply
        case (_, .answered): self = isUsable ? .serverError : .malformedRequest
        }
    }

    /// An error status that came on a connection, after a look at whether the stream ends behind it.
    init(_ status: Status, on connection: Connection, _ wake: WakePipe) {
        // A node that stops says 301, nothing more and `needRetry`, and ends the stream a moment later.
        let isStopping =
            status.statusCode == .executeStatementError && (status.message ?? "").isEmpty && status.needRetry == true
        let limit = Deadline.after(isStopping ? .milliseconds(50) : .zero)
        self = connection.ends(before: limit, wake) ? .serverErrorThenEnd : .serverError
    }

    /// The failure of an attempt to open a session.
    init(opening error: IoTDBError) {
        if error.code == .cancelled {
            self = .cancelled(isSent: false)
        } else if !error.isWorthAnotherNode {
            // The login or our own settings were refused.
            self = .serverError
        } else {
            self = error.phase == .openSession && error.serverStatus == nil ? .noFirstReply : .notOpened
        }
    }
}

/// A request on its way, which may be sent a second time.
struct RequestAttempts {
    let kind: RequestKind
    let policy: RetryPolicy
    /// 1 for the first sending.
    private(set) var number = 1
    private var earlier: IoTDBError?

    /// Why a request that may change something is sent a second time, where the first sending may have been carried
    /// out.
    var firstAttemptError: IoTDBError? {
        guard kind == .other, let earlier, earlier.requestState != .notSent else { return nil }
        return earlier
    }

    init(_ kind: RequestKind, _ policy: RetryPolicy) {
        self.kind = kind
        self.policy = policy
    }

    /// The request is sent once more because of an error.
    mutating func repeated(after error: IoTDBError) {
        number += 1
        earlier = error
    }

    /// The error to tell: a second sending that never left must not hide what the first may have done.
    func reported(_ error: IoTDBError) -> IoTDBError {
        guard let earlier, earlier.requestState != .notSent, error.requestState == .notSent else { return error }
        return IoTDBError(
            error.code == .cancelled ? .cancelled : earlier.code,
            earlier.message,
            serverStatus: earlier.serverStatus,
            requestState: earlier.requestState,
            phase: earlier.phase,
            node: earlier.node,
            causes: earlier.causes + [error],
            notes: earlier.notes + ["it could not be sent again"]
        )
    }
}

extension IoTDBError {
    /// Whether another node can do better.
    ///
    /// It cannot when the login or our own settings are refused (201 version, 205 dialect).
    var isWorthAnotherNode: Bool {
        switch code {
        case .authenticationFailed, .cancelled, .invalidArgument: return false
        default: break
        }
        return serverStatus?.code != .incompatibleVersion && serverStatus?.code != .unsupportedSQLDialect
    }
}
