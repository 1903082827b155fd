import IoTDBWire

/// Where the batches of an import go.
protocol TabletWriter: Sendable {
    /// Writes a batch; after an error part of it may be written.
    func write(_ batch: ImportBatch) async throws(IoTDBError)
}

/// Writes batches with the sessions of a pool, several at a time.
struct PoolTabletWriter: TabletWriter {
    let pool: SessionPool

    func write(_ batch: ImportBatch) async throws(IoTDBError) {
        let session = try await pool.lease()
        do throws(IoTDBError) {
            try await Self.write(batch, session)
        } catch {
            try? await pool.release(session)
            throw error
        }
        try? await pool.release(session)
    }

    /// The session sends nothing again whose outcome is unknown: that is counted and told to the user further up.
    private static func write(_ batch: ImportBatch, _ session: Session) async throws(IoTDBError) {
        if let part = batch.parts.first, batch.parts.count == 1 {
            try await session.insert(part.tablet, aligned: part.isAligned)
            return
        }
        for isAligned in [false, true] {
            let tablets = batch.parts.filter { $0.isAligned == isAligned }.map(\.tablet)
            if !tablets.isEmpty { try await session.insertTablets(tablets, aligned: isAligned) }
        }
    }
}

/// What to do about a batch that was not written.
///
/// A tablet may be written twice without harm: the rows replace themselves. So a batch is sent again as long as there
/// is hope.
struct BatchRetry: Sendable {
    /// The next step.
    enum Step: Sendable, Equatable {
        /// Send again after a while.
        case again(Duration)
        /// The rows are at fault: reject them.
        case reject
        /// Nothing helps: stop the import.
        case stop
    }

    /// How long sending is tried again.
    let patience: Duration
    private var attempts = 0

    init(patience: Duration) { self.patience = patience }

    /// A batch was not written.
    ///
    /// - Parameter waited: time since it was sent for the first time.
    mutating func failed(_ error: IoTDBError, waited: Duration) -> Step {
        guard Self.isTemporary(error) else { return Self.isOfRows(error) ? .reject : .stop }
        guard waited < patience else { return .stop }
        attempts += 1
        return .again(min(.seconds(2), .milliseconds(50 << min(attempts, 6))))
    }

    private static func isTemporary(_ error: IoTDBError) -> Bool {
        switch error.code {
        case .connectionFailed, .connectionLost, .outcomeUnknown, .timedOut, .poolTimedOut: return true
        case .serverError: break
        default: return false
        }
        // Overload, a node that is going down, a region that looks for its leader.
        let temporary: Set<StatusCode> = [301, 305, 306, 602, 606, 712, 713, 721, 903, 905, 906, 907]
        return error.serverStatus.map { temporary.contains($0.code) } ?? false
    }

    /// Whether the server refuses what the rows hold: types, names, times beyond the time to live.
    private static func isOfRows(_ error: IoTDBError) -> Bool {
        let codes: Set<StatusCode> = [507, 508, 509, 607, 609, 614, 615, 616, 617, 701]
        return error.code == .serverError && (error.serverStatus.map { codes.contains($0.code) } ?? false)
    }
}
