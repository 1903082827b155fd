import IoTDBWire

/// Computes one aggregation, row after row; the rows of one series come in order of time.
struct Accumulator {
    private let aggregation: Binder.Aggregation
    private var count: Int64 = 0
    /// One sum for each argument, since a real server sums series by series.
    private var sums: [Double]
    private var moments = Moments()
    private var best = Value.null
    private var times: ClosedRange<Int64>?

    /// An aggregation of no rows.
    init(_ aggregation: Binder.Aggregation) {
        self.aggregation = aggregation
        sums = aggregation.arguments.map { _ in 0 }
    }

    /// Takes one row; nulls do not count.
    mutating func add(_ row: Row) {
        for (place, argument) in aggregation.arguments.enumerated() { add(argument.value(row), place, row) }
    }

    private mutating func add(_ value: Value, _ place: Int, _ row: Row) {
        guard value != .null else { return }
        count += 1
        switch aggregation.kind {
        case .count, .minTime, .maxTime, .timeDuration: break
        case .sum, .avg: sums[place] += value.number ?? 0
        case .minValue: if best == .null || (value.order(to: best) ?? 0) < 0 { best = value }
        case .maxValue: if best == .null || (value.order(to: best) ?? 0) > 0 { best = value }
        case .firstValue: if times.map({ row.time < $0.lowerBound }) ?? true { best = value }
        case .lastValue: if times.map({ row.time >= $0.upperBound }) ?? true { best = value }
        case .extreme: best = best.extreme(value)
        case .stddev, .stddevSample, .stddevPopulation, .variance, .varianceSample, .variancePopulation:
            moments.add(value.number ?? 0)
        }
        times = min(times?.lowerBound ?? row.time, row.time)...max(times?.upperBound ?? row.time, row.time)
    }

    /// The result so far.
    var result: Value {
        guard let times else { return aggregation.kind == .count ? .int64(0) : .null }
        switch aggregation.kind {
        case .count: return .int64(count)
        case .sum: return .double(sums.reduce(0, +))
        case .avg: return .double(sums.reduce(0, +) / Double(count))
        case .minTime: return .int64(times.lowerBound)
        case .maxTime: return .int64(times.upperBound)
        case .timeDuration: return .int64(times.upperBound &- times.lowerBound)
        case .minValue, .maxValue, .firstValue, .lastValue, .extreme: return best
        case .stddev, .stddevSample: return moments.sampleVariance.map { .double($0.squareRoot()) } ?? .null
        case .stddevPopulation: return moments.variance.map { .double($0.squareRoot()) } ?? .null
        case .variance, .varianceSample: return moments.sampleVariance.map { .double($0) } ?? .null
        case .variancePopulation: return moments.variance.map { .double($0) } ?? .null
        }
    }
}

extension Aggregate {
    /// Type of the result for an argument of a type; refuses in the server's words what it cannot aggregate.
    func resultType(of type: DataType) throws(StatementError) -> DataType {
        switch self {
        case .count, .minTime, .maxTime, .timeDuration: return .int64
        case .sum, .avg, .extreme, .stddev, .stddevSample, .stddevPopulation, .variance, .varianceSample,
            .variancePopulation:
            guard BoundExpression.numbers.contains(type) else {
                throw .semantic(
                    "Aggregate functions [AVG, SUM, EXTREME, STDDEV, STDDEV_POP, STDDEV_SAMP, VARIANCE, VAR_POP, VAR_SAMP] "
                        + "only support numeric data types [INT32, INT64, FLOAT, DOUBLE]"
                )
            }
            return self == .extreme ? type : .double
        case .minValue, .maxValue:
            guard (BoundExpression.numbers + [.string, .date, .timestamp]).contains(type) else {
                throw .semantic(
                    "Aggregate functions [MIN_VALUE, MAX_VALUE] only support data types [INT32, INT64, FLOAT, DOUBLE, "
                        + "STRING, DATE, TIMESTAMP]"
                )
            }
            return type
        case .firstValue, .lastValue: return type
        }
    }
}
