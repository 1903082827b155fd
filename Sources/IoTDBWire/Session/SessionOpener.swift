/// Opens a session at one node: connect, openSession, requestStatementId.
///
/// The only place that builds the open request.
struct SessionOpener {
    let configuration: SessionConfiguration
    let state: SessionState
    let wake: WakePipe
    let generation: Int

    /// Opens within the connect time-out, and no later than a deadline.
    func open(_ node: NodeAddress, by limit: Deadline) throws(IoTDBError) -> OpenedConnection {
        let start = ContinuousClock.now
        let deadline = Deadline.after(configuration.connectTimeout).earlier(of: limit)
        let connection = Connection(
            try connect(node, deadline),
            configuration.rpcCompression ? .compact : .binary,
            maximumFrameSize: configuration.maximumFrameSize,
            stallLimit: configuration.stallLimit
        )
        do throws(IoTDBError) {
            return try authenticate(connection, node, deadline, start)
        } catch {
            connection.close()
            throw error.beforeStatement
        }
    }

    private func connect(_ node: NodeAddress, _ deadline: Deadline) throws(IoTDBError) -> any Transport {
        do throws(TransportError) {
            guard let tls = configuration.tls else {
                return try TCPTransport.connect(to: node, wake: wake, deadline: deadline)
            }
            return try TLSTransport.connect(to: node, tls, wake: wake, deadline: deadline)
        } catch {
            let (code, phase) = (error.openingCode, error.openingPhase)
            throw IoTDBError(code, error.message, requestState: .notSent, phase: phase, node: node.description)
        }
    }

    private func authenticate(
        _ connection: Connection,
        _ node: NodeAddress,
        _ deadline: Deadline,
        _ start: ContinuousClock.Instant
    ) throws(IoTDBError) -> OpenedConnection {
        let answer = try openSession(connection, deadline)
        try check(answer.status, connection.peer)
        let sessionID = answer.sessionID ?? -1
        let statementID = try connection.call(
            RPCMethod.requestStatementId,
            SessionIDArguments(sessionID: sessionID),
            deadline: deadline,
            phase: .openSession
        )
        return OpenedConnection(
            connection: connection,
            node: node,
            sessionID: sessionID,
            statementID: statementID,
            state: state,
            precision: try precision(answer, connection, deadline),
            generation: generation,
            latency: ContinuousClock.now - start
        )
    }

    private func openSession(_ connection: Connection, _ deadline: Deadline) throws(IoTDBError) -> OpenSessionResponse {
        do throws(IoTDBError) {
            return try connection.call(
                RPCMethod.openSession,
                RequestArguments(request),
                deadline: deadline,
                phase: .openSession
            )
        } catch {
            // A zone that Java does not know makes the call fail with an exception that does not say so.
            guard error.code == .serverError else { throw error }
            throw error.adding(note: "the server may not know the time zone '\(state.timeZone)'")
        }
    }

    /// `client_protocol` 2 is IOTDB_SERVICE_PROTOCOL_V3, the only one that 1.x and 2.x servers take.
    private var request: OpenSessionRequest {
        var request = OpenSessionRequest()
        request.clientProtocol = 2
        request.zoneID = state.timeZone
        request.username = configuration.user
        request.password = configuration.password.text
        request.configuration = ["version": "V_1_0", "sql_dialect": state.dialect.rawValue]
        if let database = state.database { request.configuration?.entries.append((key: "db", value: database)) }
        return request
    }

    /// 801 and 822, and 804 of servers that tell an unknown user, are about the login, so that another node would
    /// answer the same.
    private func check(_ status: Status, _ node: String) throws(IoTDBError) {
        guard !status.isSuccess else { return }
        let isLogin = [.wrongLoginPassword, .userNotExist, .userLoginLocked].contains(status.statusCode)
        throw status.error(isLogin ? .authenticationFailed : .serverError, node: node, phase: .openSession)
    }

    /// 1.3 servers send no map with the answer; their precision is in getProperties.
    private func precision(
        _ answer: OpenSessionResponse,
        _ connection: Connection,
        _ deadline: Deadline
    ) throws(IoTDBError) -> TimestampPrecision {
        let told = answer.configuration?["timestamp_precision"]
        let name = if let told { told } else { try askedPrecision(connection, deadline) }
        guard let precision = TimestampPrecision(rawValue: name) else {
            throw connection.abandon(
                .protocolViolation,
                "the server named the unknown timestamp precision '\(name)'",
                .openSession,
                state: .notSent
            )
        }
        return precision
    }

    /// A server without the call has the unit that all have unless they are configured otherwise.
    private func askedPrecision(_ connection: Connection, _ deadline: Deadline) throws(IoTDBError) -> String {
        do throws(IoTDBError) {
            return try connection.call(
                RPCMethod.getProperties,
                NoArguments(),
                deadline: deadline,
                phase: .openSession
            ).timestampPrecision
        } catch {
            guard error.code == .unsupported, connection.isUsable else { throw error }
            return TimestampPrecision.milliseconds.rawValue
        }
    }
}

extension TransportError {
    /// The public code of an error before a session was open.
    fileprivate var openingCode: IoTDBError.Code {
        switch kind {
        case .cancelled: .cancelled
        case .timedOut, .resolveFailed, .connectFailed, .closedByPeer, .reset, .ioFailed: .connectionFailed
        case .tlsHandshakeFailed, .tlsCertificateRejected, .tlsConfigurationInvalid, .serverDoesNotUseTLS,
            .serverWantsTLS:
            .tlsFailed
        }
    }

    fileprivate var openingPhase: IoTDBError.Phase {
        switch kind {
        case .resolveFailed: .resolve
        case .tlsHandshakeFailed, .tlsCertificateRejected, .tlsConfigurationInvalid, .serverDoesNotUseTLS: .tlsHandshake
        case .timedOut, .cancelled, .connectFailed, .closedByPeer, .reset, .ioFailed, .serverWantsTLS: .connect
        }
    }
}

extension IoTDBError {
    /// The error of an opening as the caller of a statement sees it: no statement can have run.
    fileprivate var beforeStatement: IoTDBError {
        let isLoss = code == .outcomeUnknown || code == .connectionLost || code == .timedOut
        var told = IoTDBError(
            isLoss ? .connectionFailed : code,
            message,
            serverStatus: serverStatus,
            requestState: requestState == .answered ? .answered : .notSent,
            phase: .openSession,
            node: node,
            causes: causes,
            notes: notes,
            file: file,
            line: line
        )
        told.endedBeforeFirstAnswer = endedBeforeFirstAnswer
        return told
    }
}
