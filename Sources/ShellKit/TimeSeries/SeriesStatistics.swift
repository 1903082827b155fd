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
    /// Value at the earliest time.
    package private(set) var first: Value = .null
    /// Value at the latest time.
    package private(set) var last: Value = .null
    /// Distances between neighbouring values.
    package private(set) var steps = StepDistribution()
    private var numbers = 0
    private var runningMean = 0.0
    private var squares = 0.0
    private var previousTime: Int64?

    /// No values yet.
    package init() {}

    /// Takes a cell at a time; a time of null is a row without one.
    package mutating func add(_ time: Int64?, _ value: Value) {
        if value.isNull {
            nulls += 1
            return
        }
        count += 1
        if let time { take(time, value) }
        if let whole = value.integer, value.type != .timestamp, value.type != .date {
            integers = integers.map { min($0.lowerBound, whole)...max($0.upperBound, whole) } ?? whole...whole
            take(Double(whole))
        } else if let number = value.double {
            take(number)
        }
    }

    /// Arithmetic mean; nil without numbers.
    package var mean: Double? { numbers > 0 ? runningMean : nil }

    /// Standard deviation of a sample, as the server's `stddev`; nil for fewer than two numbers.
    package var deviation: Double? { numbers > 1 ? (squares / Double(numbers - 1)).squareRoot() : nil }

    /// Values in one second of the time from the first to the last; nil for fewer than two.
    package func rate(_ precision: TimestampPrecision) -> Double? {
        guard count > 1, let firstTime, let lastTime, lastTime > firstTime else { return nil }
        let seconds = (Double(lastTime) - Double(firstTime)) / Double(precision.unitsPerSecond)
        return Double(count - 1) / seconds
    }

    private mutating func take(_ time: Int64, _ value: Value) {
        if firstTime.map({ time < $0 }) ?? true { (firstTime, first) = (time, value) }
        if lastTime.map({ time >= $0 }) ?? true { (lastTime, last) = (time, value) }
        if let previousTime {
            let (step, overflow) = time.subtractingReportingOverflow(previousTime)
            // Descending rows have the same distances.
            steps.add(overflow || step == .min ? 0 : abs(step))
        }
        previousTime = time
    }

    /// Welford's method: one pass, and no difference of large sums.
    private mutating func take(_ number: Double) {
        guard number.isFinite else {
            notFinite += 1
            return
        }
        minimum = min(minimum ?? number, number)
        maximum = max(maximum ?? number, number)
        numbers += 1
        let before = number - runningMean
        runningMean += before / Double(numbers)
        squares += before * (number - runningMean)
    }
}
