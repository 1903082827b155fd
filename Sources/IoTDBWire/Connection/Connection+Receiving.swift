extension Connection {
    /// First size of the receive buffer in bytes: what most answers fit in.
    private static var chunk: Int { 64 << 10 }
    /// Size of the pieces in which larger answers come.
    private static var pieceSize: Int { 4 << 20 }

    /// Reads one frame into `incoming` and answers the length of its payload, which starts at byte 4.
    func receive(_ deadline: Deadline, _ phase: IoTDBError.Phase) throws(IoTDBError) -> Int {
        if incoming.count < Self.chunk { incoming.setCount(Self.chunk, filler: 0) }
        var received = 0
        while received < 4 { received += try read(at: received, deadline, phase) }
        let length = try checkedLength(phase)
        let total = 4 + length
        if total > incoming.count {
            try receivePieces(of: total, received, deadline, phase)
            received = total
        }
        while received < total { received += try read(at: received, deadline, phase) }
        guard received == total else {
            throw abandon(.outcomeUnknown, "\(received - total) bytes came after the answer", .decode)
        }
        hasReceived = true
        return length
    }

    /// Reads the rest of a frame that the buffer is too small for.
    ///
    /// A length alone makes nobody allocate: the frame comes in pieces, which are joined when all of it is there.
    private func receivePieces(
        of total: Int,
        _ received: Int,
        _ deadline: Deadline,
        _ phase: IoTDBError.Phase
    ) throws(IoTDBError) {
        var pieces: [[UInt8]] = []
        var (earlier, filled) = (0, received)
        while earlier + filled < total {
            if filled == incoming.count {
                pieces.append(incoming)
                (earlier, filled) = (earlier + filled, 0)
                incoming = [UInt8](repeating: 0, count: min(total - earlier, Self.pieceSize))
            }
            filled += try read(at: filled, after: earlier, deadline, phase)
        }
        pieces.append(incoming)
        incoming = []
        incoming = .joining(&pieces, count: total)
    }

    private func read(
        at position: Int,
        after earlier: Int = 0,
        _ deadline: Deadline,
        _ phase: IoTDBError.Phase
    ) throws(IoTDBError) -> Int {
        let count: Int
        do throws(TransportError) {
            count = try incoming.withUnsafeMutableBytesTyped { bytes throws(TransportError) in
                let room = UnsafeMutableRawBufferPointer(rebasing: bytes[position...])
                return try transport.read(into: room, deadline: deadline)
            }
        } catch {
            if error.kind == .tlsHandshakeFailed, !hasReceived {
                throw abandon(.tlsFailed, error.message, phase, state: .notSent)
            }
            let code: IoTDBError.Code = error.kind == .cancelled ? .cancelled : .outcomeUnknown
            throw abandon(code, error.message, phase)
        }
        if count > 0 { return count }
        throw endOfStream(after: earlier + position, phase)
    }

    private func endOfStream(after position: Int, _ phase: IoTDBError.Phase) -> IoTDBError {
        if position > 0 {
            return abandon(.outcomeUnknown, "the connection ended after \(position) bytes of an answer", phase)
        }
        if hasReceived {
            return abandon(.outcomeUnknown, "the server closed the connection without an answer", phase)
        }
        let other = thriftProtocol == .binary ? "on" : "off"
        let tls = transport is TLSTransport ? "" : "it may expect TLS, "
        return abandon(
            .connectionFailed,
            "the server closed the connection without answering the first call: \(tls)its RPC compression"
                + " (dn_rpc_thrift_compression_enable) may be \(other), or its connection limit is reached",
            phase,
            state: .notSent
        )
    }

    /// The announced length, after looking for the first bytes of other protocols.
    private func checkedLength(_ phase: IoTDBError.Phase) throws(IoTDBError) -> Int {
        let raw = incoming[0..<4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let length = Int32(bitPattern: raw)
        // Later in the stream these bytes are a length like any other: the request before them may have been carried out.
        if !hasReceived, raw >> 16 == 0x1503 {
            throw abandon(.tlsFailed, "the server answered with a TLS alert: it wants TLS", phase, state: .notSent)
        }
        if !hasReceived, incoming[0..<4].elementsEqual("HTTP".utf8) {
            let text = "an HTTP server answers at this address, not IoTDB"
            throw abandon(.protocolViolation, text, phase, state: .notSent)
        }
        guard length > 0 else {
            throw abandon(.outcomeUnknown, "an answer with the impossible frame length \(length)", .decode)
        }
        guard Int(length) <= maximumFrameSize else {
            // The answer to the first call has no rows.
            let advice = hasReceived ? "a smaller fetch size makes smaller answers" : "this may be no IoTDB server"
            let text =
                "an answer of \(length) bytes is over this client's limit of \(maximumFrameSize) (maximumFrameSize);"
                + " \(advice)"
            throw abandon(.frameTooLarge, text, phase)
        }
        return Int(length)
    }
}
