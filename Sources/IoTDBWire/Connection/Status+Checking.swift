extension Status {
    /// Whether the call was carried out: 200; 400, which only adds a hint; 302 when no entry of it failed.
    var isSuccess: Bool {
        switch code {
        case 200, 400: true
        case 302: !(subStatuses ?? []).isEmpty && (subStatuses ?? []).allSatisfy { $0.isSuccess }
        default: false
        }
    }

    /// The status as users of the library see it.
    var asServerStatus: ServerStatus {
        ServerStatus(
            code: code,
            message: message,
            subStatuses: (subStatuses ?? []).map { $0.asServerStatus },
            needsRetry: needRetry ?? false
        )
    }

    /// Throws unless the call was carried out.
    func check(node: String, phase: IoTDBError.Phase) throws(IoTDBError) {
        if !isSuccess { throw error(.serverError, node: node, phase: phase) }
    }

    /// The error that this status stands for.
    func error(_ code: IoTDBError.Code, node: String, phase: IoTDBError.Phase) -> IoTDBError {
        IoTDBError(
            code,
            asServerStatus.text,
            serverStatus: asServerStatus,
            requestState: .answered,
            phase: phase,
            node: node
        )
    }
}

extension ServerStatus {
    /// The entries that failed, and for an entry that is itself of several outcomes those of its own.
    private var failures: [ServerStatus] {
        var failures: [ServerStatus] = []
        for entry in subStatuses where entry.code != 200 && entry.code != 400 {
            if entry.code == 302, !entry.subStatuses.isEmpty {
                failures += entry.failures
            } else {
                failures.append(entry)
            }
        }
        return failures
    }

    /// `error 701 (SEMANTIC_ERROR): message`; for 302 the messages of the entries that failed.
    public var text: String {
        let name = StatusCode(rawValue: code).name.map { " (\($0))" } ?? ""
        return "error \(code)\(name): \(details)"
    }

    private var details: String {
        let failed = failures
        if code == 302, !failed.isEmpty {
            return failed.map { "\($0.code): \($0.message ?? "no message")" }.joined(separator: "; ")
        }
        guard let message, !message.isEmpty else { return "the server gave no message" }
        return message
    }
}
