extension Status {
    /// The code, typed.
    var statusCode: StatusCode { StatusCode(rawValue: code) }

    /// Whether the call was carried out: 200; 400, which only adds a hint; 302 when no entry of it failed.
    var isSuccess: Bool {
        switch statusCode {
        case .success, .redirectionRecommend: true
        case .multipleError: !(subStatuses ?? []).isEmpty && (subStatuses ?? []).allSatisfy { $0.isSuccess }
        default: false
        }
    }

    /// The status as users of the library see it.
    var asServerStatus: ServerStatus {
        var room = ServerStatus.mostEntries
        return serverStatus(&room)
    }

    private func serverStatus(_ room: inout Int) -> ServerStatus {
        var entries: [ServerStatus] = []
        entries.reserveCapacity(min(subStatuses?.count ?? 0, room))
        for entry in subStatuses ?? [] {
            guard room > 0 else { break }
            room -= 1
            entries.append(entry.serverStatus(&room))
        }
        return ServerStatus(code: statusCode, message: message, subStatuses: entries, needsRetry: needRetry ?? false)
    }

    /// Throws unless the call was carried out.
    func check(node: String, phase: IoTDBError.Phase) throws(IoTDBError) {
        if !isSuccess { throw error(.serverError, node: node, phase: phase) }
    }

    /// The error that this status stands for.
    func error(_ code: IoTDBError.Code, node: String, phase: IoTDBError.Phase) -> IoTDBError {
        let status = asServerStatus
        return IoTDBError(
            code,
            status.text,
            serverStatus: status,
            requestState: .answered,
            phase: phase,
            node: node
        )
    }
}

extension ServerStatus {
    /// Most entries of a status, with those inside entries, that are kept.
    static var mostEntries: Int { 65_536 }
    /// Most bytes of a server's words that an error repeats in its own.
    static var longestText: Int { 65_536 }
    /// Most failed entries that an error tells.
    private static var mostFailures: Int { 100 }

    /// Calls a body with the entries that failed, and for an entry that is itself of several outcomes with those of its
    /// own.
    private func forEachFailure(_ body: (ServerStatus) -> Void) {
        for entry in subStatuses where entry.code != .success && entry.code != .redirectionRecommend {
            if entry.code == .multipleError, !entry.subStatuses.isEmpty {
                entry.forEachFailure(body)
            } else {
                body(entry)
            }
        }
    }

    /// `error 701 (SEMANTIC_ERROR): message`; for 302 the messages of the entries that failed.
    public var text: String {
        let name = code.name.map { " (\($0))" } ?? ""
        return "error \(code.rawValue)\(name): \(details)"
    }

    private var details: String {
        if code == .multipleError, let text = failureText { return text }
        guard let message, !message.isEmpty else { return "the server gave no message" }
        return message.cut(toBytes: Self.longestText)
    }

    /// The messages of the entries that failed, as far as a person reads them; nil when none failed.
    private var failureText: String? {
        var (texts, count, size) = ([String](), 0, 0)
        forEachFailure { entry in
            count += 1
            guard texts.count < Self.mostFailures, size < Self.longestText else { return }
            let text = "\(entry.code.rawValue): \(entry.message ?? "no message")".cut(toBytes: Self.longestText - size)
            size += text.utf8.count
            texts.append(text)
        }
        if count > texts.count { texts.append("\(count - texts.count) more") }
        return texts.isEmpty ? nil : texts.joined(separator: "; ")
    }
}
