package import IoTDBWire

/// A request that a ``FakeServer`` has read.
package enum FakeRequest: Sendable {
    case openSession(OpenSessionRequest)
    case closeSession(CloseSessionRequest)
    case requestStatementID(SessionIDArguments)
    case execute(ExecuteStatementRequest)
    case fetch(FetchResultsRequest)
    case closeOperation(CloseOperationRequest)
    case setTimeZone(SetTimeZoneRequest)
    case getTimeZone(SessionIDArguments)
    case getProperties
    case ping
    /// Any call that is answered with a bare status, such as the inserts.
    case plain

    /// Reads the arguments of a call.
    static func read(_ name: String, _ reader: any ThriftReader) throws(ThriftDecodingError) -> FakeRequest {
        switch name {
        case "openSession": .openSession(try reader.readValue(RequestArguments<OpenSessionRequest>.self).request)
        case "closeSession": .closeSession(try reader.readValue(RequestArguments<CloseSessionRequest>.self).request)
        case "requestStatementId": .requestStatementID(try reader.readValue(SessionIDArguments.self))
        case "executeStatementV2", "executeQueryStatementV2", "executeUpdateStatementV2":
            .execute(try reader.readValue(RequestArguments<ExecuteStatementRequest>.self).request)
        case "fetchResultsV2": .fetch(try reader.readValue(RequestArguments<FetchResultsRequest>.self).request)
        case "closeOperation":
            .closeOperation(try reader.readValue(RequestArguments<CloseOperationRequest>.self).request)
        case "setTimeZone": .setTimeZone(try reader.readValue(RequestArguments<SetTimeZoneRequest>.self).request)
        case "getTimeZone": .getTimeZone(try reader.readValue(SessionIDArguments.self))
        case "getProperties": try readNothing(reader, .getProperties)
        case "testConnectionEmptyRPC": try readNothing(reader, .ping)
        default: try readNothing(reader, .plain)
        }
    }

    private static func readNothing(
        _ reader: any ThriftReader,
        _ request: FakeRequest
    ) throws(ThriftDecodingError) -> FakeRequest {
        // A struct without known fields: whatever comes is skipped.
        _ = try reader.readValue(NoArguments.self)
        return request
    }

    /// The text of a statement.
    var statement: String? {
        if case .execute(let request) = self { request.statement } else { nil }
    }
}

/// An answer of a ``FakeServer``.
package enum FakeReply: Sendable {
    case status(Status)
    case open(OpenSessionResponse)
    case execute(ExecuteStatementResponse)
    case fetch(FetchResultsResponse)
    case number(Int64)
    case properties(ServerPropertiesResponse)
    case timeZone(GetTimeZoneResponse)
    case exception(ApplicationException)
    /// A reply without a result.
    case nothing

    /// The same answer with a status instead of what it would have carried; a bare number has none and stays.
    func replacing(_ status: Status) -> FakeReply {
        switch self {
        case .open(var response):
            response.status = status
            response.sessionID = -1
            return .open(response)
        case .execute:
            var response = ExecuteStatementResponse()
            response.status = status
            return .execute(response)
        case .fetch:
            var response = FetchResultsResponse()
            response.status = status
            return .fetch(response)
        case .timeZone(var response):
            response.status = status
            return .timeZone(response)
        case .status: return .status(status)
        case .number, .properties, .exception, .nothing: return self
        }
    }

    /// The frame of the answer.
    func frame(_ wire: ThriftProtocol, _ name: String, _ sequenceID: Int32) -> [UInt8] {
        let header = ThriftMessageHeader(name: name, type: .reply, sequenceID: sequenceID)
        switch self {
        case .status(let value): return wire.frame(header, Reply(value))
        case .open(let value): return wire.frame(header, Reply(value))
        case .execute(let value): return wire.frame(header, Reply(value))
        case .fetch(let value): return wire.frame(header, Reply(value))
        case .number(let value): return wire.frame(header, Reply(value))
        case .properties(let value): return wire.frame(header, Reply(value))
        case .timeZone(let value): return wire.frame(header, Reply(value))
        case .nothing: return wire.frame(header, NoArguments())
        case .exception(let value):
            let header = ThriftMessageHeader(name: name, type: .exception, sequenceID: sequenceID)
            return wire.frame(header, value)
        }
    }
}

extension Status {
    /// A status with a code.
    package init(code: Int32, message: String? = nil) {
        self.init()
        self.code = code
        self.message = message
    }
}
