package import IoTDBWire

/// A server on a loopback port whose answers a closure writes, byte by byte where it wants to.
///
/// What the closure leaves alone is answered well: sessions open and close, statements succeed without rows.
package final class ScriptedServer: Sendable {
    /// One call that has come.
    package struct Call: Sendable {
        /// Name and sequence id.
        package let header: ThriftMessageHeader
        /// The text, if a statement is to be run.
        package let statement: String?
        /// The password, if a session is to be opened.
        package let password: String?
        /// Bytes of the whole request.
        package let size: Int
        /// Where it came from.
        package let connection: LoopbackConnection

        /// The frame of a good answer.
        package func reply(_ response: some ThriftValue) -> [UInt8] {
            ThriftProtocol.binary.frame(answering(.reply), Reply(response))
        }

        /// The frame of an exception.
        package func exception(_ type: Int32, _ message: String) -> [UInt8] {
            ThriftProtocol.binary.frame(answering(.exception), ApplicationException(type: type, message: message))
        }

        /// The frame of a status, as the answer to a statement.
        package func statementStatus(_ code: Int32, _ message: String) -> [UInt8] {
            var response = ExecuteStatementResponse()
            response.status.code = code
            response.status.message = message
            return reply(response)
        }

        private func answering(_ type: ThriftMessageType) -> ThriftMessageHeader {
            ThriftMessageHeader(name: header.name, type: type, sequenceID: header.sequenceID)
        }
    }

    /// What is done about a call.
    package enum Answer: Sendable {
        /// Bytes, the frame's length included.
        case bytes([UInt8])
        /// Bytes, and then the end of the connection.
        case last([UInt8])
        /// Nothing; the next call is awaited.
        case silence
    }

    /// Port on 127.0.0.1.
    package var port: Int { listener.port }
    /// The address.
    package var address: NodeAddress { get throws { try listener.address } }
    /// Texts of the statements that have come, on all connections.
    package var statements: [String] { seen.texts }
    /// Passwords of the logins, on all connections.
    package var passwords: [String] { logins.texts }
    /// Number of connections so far.
    package var connectionCount: Int { listener.acceptedCount }
    private let listener: LoopbackListener
    private let seen = TextLog()
    private let logins = TextLog()

    /// Starts to serve; the closure answers nil for calls that are to be answered well.
    package init(script: @escaping @Sendable (Call) -> Answer? = { _ in nil }) throws {
        let (seen, logins) = (self.seen, self.logins)
        listener = try LoopbackListener { connection in
            while let message = connection.readFrame(), let call = Self.read(message, connection) {
                if let statement = call.statement { seen.append(statement) }
                if let password = call.password { logins.append(password) }
                switch script(call) ?? .bytes(Self.goodAnswer(to: call)) {
                case .bytes(let bytes): connection.write(bytes)
                case .last(let bytes):
                    connection.write(bytes)
                    return
                case .silence: break
                }
            }
        }
    }

    /// Stops listening and breaks all connections.
    package func close() { listener.close() }

    private static func read(_ message: [UInt8], _ connection: LoopbackConnection) -> Call? {
        try? ThriftProtocol.binary.read(message[...]) { (header, reader) throws(ThriftDecodingError) in
            var (statement, password): (String?, String?)
            switch header.name {
            case "openSession":
                password = try reader.readValue(RequestArguments<OpenSessionRequest>.self).request.password
            case "executeStatementV2":
                statement = try reader.readValue(RequestArguments<ExecuteStatementRequest>.self).request.statement
            default: _ = try reader.readValue(NoArguments.self)
            }
            return Call(
                header: header,
                statement: statement,
                password: password,
                size: message.count + 4,
                connection: connection
            )
        }
    }

    private static func goodAnswer(to call: Call) -> [UInt8] {
        var status = Status()
        status.code = 200
        switch call.header.name {
        case "openSession":
            var response = OpenSessionResponse()
            response.status = status
            response.serverProtocolVersion = 2
            response.sessionID = 1
            response.configuration = ["timestamp_precision": "ms"]
            return call.reply(response)
        case "requestStatementId": return call.reply(Int64(1))
        case "executeStatementV2": return call.statementStatus(200, "")
        case "getProperties":
            var properties = ServerPropertiesResponse()
            properties.version = "2.0.6"
            properties.timestampPrecision = "ms"
            return call.reply(properties)
        default: return call.reply(status)
        }
    }
}

/// Texts in the order in which they came.
private final class TextLog: Sendable {
    private let entries = Lock<[String]>([])
    var texts: [String] { entries.withLock { $0 } }
    func append(_ text: String) { entries.withLock { $0.append(text) } }
}
