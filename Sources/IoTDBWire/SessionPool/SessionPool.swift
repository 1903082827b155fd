/// Sessions that are opened when needed, lent out one borrower at a time, checked and used again.
///
/// The pool opens nothing until it is asked. Callers are served first come first served; when every session is in use
/// they wait, until ``SessionPoolConfiguration/acquireTimeout`` or until their task is cancelled.
///
/// ```swift
/// let pool = SessionPool(SessionPoolConfiguration(configuration, maximumSessions: 8))
/// try await pool.withResultSet("SHOW DEVICES root.factory.**") { results in
///     for try await row in results.rows { print(row) }
/// }
/// await pool.close()
/// ```
public actor SessionPool {
    /// The configuration the pool was made with.
    public nonisolated let configuration: SessionPoolConfiguration
    /// What all sessions know of the nodes.
    nonisolated let nodes: NodeDirectory
    /// Is told what happens.
    nonisolated let events: (@Sendable (SessionPoolEvent) -> Void)?
    /// Decides; this actor only carries out.
    var machine: SessionPoolStateMachine<IoTDBError>
    /// Every session that the pool has, by its slot.
    var sessions: [SessionSlot: Session] = [:]
    /// The node at which each session was opened first, for events.
    var openedAt: [SessionSlot: String] = [:]
    /// Sessions that are lent out, by the object the borrower has.
    var borrowed: [ObjectIdentifier: SessionSlot] = [:]
    /// What is going on with slots that are opening, being checked or closing.
    var tasks: [SessionSlot: Task<Void, Never>] = [:]
    private var waiting: [LeaseRequest: CheckedContinuation<Result<Session, IoTDBError>, Never>] = [:]
    private var closers: [CheckedContinuation<Void, Never>] = []
    private var nextRequest = 0
    private var alarms = PoolAlarms()

    /// Makes a pool; nothing is connected yet.
    ///
    /// - Parameters:
    ///   - configuration: how sessions are opened, kept and lent.
    ///   - events: is told what the pool and its sessions do; called on any thread.
    public init(
        _ configuration: SessionPoolConfiguration = SessionPoolConfiguration(),
        events: (@Sendable (SessionPoolEvent) -> Void)? = nil
    ) {
        self.configuration = configuration
        self.events = events
        nodes = configuration.session.makeNodeDirectory()
        machine = SessionPoolStateMachine(
            limits: configuration.limits,
            peekLimit: configuration.pingAfterIdle,
            leakThreshold: configuration.leakDetectionThreshold
        )
    }

    /// What the pool holds now and has done so far.
    public var statistics: SessionPoolStatistics { machine.statistics }

    /// What is known of the nodes, in the order given.
    public nonisolated var nodeStatus: [NodeStatus] { nodes.status }

    /// Changes the limits; sessions beyond them are closed as soon as nobody uses them.
    public func setLimits(_ limits: SessionPoolLimits) {
        perform(machine.limitsChanged(limits, now: .now))
    }

    /// Replaces the nodes for connections that are opened from now on; what is connected stays where it is.
    package nonisolated func setNodes(_ addresses: [NodeAddress]) { nodes.replace(addresses) }

    /// Lends a session until it is given to ``release(_:)``; ``withSession(isolation:timeout:_:)`` does both.
    ///
    /// - Parameter timeout: how long to wait. Default: the configuration's.
    /// - Throws: `IoTDBError`:
    ///   ``IoTDBError/Code/poolTimedOut``, ``IoTDBError/Code/poolClosed``, ``IoTDBError/Code/cancelled``, or why no
    ///   session can be opened.
    public func lease(timeout: Duration? = nil) async throws(IoTDBError) -> Session {
        let request = LeaseRequest(number: nextRequest)
        nextRequest += 1
        let now = ContinuousClock.now
        let deadline = now.advanced(by: timeout ?? configuration.acquireTimeout)
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                waiting[request] = continuation
                perform(machine.lease(request, now: now, deadline: deadline))
            }
        } onCancel: {
            Task { await self.cancel(request) }
        }
        return try outcome.get()
    }

    /// Takes a lent session back.
    ///
    /// Queries left open are closed; the session object is of no further use.
    ///
    /// - Throws: `IoTDBError` with ``IoTDBError/Code/sessionClosed`` when the session is not lent out by this pool, or
    ///   no longer.
    public func release(_ session: Session) async throws(IoTDBError) {
        guard let slot = borrowed.removeValue(forKey: ObjectIdentifier(session)) else {
            throw IoTDBError(.sessionClosed, "the session is not lent out by this pool, or no longer", phase: .acquire)
        }
        let successor = await session.reset()
        if let successor, sessions[slot] != nil { sessions[slot] = successor }
        perform(machine.released(slot, successor == nil ? .broken : .reusable, now: .now) ?? [])
    }

    /// Closes the pool: callers that wait fail, borrowers have some time to finish, then their calls end too.
    ///
    /// Closing twice is harmless; the shorter time counts.
    public func close(within patience: Duration = .seconds(10)) async {
        let now = ContinuousClock.now
        await withCheckedContinuation { continuation in
            closers.append(continuation)
            perform(machine.closeRequested(now: now, deadline: now.advanced(by: patience)))
        }
    }

    /// Carries out what the state machine decided.
    func perform(_ actions: [SessionPoolStateMachine<IoTDBError>.Action]) {
        for action in actions {
            switch action {
            case .open(let slot): start(slot) { await $0.open(slot) }
            case .check(let slot, let check): start(slot) { await $0.check(slot, check) }
            case .close(let slot, let reason): close(slot, reason)
            case .abort(let slot): abort(slot)
            case .succeed(let request, let slot): lend(slot, to: request)
            case .fail(let request, let failure):
                waiting.removeValue(forKey: request)?.resume(returning: .failure(error(failure)))
            case .reportLeak(_, let held): events?(.suspectedLeak(heldFor: held))
            case .finishClosing: finishClosing()
            }
        }
        setTimer()
    }

    private func lend(_ slot: SessionSlot, to request: LeaseRequest) {
        guard let session = sessions[slot], let continuation = waiting.removeValue(forKey: request) else {
            preconditionFailure("the state machine hands out open sessions, and each once")
        }
        borrowed[ObjectIdentifier(session)] = slot
        continuation.resume(returning: .success(session))
    }

    private func cancel(_ request: LeaseRequest) {
        guard machine.leaseCancelled(request, now: .now) else { return }
        let error = IoTDBError(
            .cancelled,
            "cancelled while waiting for a session",
            requestState: .notSent,
            phase: .acquire
        )
        waiting.removeValue(forKey: request)?.resume(returning: .failure(error))
        setTimer()
    }

    private func finishClosing() {
        let closers = self.closers
        self.closers = []
        for closer in closers { closer.resume() }
    }

    /// Sees to it that the earliest thing to do is done in time.
    private func setTimer() {
        guard let time = alarms.alarm(for: machine.nextTimer, now: .now) else { return }
        Task { [weak self] in
            try? await Task.sleep(until: time, clock: .continuous)
            await self?.timerFired(time)
        }
    }

    private func timerFired(_ time: ContinuousClock.Instant) {
        alarms.fired(time)
        perform(machine.timerFired(now: .now))
    }
}
