import IoTDBTesting
import IoTDBWire

/// A server that plays the recorded answers of one cassette, call by call, and keeps what it was asked.
///
/// A request gets the next recorded answer of its method that is left for the present call. Statements are one method
/// whatever their name; closing a query that was not recorded is answered with 200; anything else ends the connection.
final class RecordedPeer: Sendable {
    /// What the peer saw and said during one call.
    struct Transcript: Sendable {
        /// Our requests, each with the place of the answer in the cassette; nil where there was none.
        var requests: [(message: [UInt8], exchange: Int?)] = []
        /// Places of answers that were not asked for.
        var left: [Int] = []
    }

    private let cassette: LibraryCassette
    private let state = Lock(Transcript())
    private let connection = Lock<LoopbackConnection?>(nil)
    private let listener = Lock<LoopbackListener?>(nil)

    init(_ cassette: LibraryCassette) throws {
        self.cassette = cassette
        let listener = try LoopbackListener { [weak self] connection in
            self?.connection.withLock { $0 = connection }
            while let message = connection.nextMessage(), let answer = self?.answer(to: message) {
                connection.write(answer)
            }
        }
        self.listener.withLock { $0 = listener }
    }

    /// Where to connect.
    var address: NodeAddress {
        get throws { try listener.withLock { try $0?.address } ?? .loopback }
    }

    /// Begins a call: these answers may be given.
    func begin(_ exchanges: Range<Int>) {
        state.withLock { $0 = Transcript(left: Array(exchanges)) }
    }

    /// Ends a call and answers what happened.
    func end() -> Transcript { state.withLock { $0 } }

    /// Breaks the connection, as the server or the network did in the recording.
    func breakConnection() { connection.withLock { $0?.shutdown() } }

    /// Stops.
    func close() { listener.withLock { $0?.close() } }

    private func answer(to message: [UInt8]) -> [UInt8]? {
        guard let call = try? ThriftCall(message, cassette.thriftProtocol) else { return nil }
        let place = state.withLock { transcript -> Int? in
            let place = transcript.left.firstIndex { matches(cassette.exchanges[$0], call.header.name) }
            let exchange = place.map { transcript.left.remove(at: $0) }
            transcript.requests.append((message, exchange))
            return exchange
        }
        if let place { return reheaded(cassette.exchanges[place].response, call.header) }
        guard call.header.name == "closeOperation" || call.header.name == "closeSession" else { return nil }
        var status = Status()
        status.code = 200
        let head = ThriftMessageHeader(name: call.header.name, type: .reply, sequenceID: call.header.sequenceID)
        return cassette.thriftProtocol.frame(head, Reply(status))
    }

    private func matches(_ exchange: LibraryCassette.Exchange, _ method: String) -> Bool {
        guard let recorded = try? ThriftCall(exchange.request, cassette.thriftProtocol).header.name else {
            return false
        }
        return RequestComparison.family(recorded) == RequestComparison.family(method)
    }

    /// The recorded answer under the name and sequence id of our request.
    private func reheaded(_ message: [UInt8], _ header: ThriftMessageHeader) -> [UInt8]? {
        let reader: any ThriftReader
        let writer: any ThriftWriter
        switch cassette.thriftProtocol {
        case .binary: (reader, writer) = (BinaryReader(message[...]), BinaryWriter([]))
        case .compact: (reader, writer) = (CompactReader(message[...]), CompactWriter([]))
        }
        guard let old = try? reader.readMessageHeader() else { return nil }
        writer.writeMessageHeader(ThriftMessageHeader(name: header.name, type: old.type, sequenceID: header.sequenceID))
        let bytes = writer.bytes + message[reader.offset...]
        return withUnsafeBytes(of: UInt32(bytes.count).bigEndian) { Array($0) } + bytes
    }
}

extension LoopbackConnection {
    /// The next message without its length; nil when the stream ends.
    fileprivate func nextMessage() -> [UInt8]? {
        let head = read(4)
        guard head.count == 4 else { return nil }
        let length = head.reduce(0) { $0 << 8 | Int($1) }
        let message = read(length)
        return message.count == length ? message : nil
    }
}
