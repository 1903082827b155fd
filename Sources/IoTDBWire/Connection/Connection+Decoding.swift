/// Body of a message from the server.
private enum AnswerBody<Response> {
    case reply(Response)
    case exception(ApplicationException)
}

extension Connection {
    /// Reads the answer to a call.
    ///
    /// Whatever cannot be read, or answers another call, ends the connection.
    func decode<Response: RPCResponse>(
        _ method: String,
        _ message: ArraySlice<UInt8>
    ) throws(IoTDBError) -> Response {
        let answer: (header: ThriftMessageHeader, body: AnswerBody<Response>, memory: Int)
        do throws(ThriftDecodingError) {
            // Each with a concrete reader, so that the compiler makes straight code of the visits of a struct's fields:
            // through an existential each visit is a call, and an answer has hundreds.
            switch thriftProtocol {
            case .binary: answer = try Self.readAnswer(BinaryReader(message))
            case .compact: answer = try Self.readAnswer(CompactReader(message))
            }
        } catch {
            throw abandon(.outcomeUnknown, "the answer to \(method) cannot be read: \(error)", .decode)
        }
        guard answer.header.name == method, answer.header.sequenceID == sequenceID else {
            let found = "\(answer.header.name) with sequence id \(answer.header.sequenceID)"
            let text = "an answer to \(found) came instead of \(method) with sequence id \(sequenceID)"
            throw abandon(.outcomeUnknown, text, .decode)
        }
        remainingMemory = answer.memory
        switch answer.body {
        case .reply(let response): return response
        case .exception(let exception): throw refused(method, exception)
        }
    }

    /// Throws unless a message answers the call with a sequence id, whatever it says.
    func checkSequence(of message: ArraySlice<UInt8>, _ expected: Int32) throws(IoTDBError) {
        let header: ThriftMessageHeader
        do throws(ThriftDecodingError) {
            switch thriftProtocol {
            case .binary: header = try BinaryReader(message).readMessageHeader()
            case .compact: header = try CompactReader(message).readMessageHeader()
            }
        } catch {
            throw abandon(.outcomeUnknown, "\(error)", .decode)
        }
        guard header.sequenceID == expected else {
            throw abandon(.outcomeUnknown, "an answer with sequence id \(header.sequenceID)", .decode)
        }
    }

    private static func readAnswer<Response: RPCResponse, Reader: ThriftReader>(
        _ reader: Reader
    ) throws(ThriftDecodingError) -> (header: ThriftMessageHeader, body: AnswerBody<Response>, memory: Int) {
        let header = try reader.readMessageHeader()
        let body: AnswerBody<Response> = try readBody(header, reader)
        try reader.expectEnd()
        return (header, body, reader.allowance.bytes)
    }

    private static func readBody<Response: RPCResponse, Reader: ThriftReader>(
        _ header: ThriftMessageHeader,
        _ reader: Reader
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
        let text = exception.message?.cut(toBytes: ServerStatus.longestText) ?? "no text"
        return failure(code, "the server refused \(method): \(text) (exception \(type))", .answered, .decode)
    }
}
