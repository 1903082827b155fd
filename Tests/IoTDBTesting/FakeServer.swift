import Glibc
package import IoTDBWire

/// A server in this process that speaks the protocol through our own codec, keeps books, and fails as it is told.
///
/// Without a script every call is served well. Statements: see `FakeQuery` and `FakeSession`. The one password it takes
/// is `root`.
package final class FakeServer: Sendable {
    private struct State {
        var ledger = FakeLedger()
        var script: ServerScript
        var connections: [Int: LoopbackConnection] = [:]
        var nextConnection = 0
    }

    private let state: Lock<State>
    private let listener = Lock<LoopbackListener?>(nil)
    private let wire: ThriftProtocol
    /// The port, kept over ``stop()`` and ``restart()``.
    package let port: Int

    /// Listens on a free port of 127.0.0.1.
    package init(_ wire: ThriftProtocol = .binary, script: @escaping ServerScript = { _ in nil }) throws {
        state = Lock(State(script: script))
        self.wire = wire
        // The port is needed before `self` can be captured by the handler.
        port = try LoopbackListener.unusedPort()
        try restart()
    }

    deinit { stop() }

    /// `127.0.0.1` and the port.
    package var address: NodeAddress { get throws { try NodeAddress(host: "127.0.0.1", port: port) } }

    /// What was seen so far.
    package var ledger: FakeLedger { state.withLock { $0.ledger } }

    /// Replaces the script for later calls.
    package func setScript(_ script: @escaping ServerScript) { state.withLock { $0.script = script } }

    /// Breaks all connections, with a reset or in an orderly way, and waits until the clients can know.
    package func breakConnections(reset: Bool = false) {
        let connections = state.withLock { Array($0.connections.values) }
        for connection in connections {
            if reset { connection.breakOff() } else { connection.shutdown() }
        }
        // A reset is sent by the handler's own close.
        let deadline = ContinuousClock.now + .seconds(5)
        while connections.contains(where: { $0.descriptor >= 0 }), ContinuousClock.now < deadline { usleep(200) }
    }

    /// Stops listening and breaks all connections: connecting is refused from now on.
    package func stop() {
        listener.withLock { listener in
            listener?.close()
            listener = nil
        }
    }

    /// Listens again on the same port.
    package func restart() throws {
        let fresh = try LoopbackListener(port: port) { [weak self] in self?.serve($0) }
        listener.withLock { $0 = fresh }
    }

    private func serve(_ connection: LoopbackConnection) {
        let number = state.withLock { state in
            defer { state.nextConnection += 1 }
            state.connections[state.nextConnection] = connection
            state.ledger.connections += 1
            return state.nextConnection
        }
        var session = FakeSession()
        while let message = connection.readFrame(), answer(message, connection, number, &session) {}
        state.withLock { state in
            session.end(&state.ledger)
            state.connections[number] = nil
            state.ledger.connections -= 1
        }
    }

    /// Serves one call; false ends the connection.
    private func answer(
        _ message: [UInt8],
        _ connection: LoopbackConnection,
        _ number: Int,
        _ session: inout FakeSession
    ) -> Bool {
        let header: ThriftMessageHeader
        let request: FakeRequest
        do throws(ThriftDecodingError) {
            (header, request) = try wire.read(message[...]) { header, reader throws(ThriftDecodingError) in
                (header, try FakeRequest.read(header.name, reader))
            }
        } catch {
            // A real server closes too; the other protocol is the likely reason.
            state.withLock { $0.ledger.violations.append("unreadable request: \(error)") }
            return false
        }
        let (fault, reply) = state.withLock { state -> (ServerFault?, FakeReply?) in
            let earlier = state.ledger.calls[header.name, default: 0]
            state.ledger.calls[header.name] = earlier + 1
            let call = FakeCall(
                method: header.name,
                connection: number,
                earlier: earlier,
                statement: request.statement
            )
            let fault = state.script(call)
            switch fault {
            case .beforeRunning: return (fault, nil)
            case .status(let code, let text):
                // Asked of a session that is thrown away, for the shape of the answer.
                var (copy, books) = (session, state.ledger)
                return (fault, copy.run(request, &books).replacing(Status(code: code, message: text)))
            case .exception(let type, let text):
                return (fault, .exception(ApplicationException(type: type, message: text)))
            case .stopping:
                var status = Status(code: 301)
                status.needRetry = true
                return (fault, session.run(request, &state.ledger).replacing(status))
            case .afterRunning, .edit, .header, .pieces, .drip, .change, nil:
                return (fault, session.run(request, &state.ledger))
            }
        }
        return connection.perform(fault, reply, header, wire)
    }
}

extension LoopbackConnection {
    /// The payload of the next frame; nil at the end of the stream.
    func readFrame() -> [UInt8]? {
        let head = read(4)
        guard head.count == 4 else { return nil }
        let length = head.reduce(0) { $0 << 8 | Int($1) }
        guard length <= 64 << 20 else { return nil }
        let payload = read(length)
        return payload.count == length ? payload : nil
    }

    /// Sends an answer as the fault wants it; false ends the connection.
    fileprivate func perform(
        _ fault: ServerFault?,
        _ reply: FakeReply?,
        _ header: ThriftMessageHeader,
        _ wire: ThriftProtocol
    ) -> Bool {
        guard let reply else {
            if case .beforeRunning(let ending) = fault { return finish(ending) }
            return false
        }
        switch fault {
        case nil, .status, .exception:
            return write(reply.frame(wire, header.name, header.sequenceID))
        case .stopping:
            write(reply.frame(wire, header.name, header.sequenceID))
            usleep(5_000)
            return false
        case .drip(let pause):
            for byte in reply.frame(wire, header.name, header.sequenceID) {
                guard write([byte]) else { return false }
                usleep(pause)
            }
            return true
        case .beforeRunning(let ending), .afterRunning(let ending):
            return finish(ending)
        case .edit(let ending, let edit):
            write(edit(reply.frame(wire, header.name, header.sequenceID)))
            return finish(ending)
        case .header(let name, let shift):
            return write(reply.frame(wire, name ?? header.name, header.sequenceID &+ shift))
        case .pieces(let size):
            let frame = reply.frame(wire, header.name, header.sequenceID)
            return stride(from: 0, to: frame.count, by: max(1, size)).allSatisfy {
                write(Array(frame[$0..<min($0 + max(1, size), frame.count)]))
            }
        case .change(let change):
            return write(change(reply).frame(wire, header.name, header.sequenceID))
        }
    }

    private func finish(_ ending: ServerFault.Ending) -> Bool {
        switch ending {
        case .goOn: return true
        case .close: return false
        case .reset:
            reset()
            return false
        case .stall:
            waitForClose()
            return false
        }
    }
}
