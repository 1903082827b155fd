package import IoTDBWire

/// Figures about one series, from its points in the order in which they come.
package struct SeriesStatistics: Sendable {
    /// Number of values.
    package private(set) var count = 0
    /// Number of rows without a value.
    package private(set) var nulls = 0
    /// Number of values that are not finite; they are in no other figure but the count.
    package private(set) var notFinite = 0
    /// Smallest value.
    package private(set) var minimum: Double?
    /// Largest value.
    package private(set) var maximum: Double?
    /// Smallest and largest of whole numbers, which a floating-point number may not hold.
    package private(set) var integers: ClosedRange<Int64>?
    /// Earliest time of a value.
    package private(set) var firstTime: Int64?
    /// Latest time of a value.
    package private(set) var lastTime: Int64?
    /// The time since when all values have been as the last one; nil where the values do not come in order of time.
    package var sameSince: Int64? { isOrdered ? runStart : nil }
    /// Distances between neighbouring values.
    package private(set) var steps = StepDistribution()
    private var numbers = 0
    private var runningMean = 0.0
    private var squares = 0.0
    private var previousTime: Int64?
    private var runStart: Int64?
    private var isOrdered = true
    /// The last value: bits of a number, or anything else.
    private var lastBits: UInt64 = 0
    private var lastOther = Value.null

    /// No values yet.
    package init() {}

    /// Takes a cell at a time; a time of null is a row without one.
    package mutating func add(_ time: Int64?, _ value: Value) {
        switch value {
        case .null: addNull()
        case .int32(let whole): add(time, whole: Int64(whole))
        case .int64(let whole): add(time, whole: whole)
        case .float(let number): add(time, number: Double(number))
        case .double(let number): add(time, number: number)
        default:
            count += 1
            if let time { take(time, isNew: value != lastOther) }
            lastOther = value
        }
    }

    /// Takes a row without a value.
    package mutating func addNull() { nulls += 1 }

    /// Takes a whole number.
    @inline(__always)
    package mutating func add(_ time: Int64?, whole: Int64) {
        count += 1
        let bits = UInt64(bitPattern: whole)
        if let time { take(time, isNew: bits != lastBits) }
        lastBits = bits
        integers = integers.map { min($0.lowerBound, whole)...max($0.upperBound, whole) } ?? whole...whole
        take(Double(whole))
    }

    /// Takes a number.
    @inline(__always)
    package mutating func add(_ time: Int64?, number: Double) {
        count += 1
        let bits = number.bitPattern
        if let time { take(time, isNew: bits != lastBits) }
        lastBits = bits
        take(number)
    }

    /// Arithmetic mean; nil without numbers.
    package var mean: Double? { numbers > 0 ? runningMean : nil }

    /// Standard deviation of a sample, as the server's `stddev`; nil for fewer than two numbers, and where squares are
    /// beyond the largest number.
    package var deviation: Double? {
        numbers > 1 && squares.isFinite ? (squares / Double(numbers - 1)).squareRoot() : nil
    }

    /// Values in one second of the time from the first to the last; nil for fewer than two.
    package func rate(_ precision: TimestampPrecision) -> Double? {
        guard count > 1, let firstTime, let lastTime, lastTime > firstTime else { return nil }
        let seconds = (Double(lastTime) - Double(firstTime)) / Double(precision.unitsPerSecond)
        return Double(count - 1) / seconds
    }

    @inline(__always)
    private mutating func take(_ time: Int64, isNew: Bool) {
        if isNew || runStart == nil { runStart = time }
        if let lastTime, time < lastTime { isOrdered = false } else { lastTime = time }
        if firstTime.map({ time < $0 }) ?? true { firstTime = time }
        if let previousTime {
            let (step, overflow) = time.subtractingReportingOverflow(previousTime)
            // Descending rows have the same distances.
            steps.add(overflow || step == .min ? 0 : abs(step))
        }
        previousTime = time
    }

    /// Welford's method: one pass, and no difference of large sums.
    @inline(__always)
    private mutating func take(_ number: Double) {
        guard number.isFinite else {
            notFinite += 1
            return
        }
        minimum = min(minimum ?? number, number)
        maximum = max(maximum ?? number, number)
        numbers += 1
        let before = number - runningMean
        // Divided first where the distance is beyond the largest number; the deviation is not known then.
        runningMean +=
            before.isFinite ? before / Double(numbers) : number / Double(numbers) - runningMean / Double(numbers)
        squares += before * (number - runningMean)
    }
}
