/// The points of a numeric series in one stretch of time: extremes, and the ends that lines are drawn to.
struct ValueBucket: TimeBucket, Equatable {
    /// Time of the earliest point.
    private(set) var firstTime: Int64
    /// Time of the latest point.
    private(set) var lastTime: Int64
    /// Value of the earliest point.
    private(set) var first: Double
    /// Value of the latest point.
    private(set) var last: Double
    /// Smallest value.
    private(set) var minimum: Double
    /// Largest value.
    private(set) var maximum: Double
    /// Whether a value without a place on the axis came just before the earliest point, so that no line leads to it.
    private(set) var isOpen = false

    /// A stretch with its first point.
    init(_ time: Int64, _ value: Double) {
        (firstTime, lastTime) = (time, time)
        (first, last, minimum, maximum) = (value, value, value, value)
    }

    /// Takes another point of the stretch.
    @inline(__always)
    mutating func add(_ time: Int64, _ value: Double) {
        if value < minimum { minimum = value }
        if value > maximum { maximum = value }
        if time >= lastTime {
            lastTime = time
            last = value
        } else if time < firstTime {
            firstTime = time
            first = value
        }
    }

    /// Takes what was kept of a neighbouring stretch.
    mutating func merge(_ other: ValueBucket) {
        minimum = min(minimum, other.minimum)
        maximum = max(maximum, other.maximum)
        if other.firstTime < firstTime {
            (firstTime, first, isOpen) = (other.firstTime, other.first, other.isOpen)
        }
        if other.lastTime >= lastTime { (lastTime, last) = (other.lastTime, other.last) }
    }

    /// Opens the line to the earliest point when that is the one at this time.
    mutating func open(at time: Int64) {
        if firstTime == time { isOpen = true }
    }
}

/// The points of a series of states in one stretch of time.
struct StateBucket: TimeBucket, Equatable {
    /// Time of the earliest point.
    private(set) var firstTime: Int64
    /// Time of the latest point.
    private(set) var lastTime: Int64
    /// State at the earliest point, as its number in the series.
    private(set) var first: Int
    /// State at the latest point.
    private(set) var last: Int
    /// Whether there were several states.
    private(set) var isMixed = false

    /// A stretch with its first point.
    init(_ time: Int64, _ value: Int) {
        (firstTime, lastTime) = (time, time)
        (first, last) = (value, value)
    }

    /// Takes another point of the stretch.
    mutating func add(_ time: Int64, _ value: Int) {
        if value != first { isMixed = true }
        if time >= lastTime {
            lastTime = time
            last = value
        } else if time < firstTime {
            firstTime = time
            first = value
        }
    }

    /// Takes what was kept of a neighbouring stretch.
    mutating func merge(_ other: StateBucket) {
        isMixed = isMixed || other.isMixed || other.first != first
        if other.firstTime < firstTime { (firstTime, first) = (other.firstTime, other.first) }
        if other.lastTime >= lastTime { (lastTime, last) = (other.lastTime, other.last) }
    }
}
