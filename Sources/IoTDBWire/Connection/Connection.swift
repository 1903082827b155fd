/// One connection to one node: frames out, frames in, one call in flight.
///
/// Used only from its session's thread, which it blocks. After an error that leaves the stream in an unknown place it
/// is closed and ``isUsable`` is false; what may have been carried out is told by the error's request state.
final class Connection {
    /// The node, as `host:port`.
    let peer: String
    let transport: any Transport
    let thriftProtocol: ThriftProtocol
    let maximumFrameSize: Int
    var sequenceID: Int32 = 0
    /// Whether any answer has come: the first missing one has other likely causes than a later one.
    var hasReceived = false
    /// Bytes that what is made of the last answer may still take.
    var remainingMemory = 0
    var outgoing: [UInt8] = []
    var incoming: [UInt8] = []
    /// Whether slices of the last answer have storage of their own.
    private var isCopied = true
    /// Sequence ids of courtesies whose answers have not come yet, in order.
    private var unanswered: [Int32] = []
    /// Whether answers to courtesies may still come, so that bytes behind an answer are no fault.
    var owesAnswers: Bool { !unanswered.isEmpty }
    /// How long a frame that has begun may stand still, in either direction.
    let stallLimit: Duration
    /// Whether another call may be made.
    private(set) var isUsable = true

    init(
        _ transport: any Transport,
        _ thriftProtocol: ThriftProtocol,
        maximumFrameSize: Int,
        stallLimit: Duration = .seconds(30)
    ) {
        self.stallLimit = stallLimit
        self.transport = transport
        self.thriftProtocol = thriftProtocol
        self.maximumFrameSize = maximumFrameSize
        peer = transport.peer
    }

    deinit { transport.close() }

    /// Makes one call and waits for its answer until the deadline.
    ///
    /// - Parameter sendDeadline: until when the request must have left, where that is earlier.
    func call<Arguments, Response>(
        _ method: Method<Arguments, Response>,
        _ arguments: Arguments,
        deadline: Deadline,
        sendDeadline: Deadline = .never,
        phase: IoTDBError.Phase = .receive
    ) throws(IoTDBError) -> Response {
        let message = try exchange(deadline: deadline, sendDeadline: sendDeadline, phase: phase) {
            encode(method.name, arguments)
        }
        return try decode(method.name, message)
    }

    /// Sends the request that a closure encodes, and waits for the bytes of its answer until the deadline.
    ///
    /// What knows the types of a request and its answer is kept apart, so that the compiler makes this code once and
    /// not for each call of the service.
    func exchange(
        deadline: Deadline,
        sendDeadline: Deadline = .never,
        phase: IoTDBError.Phase = .receive,
        _ encodeRequest: () -> Void
    ) throws(IoTDBError) -> ArraySlice<UInt8> {
        guard isUsable else { throw failure(.connectionLost, "the connection was closed", .notSent, .send) }
        try readLateAnswers(by: Deadline.after(Self.lateAnswerLimit).earlier(of: deadline))
        sequenceID &+= 1
        encodeRequest()
        try sendRequest(sendDeadline.earlier(of: deadline))
        return message(try receive(deadline, phase))
    }

    /// How long a courtesy is waited for.
    static var courtesyLimit: Duration { .milliseconds(250) }
    /// How long the call after a courtesy waits for the courtesy's answer; a server that needs longer is taken for
    /// dead.
    private static var lateAnswerLimit: Duration { .seconds(2) }

    /// Makes a call that only tells the server what it need not keep, and waits no longer than a moment for its answer.
    ///
    /// A later answer is read by the next call. A server that owes an answer already is not waited for at all.
    ///
    /// - Returns: the answer; nil when it may come later.
    func callBriefly<Arguments, Response>(
        _ method: Method<Arguments, Response>,
        _ arguments: Arguments,
        by deadline: Deadline
    ) throws(IoTDBError) -> Response? {
        let message = try exchangeBriefly(by: deadline) { encode(method.name, arguments) }
        guard let message else { return nil }
        return try decode(method.name, message)
    }

