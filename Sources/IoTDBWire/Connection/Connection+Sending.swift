extension Connection {
    /// Writes the frame of a call.
    func send<Arguments, Response>(
        _ method: Method<Arguments, Response>,
        _ arguments: Arguments,
        _ deadline: Deadline
    ) throws(IoTDBError) {
        let header = ThriftMessageHeader(name: method.name, type: .call, sequenceID: sequenceID)
        thriftProtocol.write(header, arguments, into: &outgoing)
        guard outgoing.count - 4 <= Self.serverFrameLimit else {
            let size = outgoing.count
            outgoing = []
            throw failure(.frameTooLarge, "the request has \(size) bytes, over the server's limit", .notSent, .send)
        }
        do throws(TransportError) {
            try outgoing.withUnsafeBytesTyped { bytes throws(TransportError) in
                try transport.write(bytes, deadline: deadline)
            }
        } catch {
            throw sendFailed(error)
        }
    }

    /// Largest frame that any server takes (`dn_thrift_max_frame_size` of servers up to 2.0.4).
    private static var serverFrameLimit: Int { 536_870_912 }

    /// A request is provably not processed when the kernel took fewer bytes than the frame has.
    private func sendFailed(_ error: TransportError) -> IoTDBError {
        let isWhole = error.bytesAccepted >= outgoing.count
        let isIntact = error.bytesAccepted == 0 && (error.kind == .cancelled || error.kind == .timedOut)
        if !isIntact { close() }
        if isWhole { return failure(.outcomeUnknown, error.message, .outcomeUnknown, .send) }
        let code: IoTDBError.Code =
            switch error.kind {
            case .cancelled: .cancelled
            case .timedOut: .timedOut
            case .resolveFailed, .connectFailed, .closedByPeer, .reset, .ioFailed, .tlsHandshakeFailed,
                .tlsCertificateRejected, .tlsConfigurationInvalid, .serverDoesNotUseTLS, .serverWantsTLS:
                .connectionLost
            }
        return failure(code, error.message, .notSent, .send)
    }
}
