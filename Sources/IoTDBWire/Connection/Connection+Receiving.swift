extension Connection {
    /// First size of the receive buffer in bytes: what most answers fit in.
    private static var chunk: Int { 64 << 10 }
    /// The part of a larger answer that must have come before room for all of it is reserved.
    private static var partBeforeAll: Int { 16 }
    /// Longest answer in bytes to a call that opens or closes something.
    private static var shortAnswerLimit: Int { 1 << 20 }

    /// Reads one frame into `incoming` and answers the length of its payload, which starts at byte 4.
    func receive(_ deadline: Deadline, _ phase: IoTDBError.Phase) throws(IoTDBError) -> Int {
        if incoming.count < Self.chunk { incoming.setCount(Self.chunk, filler: 0) }
        var received = 0
        while received < 4 { received += try read(at: received, upTo: owesAnswers ? 4 : nil, deadline, phase) }
        let total = 4 + (try checkedLength(received, phase))
        if received == 4 {
            received += try read(at: 4, upTo: owesAnswers ? min(total, incoming.count) : nil, deadline, phase)
        }
        try checkMark(received, phase)
        if total > incoming.count {
            try receiveLarge(total, received, deadline, phase)
            received = total
        }
        while received < total { received += try read(at: received, upTo: owesAnswers ? total : nil, deadline, phase) }
        guard received == total else {
            throw abandon(.outcomeUnknown, "\(received - total) bytes came after the answer", .decode)
        }
        hasReceived = true
        return total - 4
    }

    /// Waits for the first byte of an answer, which is left where it is; false when it has not come by the deadline.
    func waitForAnswer(by deadline: Deadline, _ phase: IoTDBError.Phase) throws(IoTDBError) -> Bool {
        do throws(TransportError) {
            return try transport.waitForInput(by: deadline)
        } catch {
            throw abandon(error.kind == .cancelled ? .cancelled : .outcomeUnknown, error.message, phase)
        }
    }

    /// Reads the rest of a frame that the buffer is too small for.
    ///
    /// A length alone makes nobody allocate: room for all is there when a part has come.
    private func receiveLarge(
        _ total: Int,
        _ received: Int,
        _ deadline: Deadline,
        _ phase: IoTDBError.Phase
    ) throws(IoTDBError) {
        var received = received
        let part = total / Self.partBeforeAll
        if received < part {
            var start = incoming[..<received]
            incoming = []
            incoming = try .reading(part, behind: &start) { memory, offset throws(IoTDBError) in
                try read(into: memory, after: offset, deadline, phase)
            }
            received = part
        }
        var start = incoming[..<received]
        incoming = []
        incoming = try .reading(total, behind: &start) { memory, offset throws(IoTDBError) in
            try read(into: memory, after: offset, deadline, phase)
        }
    }

    private func read(
        at position: Int,
        upTo end: Int? = nil,
        _ deadline: Deadline,
        _ phase: IoTDBError.Phase
    ) throws(IoTDBError) -> Int {
        try incoming.withUnsafeMutableBytesTyped { bytes throws(IoTDBError) in
            let room = UnsafeMutableRawBufferPointer(rebasing: bytes[position..<(end ?? bytes.count)])
            return try read(into: room, after: position, deadline, phase)
        }
    }

    /// - Parameter offset: how much of the frame has come before.
    private func read(
        into room: UnsafeMutableRawBufferPointer,
        after offset: Int,
        _ deadline: Deadline,
        _ phase: IoTDBError.Phase
    ) throws(IoTDBError) -> Int {
        // A frame that has begun must go on, however long the answer itself may be waited for.
        let limit = offset > 0 ? Deadline.after(stallLimit).earlier(of: deadline) : deadline
        let count: Int
        do throws(TransportError) {
            count = try transport.read(into: room, deadline: limit)
        } catch {
            throw readFailed(error, after: offset, isStalled: !deadline.hasPassed, phase)
        }
        return count > 0 ? count : try endOfStream(after: offset, phase)
    }

    /// - Parameter isStalled: whether time is left for the answer, so that a time-out means a frame that does not go
    ///   on.
    private func readFailed(
        _ error: TransportError,
        after offset: Int,
        isStalled: Bool,
        _ phase: IoTDBError.Phase
    ) -> IoTDBError {
        switch error.kind {
        case .cancelled: return abandon(.cancelled, error.message, phase)
        case .tlsHandshakeFailed where !hasReceived:
            return abandon(.tlsFailed, error.message, phase, state: .notSent)
        case .timedOut where isStalled:
            let text = "the server stopped after \(offset) bytes of an answer and did not go on for \(stallLimit)"
            return abandon(.outcomeUnknown, text, phase)
        case .timedOut where !hasReceived && offset == 0:
            let text = "the server took the connection and did not answer the first call in time: "
            return abandon(.connectionFailed, text + Self.otherCauses, phase, state: .notSent)
        case .timedOut where !hasReceived:
            let text = "the server sent \(offset) bytes of an answer to the first call and no more in time: "
            return abandon(.connectionFailed, text + Self.otherCauses, phase, state: .notSent)
        case .reset where !hasReceived:
            return firstAnswerMissing("the server reset the connection instead of answering the first call", phase)
        case .closedByPeer where !hasReceived:
            return firstAnswerMissing("the server broke the connection instead of answering the first call", phase)
        default: return abandon(.outcomeUnknown, error.message, phase)
        }
    }

    /// What else a port may be that takes connections and says nothing.
    private static var otherCauses: String { "it may be no IoTDB server, expect TLS, or be overloaded" }

    private func endOfStream(after position: Int, _ phase: IoTDBError.Phase) throws(IoTDBError) -> Int {
        if position > 0, !hasReceived {
            let text = "the connection ended after \(position) bytes of an answer to the first call: "
            throw abandon(.connectionFailed, text + Self.otherCauses, phase, state: .notSent)
        }
        if position > 0 {
            throw abandon(.outcomeUnknown, "the connection ended after \(position) bytes of an answer", phase)
        }
        if hasReceived {
            throw abandon(.outcomeUnknown, "the server closed the connection without an answer", phase)
        }
        throw firstAnswerMissing("the server closed the connection without answering the first call", phase)
    }

    private func firstAnswerMissing(_ what: String, _ phase: IoTDBError.Phase) -> IoTDBError {
        let other = thriftProtocol == .binary ? "on" : "off"
        let tls = transport is TLSTransport ? "" : "it may expect TLS, "
        var error = abandon(
            .connectionFailed,
            "\(what): \(tls)its RPC compression (dn_rpc_thrift_compression_enable) may be \(other),"
                + " or its connection limit is reached",
            phase,
            state: .notSent
        )
        error.endedBeforeFirstAnswer = true
        return error
    }
}