    private func exchangeBriefly(
        by deadline: Deadline,
        _ encodeRequest: () -> Void
    ) throws(IoTDBError) -> ArraySlice<UInt8>? {
        guard isUsable else { throw failure(.connectionLost, "the connection was closed", .notSent, .close) }
        sequenceID &+= 1
        encodeRequest()
        try sendRequest(deadline)
        guard unanswered.isEmpty else {
            unanswered.append(sequenceID)
            return nil
        }
        guard try waitForAnswer(by: deadline, .close) else {
            unanswered.append(sequenceID)
            return nil
        }
        return message(try receive(Deadline.after(Self.courtesyLimit), .close))
    }

    /// Reads the answers to courtesies, so that the next answer is that of the next call.
    private func readLateAnswers(by deadline: Deadline) throws(IoTDBError) {
        while let expected = unanswered.first {
            do throws(IoTDBError) {
                let length = try receive(deadline, .close)
                try checkSequence(of: message(length), expected)
            } catch {
                close()
                let code: IoTDBError.Code = error.code == .cancelled ? .cancelled : .connectionLost
                throw failure(code, "the answer to an earlier call did not come: \(error.message)", .notSent, .send)
            }
            unanswered.removeFirst()
        }
    }

    /// Longest answer in bytes that is copied out of the receive buffer.
    private static var shortAnswer: Int { 4 << 10 }

    /// The answer that lies in the receive buffer, which a short one leaves free: slices of it would make the next call
    /// get a new buffer.
    private func message(_ length: Int) -> ArraySlice<UInt8> {
        isCopied = length <= Self.shortAnswer
        return isCopied ? ArraySlice([UInt8](incoming[4..<4 + length])) : incoming[4..<4 + length]
    }

    /// Gives the bytes of the last answer away, so that slices of them stay valid without a copy; nothing when they
    /// have storage of their own.
    func takeAnswer() -> [UInt8] {
        guard !isCopied else { return [] }
        let taken = incoming
        incoming = []
        return taken
    }

    /// Takes storage for later answers.
    func reuse(_ storage: consuming [UInt8]) {
        let offered = storage
        if offered.count > incoming.count { incoming = offered }
    }

    /// Whether the peer has closed the idle connection or sent something unasked.
    func isStale() -> Bool {
        guard isUsable else { return true }
        // What lies there may be the answer to a courtesy.
        if !unanswered.isEmpty, transport.isStale() {
            guard (try? readLateAnswers(by: Deadline.after(Self.courtesyLimit))) != nil else { return true }
        }
        return transport.isStale()
    }

    /// Whether the idle stream ends before a deadline, which may be now; gives up when the session is woken.
    func ends(before deadline: Deadline, _ wake: WakePipe) -> Bool {
        while true {
            if isStale() { return true }
            if deadline.hasPassed { return false }
            // Short naps, because a transport has no way to wait for its end alone.
            if wake.wait(until: Deadline.after(.milliseconds(2)).earlier(of: deadline)) { return false }
        }
    }

    /// Closes the socket at once.
    func close() {
        isUsable = false
        transport.close()
    }

    func failure(
        _ code: IoTDBError.Code,
        _ message: String,
        _ state: IoTDBError.RequestState,
        _ phase: IoTDBError.Phase
    ) -> IoTDBError {
        IoTDBError(code, message, requestState: state, phase: phase, node: peer)
    }

    /// Closes the connection because its stream is lost, and makes the error that says so.
    func abandon(
        _ code: IoTDBError.Code,
        _ message: String,
        _ phase: IoTDBError.Phase,
        state: IoTDBError.RequestState = .outcomeUnknown
    ) -> IoTDBError {
        close()
        return failure(code, message, state, phase)
    }
}
