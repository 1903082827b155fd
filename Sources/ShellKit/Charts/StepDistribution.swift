/// How often each distance between neighbouring points occurs, in bounded memory.
///
/// Percentiles are exact while there are no more than ``exactLimit`` different distances, as in regular series. After
/// that distances are counted in classes of which 32 cover each doubling, and a percentile is the largest distance of
/// its class: too large by at most 1/32.
package struct StepDistribution: Sendable {
    /// Number of distances.
    package private(set) var count = 0
    /// Most different distances that are kept one by one.
    private let exactLimit: Int
    private var exact: [Int64: Int] = [:]
    /// Number of distances in each class, and the largest of them; empty while all are kept one by one.
    private var classes: [(count: Int, largest: Int64)] = []
    /// Distances equal to the last one that are not counted yet: regular series pay for nothing else.
    private var pending: (step: Int64, count: Int) = (0, 0)

    /// - Parameter exactLimit: Most different distances that are kept one by one; 0 makes adding cheapest.
    package init(exactLimit: Int = 4096) { self.exactLimit = exactLimit }

    /// Takes a distance; those of zero or less are no distances and left out.
    @inline(__always)
    package mutating func add(_ step: Int64) {
        guard step > 0 else { return }
        count += 1
        if step == pending.step { pending.count += 1 } else { change(to: step) }
    }

    /// The distance that a share of all distances does not exceed (nearest rank); nil without distances.
    package func percentile(_ share: Double) -> Int64? {
        guard count > 0 else { return nil }
        let rank = min(count, max(1, Int((share * Double(count)).rounded(.up))))
        var copy = self
        copy.settle()
        var seen = 0
        for entry in copy.ascending {
            seen += entry.count
            if seen >= rank { return entry.step }
        }
        return nil
    }

    /// The distance in the middle; the lower of two.
    package var median: Int64? { percentile(0.5) }

    /// Whether ``percentile(_:)`` is exact.
    package var isExact: Bool { classes.isEmpty && exactLimit > 0 }

    /// The distance from which on a line between two points is not drawn; nil where nothing can be said.
    ///
    /// Where the points come regularly, one that is missing opens the line; where they do not, only a distance far
    /// beyond the usual ones does.
    package var openingLimit: Int64? {
        guard let low = percentile(0.25), let high = percentile(0.75), let tail = percentile(0.9) else { return nil }
        let isRegular = Double(high) <= 1.25 * Double(low)
        let limit = isRegular ? Double(high) * 1.5 : Double(tail) * 4
        return limit < 9e18 ? Int64(limit) : .max
    }

    private var ascending: [(step: Int64, count: Int)] {
        classes.isEmpty
            ? exact.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
            : classes.filter { $0.count > 0 }.map { ($0.largest, $0.count) }
    }

    @inline(never)
    private mutating func change(to step: Int64) {
        settle()
        pending = (step, 1)
    }

    /// Counts the pending distances.
    private mutating func settle() {
        guard pending.count > 0 else { return }
        if classes.isEmpty, exact.count >= exactLimit, exact[pending.step] == nil { spill() }
        if classes.isEmpty {
            exact[pending.step, default: 0] += pending.count
        } else {
            classify(pending.step, pending.count)
        }
        pending.count = 0
    }

    private mutating func spill() {
        classes = Array(repeating: (0, 0), count: 64 * 32)
        for (step, count) in exact { classify(step, count) }
        exact = [:]
    }

    private mutating func classify(_ step: Int64, _ count: Int) {
        let place = Self.place(step)
        classes[place].count += count
        classes[place].largest = max(classes[place].largest, step)
    }

    /// Distances below 32 have a class each; above, the five bits behind the leading one choose it.
    private static func place(_ step: Int64) -> Int {
        let exponent = 63 - step.leadingZeroBitCount
        guard exponent >= 5 else { return Int(step) }
        return (exponent - 4) * 32 + Int(step >> Int64(exponent - 5)) & 31
    }
}