/// Frames that are none.
extension Connection {
    /// The announced length, after looking for the first bytes of other protocols.
    private func checkedLength(_ received: Int, _ phase: IoTDBError.Phase) throws(IoTDBError) -> Int {
        let length = Int(Int32(bitPattern: incoming[0..<4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }))
        let isOpening = phase == .openSession || phase == .close
        let limit = isOpening ? min(maximumFrameSize, Self.shortAnswerLimit) : maximumFrameSize
        guard length <= 0 || length > limit else { return length }
        let isThrift = received > 4 && length > 0 && (incoming[4] == 0x80 || incoming[4] == 0x82)
        if !isThrift, let other = ForeignProtocol(incoming[0..<received]) { throw stranger(other, phase) }
        guard length > 0 else {
            throw nonsense("an answer with the impossible frame length \(length)", .outcomeUnknown)
        }
        // The answer to the first call has no rows.
        guard hasReceived, !isOpening else {
            throw nonsense(
                "an answer of \(length) bytes where \(limit) are the most that make sense; this may be no IoTDB server",
                .protocolViolation
            )
        }
        let text =
            "an answer of \(length) bytes is over this client's limit of \(maximumFrameSize) (maximumFrameSize);"
            + " a smaller fetch size makes smaller answers"
        throw abandon(.frameTooLarge, text, phase)
    }

    /// Throws unless the byte after the length begins a Thrift message of the connection's protocol.
    ///
    /// Without this a length that other bytes happen to make is waited for.
    private func checkMark(_ received: Int, _ phase: IoTDBError.Phase) throws(IoTDBError) {
        let mark = incoming[4]
        guard mark != (thriftProtocol == .binary ? 0x80 : 0x82) else { return }
        // The other Thrift protocol is told by the decoder; all else is no Thrift.
        guard mark != 0x80, mark != 0x82 else { return }
        if let other = ForeignProtocol(incoming[0..<received]) { throw stranger(other, phase) }
        throw nonsense("the answer begins with byte \(mark) and is no Thrift message", .outcomeUnknown)
    }

    /// The error for a peer of another kind.
    ///
    /// Later in the stream the request before may have been carried out, whoever answers now.
    private func stranger(_ other: ForeignProtocol, _ phase: IoTDBError.Phase) -> IoTDBError {
        let state: IoTDBError.RequestState = hasReceived ? .outcomeUnknown : .notSent
        switch other {
        case .tls:
            let text = "the server answered with a TLS record: \(IoTDBError.portSpeaksTLS)"
            return abandon(hasReceived ? .outcomeUnknown : .tlsFailed, text, phase, state: state)
        case .unframedThrift:
            let text = "the server answers with Thrift messages without frames, as IoTDB does not"
            return abandon(hasReceived ? .outcomeUnknown : .protocolViolation, text, phase, state: state)
        case .server(let name):
            let text = "what answers at this address looks like \(name), not IoTDB"
            return abandon(hasReceived ? .outcomeUnknown : .protocolViolation, text, phase, state: state)
        }
    }

    private func nonsense(_ text: String, _ code: IoTDBError.Code) -> IoTDBError {
        abandon(hasReceived ? .outcomeUnknown : code, text, .decode)
    }
}
