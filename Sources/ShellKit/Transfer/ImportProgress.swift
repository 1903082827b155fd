import IoTDBWire

/// How far an import has come.
package struct ImportProgress: Sendable, Equatable {
    /// Rows of the file that were read, rejected ones included.
    package var rowsRead = 0
    /// Rows that the server has.
    package var rowsLoaded = 0
    /// Rows that were refused.
    package var rowsRejected = 0
    /// Bytes of the file that were read.
    package var bytesRead = 0
    /// Size of the file; nil for a pipe.
    package var size: Int?
    /// Line at which an import has to start that stores the rest: all lines before it are stored or rejected.
    package var nextLine = 1
    /// Requests that were sent again because their answer did not come.
    package var repeats = 0
}

/// Which batches of an import the server has, so that the line is known before which nothing is missing.
struct BatchLedger: Sendable {
    private struct Entry {
        let nextLine: Int
        var isStored = false
    }

    private var entries: [Entry] = []
    /// Number of the first entry.
    private var first = 0
    /// All lines before this one are stored or rejected.
    private(set) var nextLine: Int

    init(firstLine: Int) { nextLine = firstLine }

    /// A batch was sent; returns its number.
    mutating func sent(nextLine: Int) -> Int {
        entries.append(Entry(nextLine: nextLine))
        return first + entries.count - 1
    }

    /// The server has a batch.
    mutating func stored(_ number: Int) {
        entries[number - first].isStored = true
        while let entry = entries.first, entry.isStored {
            nextLine = entry.nextLine
            entries.removeFirst()
            first += 1
        }
    }
}

/// The times of the batches under way, by device.
///
/// Of two rows with the same device and time the server keeps the one that came last; so that this is the later one of
/// the file, a batch waits for those before it whose times reach into its own.
struct BatchOverlaps: Sendable {
    private var ranges: [Int: [String: ClosedRange<Int64>]] = [:]

    /// Whether a batch has to wait for one under way.
    func holdsBack(_ batch: ImportBatch) -> Bool {
        guard !ranges.isEmpty else { return false }
        return batch.parts.contains { part in
            guard let own = part.tablet.timeRange else { return false }
            return ranges.values.contains { $0[part.tablet.target]?.overlaps(own) ?? false }
        }
    }

    /// A batch is under way.
    mutating func began(_ number: Int, _ batch: ImportBatch) {
        var times: [String: ClosedRange<Int64>] = [:]
        for part in batch.parts { times[part.tablet.target] = part.tablet.timeRange }
        ranges[number] = times
    }

    /// It has ended.
    mutating func ended(_ number: Int) { ranges[number] = nil }
}

extension Tablet {
    /// First and last time.
    fileprivate var timeRange: ClosedRange<Int64>? {
        guard let first = timestamps.first else { return nil }
        if isSorted, let last = timestamps.last { return first...last }
        return timestamps.reduce(first...first) { min($0.lowerBound, $1)...max($0.upperBound, $1) }
    }
}
