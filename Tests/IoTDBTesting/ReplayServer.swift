package import IoTDBWire

/// A server on a loopback port that answers statements as a real one was recorded to answer them.
///
/// Statements are found by their text; where a text was recorded several times, its answers come in the order of the
/// cassettes, the last one for ever. Pages are handed out as recorded, whatever size is asked for. The bytes of an
/// answer are the recorded ones; only its head gets the name and sequence id of the request.
package final class ReplayServer: Sendable {
    /// The port on 127.0.0.1.
    package var port: Int { listener.port }
    /// The address.
    package var address: NodeAddress { get throws { try listener.address } }
    /// Names of all calls so far; a statement follows its method behind a colon.
    package var calls: [String] { log.calls }
    private let listener: LoopbackListener
    private let log = CallLog()

    /// Starts to serve the statements of some cassettes.
    ///
    /// - Parameter opening: the cassette with the answers to the calls that open a session.
    package init(_ cassettes: [Cassette], opening: Cassette) throws {
        let tape = ReplayTape(cassettes, opening: opening)
        let log = self.log
        listener = try LoopbackListener { connection in
            var session = ReplaySession(tape, log)
            while let message = connection.readFrame(), let answer = session.answer(to: message) {
                connection.write(answer)
            }
        }
    }

    /// Serves all statements of a folder of cassettes, or the one.
    package convenience init(_ names: [CassetteName]) throws {
        try self.init(try names.map { try $0.load() }, opening: try names[0].opening.load())
    }

    /// A tree or table configuration for a session with this server.
    package func configuration(_ name: CassetteName) throws -> SessionConfiguration {
        var configuration = SessionConfiguration(
            nodes: [try address],
            dialect: name.dialect,
            timeZone: "Asia/Shanghai"
        )
        configuration.rpcCompression = name.folder.hasSuffix("compact")
        return configuration
    }
}

/// The calls that a server has seen.
private final class CallLog: Sendable {
    private let entries = Lock<[String]>([])
    var calls: [String] { entries.withLock { $0 } }
    func append(_ call: String) { entries.withLock { $0.append(call) } }
}

/// What was recorded, by what it answers.
private struct ReplayTape: Sendable {
    typealias Recording = [Cassette.Exchange]
    let thriftProtocol: ThriftProtocol
    /// First answers to the calls of a session, by method.
    let opening: [String: [UInt8]]
    /// Recordings of a statement in order, by its text.
    let statements: [String: [Recording]]

    init(_ cassettes: [Cassette], opening: Cassette) {
        thriftProtocol = opening.protocol
        self.opening = Dictionary(opening.exchanges.map { ($0.method, Array($0.response)) }) { first, _ in first }
        statements = Dictionary(grouping: cassettes, by: \.statement).mapValues { $0.map(\.exchanges) }
    }
}

/// One connection to a ``ReplayServer``.
private struct ReplaySession {
    private let tape: ReplayTape
    private let log: CallLog
    private var left: [String: ArraySlice<ReplayTape.Recording>]
    private var pages: [Int64: ArraySlice<Cassette.Exchange>] = [:]

    init(_ tape: ReplayTape, _ log: CallLog) {
        self.tape = tape
        self.log = log
        left = tape.statements.mapValues { $0[...] }
    }

    /// The frame that answers a message; nil to end the connection, as a server does that speaks the other protocol.
    mutating func answer(to message: [UInt8]) -> [UInt8]? {
        guard message.first == (tape.thriftProtocol == .binary ? 0x80 : 0x82) else { return nil }
        return try? tape.thriftProtocol.read(message[...]) { (header, reader) throws(ThriftDecodingError) in
            try answer(header, reader)
        }
    }

    private mutating func answer(
        _ header: ThriftMessageHeader,
        _ reader: any ThriftReader
    ) throws(ThriftDecodingError) -> [UInt8] {
        switch header.name {
        case "executeStatementV2":
            let request = try reader.readValue(RequestArguments<ExecuteStatementRequest>.self).request
            log.append("\(header.name): \(request.statement)")
            return try execute(request.statement, header)
        case "fetchResultsV2":
            let request = try reader.readValue(RequestArguments<FetchResultsRequest>.self).request
            log.append(header.name)
            return try fetch(request.queryID, header)
        default:
            _ = try reader.readValue(NoArguments.self)
            log.append(header.name)
            guard let recorded = tape.opening[header.name] else { return reply(header, status(200, "")) }
            return try rehead(recorded, header)
        }
    }

    private mutating func execute(
        _ statement: String,
        _ header: ThriftMessageHeader
    ) throws(ThriftDecodingError) -> [UInt8] {
        guard var recordings = left[statement], let recording = recordings.first, let first = recording.first else {
            var response = ExecuteStatementResponse()
            response.status = status(701, "not recorded: \(statement)")
            return reply(header, response)
        }
        if recordings.count > 1 { recordings.removeFirst() }
        left[statement] = recordings
        if let id = try queryID(of: Array(first.response)) {
            pages[id] = recording.dropFirst().filter { $0.method == "fetchResultsV2" }[...]
        }
        return try rehead(Array(first.response), header)
    }

    /// The next recorded page; behind the last one what a server answers that knows the query no more.
    private mutating func fetch(_ id: Int64, _ header: ThriftMessageHeader) throws(ThriftDecodingError) -> [UInt8] {
        guard let page = pages[id]?.popFirst() else {
            var response = FetchResultsResponse()
            response.status = status(200, "")
            response.moreData = false
            return reply(header, response)
        }
        return try rehead(Array(page.response), header)
    }

    private func queryID(of recorded: [UInt8]) throws(ThriftDecodingError) -> Int64? {
        try tape.thriftProtocol.read(recorded[...]) { (_, reader) throws(ThriftDecodingError) in
            try reader.readValue(Reply<ExecuteStatementResponse>.self).success?.queryID
        }
    }

    /// The recorded bytes behind the head that the request asks for.
    private func rehead(_ recorded: [UInt8], _ header: ThriftMessageHeader) throws(ThriftDecodingError) -> [UInt8] {
        let reader: any ThriftReader
        let writer: any ThriftWriter
        switch tape.thriftProtocol {
        case .binary: (reader, writer) = (BinaryReader(recorded[...]), BinaryWriter([]))
        case .compact: (reader, writer) = (CompactReader(recorded[...]), CompactWriter([]))
        }
        let old = try reader.readMessageHeader()
        writer.writeMessageHeader(ThriftMessageHeader(name: header.name, type: old.type, sequenceID: header.sequenceID))
        let message = writer.bytes + recorded[reader.offset...]
        return withUnsafeBytes(of: UInt32(message.count).bigEndian) { Array($0) } + message
    }

    private func reply(_ header: ThriftMessageHeader, _ response: some ThriftStruct) -> [UInt8] {
        let answered = ThriftMessageHeader(name: header.name, type: .reply, sequenceID: header.sequenceID)
        return tape.thriftProtocol.frame(answered, Reply(response))
    }

    private func status(_ code: Int32, _ message: String) -> Status {
        var status = Status()
        status.code = code
        status.message = message
        return status
    }
}
