extension SessionPool {
    /// Lends a session to a closure and takes it back however the closure ends.
    ///
    /// The closure runs where the caller runs. Results must be read inside it: they end with the loan.
    ///
    /// - Parameters:
    ///   - isolation: where the closure runs. Default: where the caller does.
    ///   - timeout: how long to wait for a session. Default: the configuration's.
    ///   - body: may throw anything, which is passed on.
    /// - Throws: what ``lease(timeout:)`` and `body` throw.
    @discardableResult
    public func withSession<Success: Sendable>(
        isolation: isolated (any Actor)? = #isolation,
        timeout: Duration? = nil,
        _ body: (Session) async throws -> Success
    ) async throws -> Success {
        let session = try await lease(timeout: timeout)
        do {
            let value = try await body(session)
            await giveBack(session)
            return value
        } catch {
            await giveBack(session)
            throw error
        }
    }

    /// Makes sure that a node answers, opening a session where there is none.
    ///
    /// - Throws: `IoTDBError`, as ``lease(timeout:)`` does.
    public func ping(timeout: Duration? = nil) async throws(IoTDBError) {
        let session = try await lease(timeout: timeout)
        do throws(IoTDBError) {
            try await session.ping(timeout: configuration.pingTimeout)
        } catch {
            await giveBack(session)
            throw error
        }
        await giveBack(session)
    }

    /// Releases a session that its borrower may have released already.
    func giveBack(_ session: Session) async {
        try? await release(session)
    }
}
