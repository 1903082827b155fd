/// Decides where each result goes, and ends what it has opened.
///
/// `\o` sets a destination that holds until the next `\o`; `\g FILE` opens one for a single result. Rows of results
/// without either go to the standard output, through a pager at the prompt.
package struct OutputRouter: Sendable {
    /// An open destination.
    package struct Target: Sendable {
        /// Where the bytes go.
        package let sink: any OutputSink
        /// Where that is.
        package let destination: Destination
        /// Whether it ends with the result.
        package let isOwnedByResult: Bool

        /// Whether a person sees it on a terminal as it is written, or in a pager.
        package let isTerminal: Bool

        /// Ends it where it ends with the result.
        package func finish(isWhole: Bool) throws(OutputError) {
            if isOwnedByResult { try sink.finish(isWhole: isWhole) }
        }
    }

    private let standardOutput: any OutputSink
    private let isTerminal: Bool
    private let gate: OutputCancellation?
    private var redirected: Target?

    /// A router over the standard output.
    package init(standardOutput: any OutputSink, isTerminal: Bool, gate: OutputCancellation? = nil) {
        self.standardOutput = standardOutput
        self.isTerminal = isTerminal
        self.gate = gate
    }

    /// Where results go that are sent nowhere else.
    package var destination: Destination { redirected?.destination ?? .standardOutput }

    /// Opens the destination of one result.
    ///
    /// - Parameters:
    ///   - destination: nil for where results go now.
    ///   - pager: is used on a terminal.
    package func open(_ destination: Destination?, pager: PagerSink.Options? = nil) throws(OutputError) -> Target {
        switch destination {
        case nil where redirected != nil: return redirected ?? terminal(pager)
        case nil, .standardOutput: return terminal(pager)
        case let destination?: return try target(destination, isOwnedByResult: true)
        }
    }

    /// Sends results elsewhere from now on and ends where they went.
    package mutating func redirect(to destination: Destination) throws(OutputError) {
        let next = destination == .standardOutput ? nil : try target(destination, isOwnedByResult: false)
        let last = redirected
        redirected = next
        try last?.sink.finish(isWhole: true)
    }

    /// Ends where results go.
    ///
    /// - Parameter isWhole: whether all was written that should be; else a file does not appear.
    package mutating func close(isWhole: Bool) throws(OutputError) {
        let last = redirected
        redirected = nil
        try last?.sink.finish(isWhole: isWhole)
    }

    private func terminal(_ pager: PagerSink.Options?) -> Target {
        guard isTerminal, let pager else {
            return Target(
                sink: standardOutput,
                destination: .standardOutput,
                isOwnedByResult: false,
                isTerminal: isTerminal
            )
        }
        return Target(
            sink: PagerSink(pager, terminal: standardOutput, gate: gate),
            destination: .standardOutput,
            isOwnedByResult: true,
            isTerminal: true
        )
    }

    private func target(_ destination: Destination, isOwnedByResult: Bool) throws(OutputError) -> Target {
        let sink: any OutputSink =
            switch destination {
            case .standardOutput: standardOutput
            case .file(let path, let appends): try FileSink(path: path, appends: appends)
            case .program(let command): try CommandSink(command, gate: gate)
            case .nowhere: DiscardingSink()
            }
        return Target(sink: sink, destination: destination, isOwnedByResult: isOwnedByResult, isTerminal: false)
    }
}
