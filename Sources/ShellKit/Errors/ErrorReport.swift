/// An error as one JSON object, for jobs and agents that read standard error.
package struct ErrorReport: Sendable {
    private let failure: ShellError

    /// A report of an error.
    package init(_ failure: ShellError) { self.failure = failure }

    /// The object on one line.
    package var json: String {
        let details = failure.details
        let members: [(String, JSONObject.Value)] = [
            ("severity", .string("error")),
            ("code", Self.number(details.code)),
            ("name", Self.text(details.name)),
            ("message", .string(details.text ?? failure.message)),
            ("file", Self.text(details.position?.source)),
            ("line", Self.number(details.position?.line)),
            ("column", Self.number(details.position?.column)),
            ("statement", Self.number(details.statement)),
            ("phase", Self.text(details.phase)),
            ("node", Self.text(details.node)),
            ("outcome", Self.text(details.outcome?.rawValue)),
            ("safe_to_retry", details.isSafeToRetry.map { .boolean($0) } ?? .null),
            ("exit_status", .number(Int(failure.status.code))),
        ]
        return JSONObject.text(members)
    }

    private static func number(_ number: Int?) -> JSONObject.Value { number.map { .number($0) } ?? .null }

    private static func text(_ text: String?) -> JSONObject.Value { text.map { .string($0) } ?? .null }
}
