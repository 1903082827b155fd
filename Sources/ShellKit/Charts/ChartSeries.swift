/// One numeric series of a chart: what is kept of its points, and figures about all of them.
package struct ChartSeries: Sendable {
    /// How the numbers of the series are written.
    package enum NumberKind: Sendable, Equatable {
        /// INT32, INT64.
        case integer
        /// FLOAT.
        case float
        /// DOUBLE.
        case double
    }

    /// Name for the legend.
    package let name: String
    /// How its numbers are written.
    package let kind: NumberKind
    /// What is kept of its points.
    private(set) var buckets = TimeBuckets<ValueBucket>()
    /// Number of points that are drawn.
    package private(set) var count = 0
    /// Number of values that are not finite, or that a logarithmic axis has no place for.
    package private(set) var omitted = 0
    /// Distances between neighbouring points.
    private(set) var steps = StepDistribution(exactLimit: 0)
    private var sum = 0.0
    private var previousTime: Int64?
    /// Whether a value that is not drawn came last.
    private var opensLine = false
    private let isLogarithmic: Bool

    /// A series without points.
    ///
    /// - Parameter isLogarithmic: Whether values of zero and less are left out.
    package init(_ name: String, kind: NumberKind = .double, isLogarithmic: Bool = false) {
        self.name = name
        self.kind = kind
        self.isLogarithmic = isLogarithmic
    }

    /// Takes a point.
    @inline(__always)
    package mutating func add(_ time: Int64, _ value: Double) {
        guard value.isFinite, !isLogarithmic || value > 0 else {
            omitted += 1
            opensLine = true
            return
        }
        buckets.add(time, value)
        if opensLine {
            buckets.openLine(at: time)
            opensLine = false
        }
        count += 1
        sum += value
        if let previousTime {
            let (step, overflow) = time.subtractingReportingOverflow(previousTime)
            steps.add(overflow ? 0 : step)
        }
        previousTime = time
    }

    /// Figures about all points; nil without points.
    package var figures: Figures? {
        let kept = buckets.ordered
        guard let first = kept.first, let last = kept.last else { return nil }
        var figures = Figures(
            firstTime: first.firstTime,
            lastTime: last.lastTime,
            minimum: first.minimum,
            maximum: first.maximum,
            last: last.last,
            mean: sum / Double(count)
        )
        for bucket in kept {
            figures.minimum = min(figures.minimum, bucket.minimum)
            figures.maximum = max(figures.maximum, bucket.maximum)
        }
        return figures
    }

    /// Figures about all points of a series.
    package struct Figures: Sendable, Equatable {
        /// Time of the earliest point.
        package var firstTime: Int64
        /// Time of the latest point.
        package var lastTime: Int64
        /// Smallest value.
        package var minimum: Double
        /// Largest value.
        package var maximum: Double
        /// Value of the latest point.
        package var last: Double
        /// Arithmetic mean.
        package var mean: Double
    }
}

/// One series of states (BOOLEAN, TEXT, STRING) of a chart.
package struct StateSeries: Sendable {
    /// Most different states that are told apart; the rest are one state, *other*.
    package static let stateLimit = 64

    /// Name for the lane.
    package let name: String
    /// Whether the states are false and true.
    package let isBoolean: Bool
    /// Texts of the states by number.
    private(set) var states: [String]
    /// What is kept of its points.
    private(set) var buckets = TimeBuckets<StateBucket>()
    /// Distances between neighbouring points.
    private(set) var steps = StepDistribution(exactLimit: 0)
    private var numbers: [String: Int] = [:]
    private var previousTime: Int64?

    /// A series without points.
    package init(_ name: String, isBoolean: Bool) {
        self.name = name
        self.isBoolean = isBoolean
        states = isBoolean ? ["false", "true"] : []
    }

    /// Takes a point of a BOOLEAN series.
    package mutating func add(_ time: Int64, _ value: Bool) { add(time, number: value ? 1 : 0) }

    /// Takes a point of a series of texts.
    package mutating func add(_ time: Int64, _ text: String) { add(time, number: number(of: text)) }

    private mutating func add(_ time: Int64, number: Int) {
        buckets.add(time, number)
        if let previousTime {
            let (step, overflow) = time.subtractingReportingOverflow(previousTime)
            steps.add(overflow ? 0 : step)
        }
        previousTime = time
    }

    private mutating func number(of text: String) -> Int {
        if let known = numbers[text] { return known }
        guard states.count < Self.stateLimit else {
            if states.count == Self.stateLimit { states.append("other") }
            return Self.stateLimit
        }
        // Long texts are told apart by their beginnings, which bounds the memory.
        let key = String(text.prefix(100))
        if let known = numbers[key] { return known }
        numbers[key] = states.count
        states.append(DisplayText.safe(key))
        return states.count - 1
    }
}
