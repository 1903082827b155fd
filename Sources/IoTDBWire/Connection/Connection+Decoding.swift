/// Body of a message from the server.
private enum AnswerBody<Response> {
    case reply(Response)
    case exception(ApplicationException)
}

extension Connection {
    /// Reads the answer to a call.
    ///
    /// Whatever cannot be read, or answers another call, ends the connection.
    func decode<Arguments, Response>(
        _ method: Method<Arguments, Response>,
        _ message: ArraySlice<UInt8>
    ) throws(IoTDBError) -> Response {
        let answer: (header: ThriftMessageHeader, body: AnswerBody<Response>)
        do throws(ThriftDecodingError) {
            answer = try thriftProtocol.read(message) { header, reader throws(ThriftDecodingError) in
                (header, try Self.readBody(header, reader))
            }
        } catch {
            throw abandon(.outcomeUnknown, "the answer to \(method.name) cannot be read: \(error)", .decode)
        }
        guard answer.header.name == method.name, answer.header.sequenceID == sequenceID else {
            let found = "\(answer.header.name) with sequence id \(answer.header.sequenceID)"
            let text = "an answer to \(found) came instead of \(method.name) with sequence id \(sequenceID)"
            throw abandon(.outcomeUnknown, text, .decode)
        }
        switch answer.body {
        case .reply(let response): return response
        case .exception(let exception): throw refused(method.name, exception)
        }
    }

    private static func readBody<Response: ThriftValue>(
        _ header: ThriftMessageHeader,
        _ reader: any ThriftReader
    ) throws(ThriftDecodingError) -> AnswerBody<Response> {
        switch header.type {
        case .reply:
            guard let response = try reader.readValue(Reply<Response>.self).success else {
                throw ThriftDecodingError("a reply without result (field 0 'success')", at: reader.offset)
            }
            return .reply(response)
        case .exception:
            return .exception(try reader.readValue(ApplicationException.self))
        case .call, .oneway:
            throw ThriftDecodingError("a message of type \(header.type) instead of a reply", at: 0)
        }
    }

    /// Type 1 is an unknown method.
    ///
    /// After type 7 the server holds the end of our request and would never answer again.
    private func refused(_ method: String, _ exception: ApplicationException) -> IoTDBError {
        let type = exception.type ?? 0
        if type == 7 { close() }
        let code: IoTDBError.Code = type == 1 ? .unsupported : .serverError
        let text = exception.message ?? "no text"
        return failure(code, "the server refused \(method): \(text) (exception \(type))", .answered, .decode)
    }
}
