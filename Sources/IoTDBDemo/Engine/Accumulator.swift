import IoTDBWire

/// Computes one aggregation, row after row in order of time.
struct Accumulator {
    private let aggregation: Binder.Aggregation
    private var count: Int64 = 0
    private var sum = 0.0
    private var best = Value.null
    private var time: Int64 = 0

    /// An aggregation of no rows.
    init(_ aggregation: Binder.Aggregation) { self.aggregation = aggregation }

    /// Takes one row; nulls do not count.
    mutating func add(_ row: Row) {
        let value = aggregation.argument.value(row)
        guard value != .null else { return }
        count += 1
        switch aggregation.kind {
        case .count: return
        case .sum, .avg: sum += value.number ?? 0
        case .minValue: if best == .null || Self.isBefore(value, best) { best = value }
        case .maxValue: if best == .null || Self.isBefore(best, value) { best = value }
        case .firstValue: if best == .null { best = value }
        case .lastValue: best = value
        case .minTime: if count == 1 { time = row.time }
        case .maxTime: time = row.time
        }
    }

    /// The result so far.
    var result: Value {
        switch aggregation.kind {
        case .count: .int64(count)
        case _ where count == 0: .null
        case .sum: .double(sum)
        case .avg: .double(sum / Double(count))
        case .minTime, .maxTime: .int64(time)
        case .minValue, .maxValue, .firstValue, .lastValue: best
        }
    }

    private static func isBefore(_ left: Value, _ right: Value) -> Bool {
        if let first = left.integer, let second = right.integer { return first < second }
        if let first = left.number, let second = right.number { return first < second }
        if case .date(let first) = left, case .date(let second) = right { return first < second }
        guard let first = left.string, let second = right.string else { return false }
        return first.utf8.lexicographicallyPrecedes(second.utf8)
    }
}

extension Aggregate {
    /// Type of the result for an argument of a type; refuses in the server's words what it cannot aggregate.
    func resultType(of type: DataType) throws(StatementError) -> DataType {
        switch self {
        case .count, .minTime, .maxTime: return .int64
        case .sum, .avg:
            guard BoundExpression.numbers.contains(type) else {
                throw .semantic(
                    "Aggregate functions [AVG, SUM, EXTREME, STDDEV, STDDEV_POP, STDDEV_SAMP, VARIANCE, VAR_POP, VAR_SAMP] "
                        + "only support numeric data types [INT32, INT64, FLOAT, DOUBLE]"
                )
            }
            return .double
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
