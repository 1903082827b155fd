/// What a request does, as far as sending it twice is concerned.
package enum RequestKind: Sendable, CaseIterable {
    /// Changes nothing on the server.
    case read
    /// May change something.
    case other
}

/// Whether requests may be sent again without the caller's doing.
package struct RetryPolicy: Sendable, Hashable {
    /// Whether a read-only statement whose answer was lost is sent once more, as long as no row was handed out.
    ///
    /// Default: true.
    package var repeatsReads: Bool
    /// Whether the caller vouches that carrying the request out twice does no harm.
    ///
    /// Never guessed from the text of a statement. Default: false.
    package var isIdempotent: Bool

    /// Makes a policy.
    package init(repeatsReads: Bool = true, isIdempotent: Bool = false) {
        self.repeatsReads = repeatsReads
        self.isIdempotent = isIdempotent
    }

    /// Sends nothing again once the server may have seen it.
    package static let never = RetryPolicy(repeatsReads: false)
}

/// How a request ended when it did not end well.
package enum RequestFailure: Sendable, Hashable {
    /// No name, no connection, no TLS or no session: the statement was not on its way yet.
    case notOpened
    /// The connection ended instead of giving its first answer, which is the one to openSession.
    case noFirstReply
    /// The connection failed before the kernel had taken the whole frame.
    case notSent
    /// The whole frame was sent and no answer came: cut or timed out.
    case noReply
    /// The server answered with an error status.
    case serverError
    /// The server answered with an error status and ended the connection: it is stopping.
    case serverErrorThenEnd
    /// The server could not read the request (Thrift exception 7) and will not answer the next one.
    case malformedRequest
    /// An answer that cannot be read, or of another request.
    case unreadableReply
    /// A further page was refused, lost, or empty where rows were promised.
    case pageLost
    /// The caller gave up; `isSent` when the whole frame was on its way.
    case cancelled(isSent: Bool)
}

/// What to do about a failed request.
package struct RetryDecision: Sendable, Hashable {
    /// The next step.
    package enum Step: Sendable, Hashable {
        /// Open a session on the next node, within the deadline, and send there.
        case nextNode
        /// Open a fresh session and send once more.
        case freshSession
        /// Tell the caller.
        case fail
    }

    /// The next step.
    package let step: Step
    /// What is known about the request, for the error.
    package let state: IoTDBError.RequestState
    /// Whether the connection must not be used again.
    package let closesConnection: Bool
    /// Whether the node is to be treated as down.
    package let marksNodeDown: Bool

    /// Makes a decision; most failures end the connection.
    init(
        _ step: Step,
        _ state: IoTDBError.RequestState,
        closesConnection: Bool = true,
        marksNodeDown: Bool = false
    ) {
        self.step = step
        self.state = state
        self.closesConnection = closesConnection
        self.marksNodeDown = marksNodeDown
    }
}

extension RetryPolicy {
    /// The retry matrix: the one place that decides whether a request is sent again.
    ///
    /// A server acts only on whole frames, so a request is provably not carried out exactly when the kernel took fewer
    /// bytes than the frame has. `attempt` is 1 for the first sending; `rowsDelivered` counts rows the caller has seen.
    /// The server's `needRetry` flag takes no part: it is set on errors that can never succeed.
    package func decide(
        _ failure: RequestFailure,
        of kind: RequestKind,
        attempt: Int,
        rowsDelivered: Int = 0
    ) -> RetryDecision {
        let mayRepeat = attempt == 1 && rowsDelivered == 0 && (isIdempotent || (repeatsReads && kind == .read))
        switch failure {
        case .notOpened, .noFirstReply:
            return RetryDecision(.nextNode, .notSent, marksNodeDown: true)
        case .notSent:
            return RetryDecision(attempt == 1 ? .freshSession : .fail, .notSent)
        case .noReply:
            return RetryDecision(mayRepeat ? .freshSession : .fail, .outcomeUnknown)
        case .serverError:
            return RetryDecision(.fail, .answered, closesConnection: false)
        case .serverErrorThenEnd:
            return RetryDecision(mayRepeat ? .nextNode : .fail, .answered, marksNodeDown: true)
        case .malformedRequest:
            return RetryDecision(.fail, .answered)
        case .unreadableReply:
            return RetryDecision(.fail, .outcomeUnknown)
        case .pageLost:
            // The query is gone; what became of its connection is another failure, or none.
            return RetryDecision(.fail, .answered, closesConnection: false)
        case .cancelled(let isSent):
            return RetryDecision(.fail, isSent ? .outcomeUnknown : .notSent, closesConnection: isSent)
        }
    }
}
