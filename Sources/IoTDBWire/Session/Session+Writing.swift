extension Session {
    /// Makes a call that writes, and checks its status.
    ///
    /// - Parameters:
    ///   - devices: what it writes to, in the order of the status's entries.
    ///   - idempotent: whether it may be sent again although it may have been carried out.
    @discardableResult
    func write<Request: SessionRequest>(
        _ method: Method<RequestArguments<Request>, Status>,
        _ request: Request,
        devices: [String] = [],
        idempotent: Bool = false
    ) async throws(IoTDBError) -> Status {
        let arguments = RequestArguments(request)
        return try await call(method, arguments, kind: .other, devices: devices, idempotent: idempotent).0
    }
}
