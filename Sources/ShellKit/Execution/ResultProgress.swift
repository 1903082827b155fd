import IoTDBWire

/// How far a result has come, on a line of the terminal while it goes elsewhere.
struct ResultProgress: Sendable {
    private let line: ProgressDisplay
    private let prefix: String
    private let start = ContinuousClock.now

    /// - Parameter prefix: is said in front of the counts.
    init(_ line: ProgressDisplay, prefix: String) {
        self.line = line
        self.prefix = prefix
    }

    /// So many rows are written.
    func update(rows: Int) {
        line.update(since: start) { prefix + ProgressDisplay.text(rows, "rows", fraction: nil, elapsed: $0) }
    }
}
