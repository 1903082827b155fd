/// What became of the statements, over all inputs.
package struct StatementAccount: Sendable, Equatable {
    /// Carried out.
    package var done = 0
    /// Refused by the server, or never sent because they cannot be.
    package var failed = 0
    /// Sent, and nobody knows whether they were carried out.
    package var unknown = 0
    /// Read and left out, because something before them failed.
    package var notSent = 0
    /// Whether there are more that nobody has read.
    package var hasUnread = false

    /// Nothing was read.
    package init() {}

    /// All that were read.
    package var read: Int { done + failed + unknown + notSent }

    /// Takes a statement that failed into account.
    package mutating func note(_ failure: ShellError) {
        switch failure.details.outcome {
        case .unknown: unknown += 1
        case .notSent where failure.status == .noConnection: notSent += 1
        case .notSent, .answered, nil: failed += 1
        }
    }

    /// What follows a failure at the prompt: `2 more statements were not sent`; nil where nothing does.
    package var rest: String? {
        if hasUnread { return "the rest was not sent" }
        guard notSent > 0 else { return nil }
        return notSent == 1 ? "1 more statement was not sent" : "\(notSent) more statements were not sent"
    }

    /// `499 of 1000 statements were carried out; 1 failed, 500 were not sent`.
    package var summary: String {
        let total = hasUnread ? "" : " of \(read)"
        let carriedOut = "\(done)\(total) \(done == 1 && hasUnread ? "statement was" : "statements were") carried out"
        var rest: [String] = []
        if failed > 0 { rest.append("\(failed) failed") }
        if unknown > 0 { rest.append("the outcome of \(unknown) is unknown") }
        if hasUnread { rest.append("the rest was not sent") } else if notSent > 0 { rest.append(Self.notSent(notSent)) }
        return rest.isEmpty ? carriedOut : "\(carriedOut); " + rest.joined(separator: ", ")
    }

    private static func notSent(_ count: Int) -> String { count == 1 ? "1 was not sent" : "\(count) were not sent" }
}
