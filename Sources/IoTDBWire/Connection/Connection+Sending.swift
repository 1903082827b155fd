extension Connection {
    /// Makes the frame of a call.
    func encode(_ method: String, _ arguments: some ThriftStruct) {
        let header = ThriftMessageHeader(name: method, type: .call, sequenceID: sequenceID)
        thriftProtocol.write(header, arguments, into: &outgoing)
    }

    /// Sends the frame that was made.
    func sendRequest(_ deadline: Deadline) throws(IoTDBError) {
        guard outgoing.count - 4 <= Self.serverFrameLimit else {
            let size = outgoing.count
            outgoing = []
            throw failure(.frameTooLarge, "the request has \(size) bytes, over the server's limit", .notSent, .send)
        }
        do throws(TransportError) {
            try outgoing.withUnsafeBytesTyped { bytes throws(TransportError) in try write(bytes, deadline) }
        } catch {
            throw sendFailed(error)
        }
    }

    /// Bytes that must leave within the stall limit; a link with a tenth of a modem's speed moves as many.
    private static var pieceSize: Int { 256 << 10 }

    /// Writes a frame in pieces, so that a peer that stops reading is noticed also where the call itself has no limit.
    private func write(_ bytes: UnsafeRawBufferPointer, _ deadline: Deadline) throws(TransportError) {
        var sent = 0
        while sent < bytes.count {
            let piece = UnsafeRawBufferPointer(rebasing: bytes[sent..<min(sent + Self.pieceSize, bytes.count)])
            do throws(TransportError) {
                try transport.write(piece, deadline: Deadline.after(stallLimit).earlier(of: deadline))
            } catch {
                let isStalled = error.kind == .timedOut && !deadline.hasPassed
                let text = "the server stopped reading the request: it took nothing more for \(stallLimit)"
                let told = isStalled ? TransportError(.timedOut, text) : error
                throw told.accepting(sent + error.bytesAccepted)
            }
            sent += piece.count
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
