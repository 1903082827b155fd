/// A stretch of time in which points are missing.
package struct Gap: Sendable, Equatable {
    /// The point before it, or where the range begins.
    package let start: Int64
    /// The point behind it, or where the range ends.
    package let end: Int64

    /// A gap between two instants.
    package init(start: Int64, end: Int64) {
        self.start = start
        self.end = end
    }

    /// Its length in units.
    package var length: UInt64 { UInt64(bitPattern: end &- start) }

    /// Points that would stand between its ends if one came every `interval`.
    package func missing(interval: Int64) -> Int64 {
        let (quotient, remainder) = length.quotientAndRemainder(dividingBy: UInt64(max(1, interval)))
        // A point that is late by less than half an interval is not a missing one.
        let whole = remainder >= UInt64(max(1, interval)) - remainder ? quotient + 1 : quotient
        return Int64(clamping: max(1, whole) - 1)
    }
}

/// Finds the holes of one series whose times come in ascending order, in one pass and bounded memory.
///
/// With an interval gaps are known as soon as they end. Without one the interval is the median distance, which is known
/// only when all points were seen; until then the longest distances are kept.
package struct GapDetector: Sendable {
    /// Most gaps that are kept when the interval is not known before.
    package static let limit = 10_000

    /// The interval that was asked for.
    private let interval: Int64?
    private let limit: Int
    private var steps = StepDistribution()
    private var first: Int64?
    private var last: Int64?
    /// Gaps in order of time, or a heap with the shortest one first.
    private var candidates: [Gap] = []
    /// Length of the longest distance that was dropped.
    private var dropped: UInt64 = 0
    /// Number of points.
    package private(set) var count = 0
    /// Number of times that were not after the one before.
    package private(set) var unordered = 0

    /// - Parameters:
    ///   - interval: Usual distance of points in units; nil estimates it.
    ///   - limit: Most gaps that are kept.
    package init(interval: Int64?, limit: Int = GapDetector.limit) {
        self.interval = interval
        self.limit = max(1, limit)
    }

    /// Takes the time of the next point.
    package mutating func add(_ time: Int64) {
        count += 1
        guard let previous = last else {
            (first, last) = (time, time)
            return
        }
        guard time > previous else {
            unordered += 1
            return
        }
        let gap = Gap(start: previous, end: time)
        steps.add(Int64(clamping: gap.length))
        last = time
        // Without an interval any distance may turn out to be a gap; the shortest are dropped when there are many.
        if interval.map({ Self.isGap(gap.length, $0) }) ?? true { keep(gap) }
    }

    /// What was found.
    ///
    /// - Parameter range: The range that was asked for, whose ends count like points; nil counts between points only.
    package func finished(range: ClosedRange<Int64>? = nil) -> GapReport {
        let interval = self.interval ?? steps.median
        var report = GapReport(interval: interval, isEstimated: self.interval == nil, points: count)
        guard let interval else { return report }
        var found = candidates.filter { Self.isGap($0.length, interval) }
        report.isComplete = !(dropped > 0 && Self.isGap(dropped, interval))
        if let range, let first, let last {
            let ends = [Gap(start: range.lowerBound, end: first), Gap(start: last, end: range.upperBound)]
            // An end of the range is no point: a whole interval may pass before the first one.
            found += ends.filter { $0.end > $0.start && Self.isGap($0.length, interval) }
        } else if let range {
            let whole = Gap(start: range.lowerBound, end: range.upperBound)
            if Self.isGap(whole.length, interval) { found = [whole] }
        }
        report.gaps = found.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
        if let range {
            report.total = UInt64(bitPattern: range.upperBound &- range.lowerBound)
        } else if let first, let last {
            report.total = UInt64(bitPattern: last &- first)
        }
        return report
    }

    /// Whether a distance is more than half an interval longer than the interval.
    private static func isGap(_ length: UInt64, _ interval: Int64) -> Bool {
        length > UInt64(max(1, interval)) + UInt64(max(1, interval)) / 2
    }

    /// Keeps the longest gaps.
    private mutating func keep(_ gap: Gap) {
        if candidates.count < limit {
            candidates.append(gap)
            siftUp()
        } else if gap.length > candidates[0].length {
            dropped = max(dropped, candidates[0].length)
            candidates[0] = gap
            siftDown()
        } else {
            dropped = max(dropped, gap.length)
        }
    }

    private mutating func siftUp() {
        var child = candidates.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard candidates[child].length < candidates[parent].length else { return }
            candidates.swapAt(child, parent)
            child = parent
        }
    }

    private mutating func siftDown() {
        var parent = 0
        while true {
            var smallest = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < candidates.count {
                if candidates[child].length < candidates[smallest].length { smallest = child }
            }
            if smallest == parent { return }
            candidates.swapAt(parent, smallest)
            parent = smallest
        }
    }
}

/// The holes of a series.
package struct GapReport: Sendable, Equatable {
    /// Usual distance of points; nil for fewer than two points.
    package var interval: Int64?
    /// Whether the interval is the median distance.
    package var isEstimated: Bool
    /// Number of points.
    package var points: Int
    /// The gaps in order of time.
    package var gaps: [Gap] = []
    /// Whether all gaps are listed; else the longest are.
    package var isComplete = true
    /// Length of the range, or from the first to the last point.
    package var total: UInt64 = 0

    /// Points missing in all listed gaps.
    package var missing: Int64 {
        gaps.reduce(0) { $0.addingSaturating($1.missing(interval: interval ?? 1)) }
    }

    /// Length of all listed gaps together.
    package var missingTime: UInt64 {
        gaps.reduce(0) { sum, gap in
            let (value, overflow) = sum.addingReportingOverflow(gap.length)
            return overflow ? .max : value
        }
    }
}
