/// What is kept of the points that lie in one stretch of time.
protocol TimeBucket: Sendable {
    /// One value of the series.
    associatedtype Value

    /// A stretch with its first point.
    init(_ time: Int64, _ value: Value)
    /// Takes another point of the same stretch.
    mutating func add(_ time: Int64, _ value: Value)
    /// Takes what was kept of a neighbouring stretch.
    mutating func merge(_ other: Self)
    /// Time of the earliest point.
    var firstTime: Int64 { get }
    /// Time of the latest point.
    var lastTime: Int64 { get }
}

/// A series cut into at most 2048 stretches of equal length, however many points come and wherever they lie.
///
/// The range of times need not be known before: a stretch is a power of two of the time unit long and begins at a
/// multiple of its length; when the points need more stretches, neighbours are merged and the length doubles. So what
/// is kept depends on the points alone and not on the order in which they come.
struct TimeBuckets<Bucket: TimeBucket>: Sendable {
    /// Most stretches that are kept; a power of two.
    static var limit: Int { 2048 }

    /// Stretch number n lies at place n modulo the limit.
    private var slots: [Bucket?] = []
    /// Logarithm of the length of a stretch.
    private(set) var shift: Int64 = 0
    /// Numbers of the first and the last stretch.
    private var low: Int64 = 0
    private var high: Int64 = 0
    /// The stretch that took the last point; its slot is out of date.
    private var current: Bucket?
    private var currentIndex: Int64 = 0

    /// No stretch yet.
    init() {}

    /// Whether no point has come.
    var isEmpty: Bool { current == nil }

    /// Takes a point.
    @inline(__always)
    mutating func add(_ time: Int64, _ value: Bucket.Value) {
        let index = time >> shift
        if index == currentIndex, current != nil {
            current?.add(time, value)
        } else {
            enter(time, value)
        }
    }

    /// The stretches in order of time.
    var ordered: [Bucket] {
        guard let current else { return [] }
        var found: [Bucket] = []
        // Counted from the first stretch, because the number behind the last one may not exist.
        for offset in 0...Int(truncatingIfNeeded: high &- low) {
            let index = low &+ Int64(offset)
            if index == currentIndex {
                found.append(current)
            } else if let one = slots[slot(index)] {
                found.append(one)
            }
        }
        return found
    }

    /// Goes to another stretch, with its first or a later point.
    @inline(never)
    private mutating func enter(_ time: Int64, _ value: Bucket.Value) {
        guard let current else { return begin(time, value) }
        slots[slot(currentIndex)] = current
        while !fits(time >> shift) { coarsen() }
        let index = time >> shift
        low = min(low, index)
        high = max(high, index)
        currentIndex = index
        if var known = slots[slot(index)] {
            known.add(time, value)
            self.current = known
        } else {
            self.current = Bucket(time, value)
        }
    }

    private mutating func begin(_ time: Int64, _ value: Bucket.Value) {
        slots = Array(repeating: nil, count: Self.limit)
        (low, high, currentIndex) = (time, time, time)
        current = Bucket(time, value)
    }

    /// Whether the stretches up to this one are few enough.
    private func fits(_ index: Int64) -> Bool {
        UInt64(bitPattern: max(high, index) &- min(low, index)) < UInt64(Self.limit)
    }

    /// Doubles the length of the stretches.
    private mutating func coarsen() {
        var merged: [Bucket?] = Array(repeating: nil, count: Self.limit)
        for offset in 0...Int(truncatingIfNeeded: high &- low) {
            let index = low &+ Int64(offset)
            guard let bucket = slots[slot(index)] else { continue }
            let target = slot(index >> 1)
            if var neighbour = merged[target] {
                neighbour.merge(bucket)
                merged[target] = neighbour
            } else {
                merged[target] = bucket
            }
        }
        slots = merged
        shift += 1
        low >>= 1
        high >>= 1
        // The caller has stored the current stretch and goes to another.
        currentIndex >>= 1
    }

    private func slot(_ index: Int64) -> Int { Int(truncatingIfNeeded: index) & (Self.limit - 1) }
}

extension TimeBuckets<ValueBucket> {
    /// Opens the line to the point that came last.
    mutating func openLine(at time: Int64) { current?.open(at: time) }
}
