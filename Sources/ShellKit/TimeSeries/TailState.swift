package import IoTDBWire

/// Which rows `\tail -f` has shown, so that each point is shown once, also one that comes late.
///
/// Every poll asks for all rows from ``floor`` on. Of a row that is known only the cells that were null before are new.
/// The newest rows are remembered; a point that is older than all of them is not asked for, but ``forgotten`` tells how
/// many values should lie there.
package struct TailState: Sendable {
    /// What is new in a row.
    package struct Row: Sendable, Equatable {
        /// The cells; those that were shown before are null.
        package var cells: [Value]
        /// Whether a newer point of the same series had been shown before this poll.
        package var isLate: Bool

        /// A row with its new cells.
        package init(cells: [Value], isLate: Bool) {
            self.cells = cells
            self.isLate = isLate
        }
    }

    private struct Key: Hashable {
        let time: Int64
        let tags: [Value]
    }

    /// Rows that are remembered, halved when it is passed.
    private let limit: Int
    /// Cells of each remembered row that have been shown.
    private var shown: [Key: [Bool]] = [:]
    /// Newest time shown of each column, by the tags of its rows.
    private var newest: [[Value]: [Int64?]] = [:]
    /// The same when the poll began.
    private var newestBefore: [[Value]: [Int64?]] = [:]
    /// Where polls begin; nil for everything.
    package private(set) var floor: Int64?

    /// Values that were shown in rows before ``floor``, which are not remembered any more.
    package private(set) var forgotten = 0

    /// Rows that a tail begins with, so that points may come late from its start on.
    package static let firstRows = 2048

    /// Whether there were no rows but those that are remembered when the tail began.
    private var hasAll = false

    /// There are no rows but those that came; later ones may be of any time.
    package mutating func hasReadAll() {
        hasAll = true
        floor = nil
    }

    /// Nothing shown.
    package init(limit: Int = 4096) { self.limit = max(2, limit) }

    /// Number of rows that are remembered.
    package var rememberedRows: Int { shown.count }

    /// A poll begins.
    package mutating func beginPoll() { newestBefore = newest }

    /// A row came.
    ///
    /// - Parameters:
    ///   - tags: Cells that, with the time, tell the row from others; shown with every part of it.
    ///   - cells: The other cells.
    /// - Returns: what is new in it; nil for nothing.
    package mutating func receive(time: Int64, tags: [Value], cells: [Value]) -> Row? {
        let key = Key(time: time, tags: tags)
        var seen = shown[key] ?? Array(repeating: false, count: cells.count)
        let isKnown = shown[key] != nil
        var row = Row(cells: cells, isLate: false)
        var hasNew = !isKnown
        for index in cells.indices where index < seen.count {
            if seen[index] || cells[index].isNull {
                if seen[index] { row.cells[index] = .null }
                continue
            }
            hasNew = true
            seen[index] = true
            if let before = newestBefore[tags]?[index], time < before { row.isLate = true }
            advance(tags, index, cells.count, time)
        }
        shown[key] = seen
        if !hasAll { floor = min(floor ?? time, time) }
        return hasNew ? row : nil
    }

    /// The poll has ended; old rows are forgotten where there are many.
    package mutating func endPoll() {
        guard shown.count > limit else { return }
        let times = shown.keys.map(\.time).sorted()
        let low = times[times.count - limit / 2]
        (floor, hasAll) = (low, false)
        for (key, cells) in shown where key.time < low {
            forgotten += cells.count { $0 }
            shown[key] = nil
        }
    }

    private mutating func advance(_ tags: [Value], _ index: Int, _ count: Int, _ time: Int64) {
        var times = newest[tags] ?? Array(repeating: nil, count: count)
        if times[index].map({ time > $0 }) ?? true {
            times[index] = time
            newest[tags] = times
        }
    }
}
