extension SessionPool {
    /// Runs the work on a slot beside the pool and keeps hold of it.
    func start(_ slot: SessionSlot, _ work: @escaping @Sendable (SessionPool) async -> Void) {
        tasks[slot] = Task { await work(self) }
    }

    /// Opens a session for a slot.
    func open(_ slot: SessionSlot) async {
        do throws(IoTDBError) {
            let events = self.events
            let session = try Session(configuration.session, nodes: nodes) { events?(.session($0)) }
            sessions[slot] = session
            try await session.connect()
            openedAt[slot] = await session.node
            perform(machine.sessionOpened(slot, now: .now, random: .random(in: 0..<1)))
        } catch {
            sessions[slot] = nil
            // A refused login stays refused: everybody who waits is told at once, and the account is not locked by
            // trying again.
            let isFinal = error.nodeFailure == .loginRefused
            perform(
                machine.sessionOpenFailed(slot, error, retryAt: nodes.retryTime, failsAll: isFinal, now: .now)
            )
        }
    }

    /// Finds out whether an idle session can be handed out.
    func check(_ slot: SessionSlot, _ check: HealthCheck) async {
        let timeout = check == .ping ? configuration.pingTimeout : nil
        let isHealthy = await sessions[slot]?.isHealthy(pingTimeout: timeout) ?? false
        perform(machine.sessionHealthChecked(slot, isHealthy: isHealthy, now: .now))
    }

    /// Closes a session in an orderly way.
    func close(_ slot: SessionSlot, _ reason: SessionCloseReason) {
        start(slot) { pool in
            let session = await pool.sessions[slot]
            // One whose connection was lost has no node any more.
            let lastNode = await pool.openedAt[slot]
            pool.events?(.sessionClosed(node: await session?.node ?? lastNode, reason: reason))
            await session?.close()
            await pool.closed(slot)
        }
    }

    /// Ends whatever a session does, then closes it without waiting for the server.
    func abort(_ slot: SessionSlot) {
        let task = tasks[slot]
        task?.cancel()
        sessions[slot]?.interrupt()
        start(slot) { pool in
            await task?.value
            await pool.sessions[slot]?.close()
            await pool.closed(slot)
        }
    }

    private func closed(_ slot: SessionSlot) {
        sessions[slot] = nil
        openedAt[slot] = nil
        tasks[slot] = nil
        borrowed = borrowed.filter { $0.value != slot }
        perform(machine.sessionClosed(slot, now: .now))
    }

    /// The error that a caller sees instead of a session.
    func error(_ failure: SessionPoolStateMachine<IoTDBError>.LeaseFailure) -> IoTDBError {
        switch failure {
        case .exhausted:
            let limit = machine.limits.maximumSessions
            return IoTDBError(.poolTimedOut, "no session became free in time; all \(limit) are in use", phase: .acquire)
        case .stillOpening:
            return IoTDBError(.connectionFailed, "no session was opened in time", phase: .connect)
        case .openFailed(let error):
            return error
        case .poolClosed:
            return IoTDBError(.poolClosed, "the pool is closed", phase: .acquire)
        }
    }
}

extension SessionCloseReason: CustomStringConvertible {
    /// Words for a log.
    public var description: String {
        switch self {
        case .idleLimit: "more sessions are idle than allowed"
        case .sessionLimit: "more sessions are open than allowed"
        case .idleTimeout: "it was idle for too long"
        case .lifetime: "it reached its life time"
        case .broken: "it cannot be used again"
        case .healthCheck: "it failed its health check"
        case .poolClosed: "the pool is closing"
        }
    }
}
