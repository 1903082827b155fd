/// One connection to one node: frames out, frames in, one call in flight.
///
/// Used only from its session's thread, which it blocks. After an error that leaves the stream in an unknown place it is
/// closed and ``isUsable`` is false; what may have been carried out is told by the error's request state.
final class Connection {
    /// The node, as `host:port`.
    let peer: String
    let transport: any Transport
    let thriftProtocol: ThriftProtocol
    let maximumFrameSize: Int
    var sequenceID: Int32 = 0
    /// Whether any answer has come: the first missing one has other likely causes than a later one.
    var hasReceived = false
    var outgoing: [UInt8] = []
    var incoming: [UInt8] = []
    /// Whether slices of the last answer have storage of their own.
    private var isCopied = true
    /// Whether another call may be made.
    private(set) var isUsable = true

    init(_ transport: any Transport, _ thriftProtocol: ThriftProtocol, maximumFrameSize: Int) {
        self.transport = transport
        self.thriftProtocol = thriftProtocol
        self.maximumFrameSize = maximumFrameSize
        peer = transport.peer
    }

    deinit { transport.close() }

    /// Makes one call and waits for its answer until the deadline.
    func call<Arguments, Response>(
        _ method: Method<Arguments, Response>,
        _ arguments: Arguments,
        deadline: Deadline,
        phase: IoTDBError.Phase = .receive
    ) throws(IoTDBError) -> Response {
        guard isUsable else { throw failure(.connectionLost, "the connection was closed", .notSent, .send) }
        sequenceID &+= 1
        try send(method, arguments, deadline)
        let length = try receive(deadline, phase)
        return try decode(method, message(length))
    }

    /// Longest answer in bytes that is copied out of the receive buffer.
    private static var shortAnswer: Int { 4 << 10 }

    /// The answer that lies in the receive buffer, which a short one leaves free: slices of it would make the next call get a new buffer.
    private func message(_ length: Int) -> ArraySlice<UInt8> {
        isCopied = length <= Self.shortAnswer
        return isCopied ? ArraySlice([UInt8](incoming[4..<4 + length])) : incoming[4..<4 + length]
    }

    /// Gives the bytes of the last answer away, so that slices of them stay valid without a copy; nothing when they have storage of their own.
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
    func isStale() -> Bool { !isUsable || transport.isStale() }

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
