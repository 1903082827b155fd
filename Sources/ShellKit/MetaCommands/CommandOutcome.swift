/// What the shell does after a command.
package enum CommandOutcome: Sendable, Equatable {
    /// Reads on.
    case done
    /// Leaves; nil with the status of what ran so far.
    case quit(status: Int32? = nil)
    /// Runs the open statement or, where none is open, the last one again.
    case send(SendRequest)
    /// Takes a text as if it had been typed in place of the open statement.
    case replaceBuffer(String)
    /// Drops the open statement.
    case clearBuffer
    /// Takes the open statement as one that has run: it is open no more, and the last one.
    case takeBuffer
    /// Runs the statements of a file.
    case include(String, relative: Bool)
    /// Runs the open or the last statement again and again.
    case watch(WatchRequest)
    /// Opens, turns or closes a condition.
    case condition(ConditionStep)
}

/// How a statement is sent and its result printed, for this once.
package struct SendRequest: Sendable, Equatable {
    /// Where the result goes; nil where results go.
    package var destination: Destination?
    /// Settings for this result only, by name.
    package var settings: [String: String]
    /// The prefix of the variables that take the values of the only row; nil prints the result.
    package var variablePrefix: String?

    /// A request.
    package init(destination: Destination? = nil, settings: [String: String] = [:], variablePrefix: String? = nil) {
        self.destination = destination
        self.settings = settings
        self.variablePrefix = variablePrefix
    }
}

/// How a statement is repeated.
package struct WatchRequest: Sendable, Equatable {
    /// Time between the start of two runs.
    package var interval: Duration
    /// Runs; nil for no limit.
    package var count: Int?
    /// Ends as soon as a result has at least so many rows; nil for never.
    package var minimumRows: Int?
    /// Ends when the first cell of a result is this text; nil for never.
    package var until: String?
    /// Whether cells that are not as they were in the run before are marked.
    package var showsChanges = false
    /// Options of `\plot`, where a chart is drawn in place of the result.
    package var chart: [String]?

    /// A request.
    package init(
        interval: Duration = .seconds(2),
        count: Int? = nil,
        minimumRows: Int? = nil,
        until: String? = nil
    ) {
        self.interval = interval
        self.count = count
        self.minimumRows = minimumRows
        self.until = until
    }
}
