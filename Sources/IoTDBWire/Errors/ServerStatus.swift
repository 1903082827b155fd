/// A status that a server answered (`TSStatus`).
public struct ServerStatus: Sendable, Hashable {
    /// Status code, for example 701.
    public let code: StatusCode
    /// Text for people; servers leave it out of some errors.
    public let message: String?
    /// One entry for each item of a batch, or for the failed ones only; of very many the first 65 536.
    public let subStatuses: [ServerStatus]
    /// The server's hint that the code is a passing one.
    ///
    /// It is shown to the user and never obeyed: 605 for a reversed time range has it too.
    public let needsRetry: Bool

    /// Makes a status.
    public init(code: StatusCode, message: String?, subStatuses: [ServerStatus] = [], needsRetry: Bool = false) {
        self.code = code
        self.message = message
        self.subStatuses = subStatuses
        self.needsRetry = needsRetry
    }
}
