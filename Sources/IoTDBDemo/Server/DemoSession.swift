import IoTDBWire
import Synchronization

/// What one connection knows: its login, zone, statement ids and open queries.
struct DemoSession {
    /// Engine that all connections share.
    let engine: Engine
    /// The unit that clients are told for the numbers of times.
    let precision: TimestampPrecision
    /// Whether openSession succeeded.
    var isLoggedIn = false
    /// Name of the time zone, as the client gave it.
    var zoneName = "Z"
    /// Dialect, zone and database.
    var context = DemoContext()
    /// Ids from requestStatementId.
    var statementIDs: Set<Int64> = []
    /// Queries with rows that were not fetched, by their id.
    var queries: [Int64: PagedResult] = [:]

    /// A fresh connection.
    init(_ engine: Engine, _ precision: TimestampPrecision = .milliseconds) {
        self.engine = engine
        self.precision = precision
    }

    /// The frame that answers a message; nil when the connection has to end.
    mutating func reply(to message: ArraySlice<UInt8>) -> [UInt8]? {
        guard let first = message.first else { return nil }
        switch first {
        case 0x80: return reply(to: message, in: .binary)
        case 0x82: return reply(to: message, in: .compact)
        default: return nil
        }
    }

    private mutating func reply(to message: ArraySlice<UInt8>, in thriftProtocol: ThriftProtocol) -> [UInt8]? {
        var call: ThriftMessageHeader?
        do throws(ThriftDecodingError) {
            return try thriftProtocol.read(message) { (header, reader) throws(ThriftDecodingError) in
                call = header
                return try answer(Call(header: header, reader: reader, thriftProtocol: thriftProtocol))
            }
        } catch {
            guard let call else { return nil }
            let header = ThriftMessageHeader(name: call.name, type: .exception, sequenceID: call.sequenceID)
            return thriftProtocol.frame(header, ApplicationException(type: 7, message: "\(error)"))
        }
    }

    /// Ids that no two sessions of the process share.
    static func makeID() -> Int64 { lastID.add(1, ordering: .relaxed).newValue }

    private static let lastID = Atomic<Int64>(0)
}

/// One call: its head, and a reader that stands before the arguments.
struct Call {
    /// Name and number of the call.
    let header: ThriftMessageHeader
    /// Reads the arguments.
    let reader: any ThriftReader
    /// Protocol of call and answer.
    let thriftProtocol: ThriftProtocol

    /// Reads the arguments, lets a body answer, and encodes the answer.
    func answer<Arguments, Response>(
        _ method: Method<Arguments, Response>,
        _ body: (Arguments) throws(ApplicationException) -> Response
    ) throws(ThriftDecodingError) -> [UInt8] {
        let arguments = try reader.readValue(Arguments.self)
        do throws(ApplicationException) {
            let response = try body(arguments)
            let header = ThriftMessageHeader(name: method.name, type: .reply, sequenceID: header.sequenceID)
            return thriftProtocol.frame(header, Reply(response))
        } catch {
            return exception(error)
        }
    }

    /// Passes over the arguments and answers an exception.
    func refuse(_ exception: ApplicationException) throws(ThriftDecodingError) -> [UInt8] {
        _ = try reader.readValue(NoArguments.self)
        return self.exception(exception)
    }

    private func exception(_ exception: ApplicationException) -> [UInt8] {
        let header = ThriftMessageHeader(name: header.name, type: .exception, sequenceID: header.sequenceID)
        return thriftProtocol.frame(header, exception)
    }
}
