import IoTDBWire

/// Aggregations of the table dialect.
enum TableAggregate: String, CaseIterable {
    case count
    case countIf = "count_if"
    case sum
    case avg
    case min
    case max
    case first
    case last
    case firstBy = "first_by"
    case lastBy = "last_by"
    case minBy = "min_by"
    case maxBy = "max_by"
    case extreme
    case mode
    case stddev
    case stddevSample = "stddev_samp"
    case stddevPopulation = "stddev_pop"
    case variance
    case varianceSample = "var_samp"
    case variancePopulation = "var_pop"

    /// Whether an expression is a call of an aggregation.
    static func isCall(_ expression: TableExpression) -> Bool {
        if case .call(let name, _) = expression { TableAggregate(rawValue: name) != nil } else { false }
    }

    /// The first call of an aggregation, as messages name it.
    static func firstCall(in expression: TableExpression) -> String {
        if case .call(let name, let arguments) = expression, isCall(expression) {
            return name + (arguments.isEmpty ? "(*)" : "(…)")
        }
        return expression.parts.first { $0.contains(isCall) }.map(firstCall) ?? ""
    }

    /// Type of the result for arguments of given types; refuses in the server's words what it cannot aggregate.
    func resultType(of types: [DataType?]) throws(StatementError) -> DataType {
        try checkCount(types.count)
        switch self {
        case .count: return .int64
        case .countIf:
            guard types[0] == .boolean else {
                throw .semantic("Aggregate functions [count_if] should only have one boolean type as argument")
            }
            return .int64
        case .sum, .avg, .stddev, .stddevSample, .stddevPopulation, .variance, .varianceSample, .variancePopulation:
            try checkNumeric(types[0])
            return .double
        case .extreme:
            try checkNumeric(types[0])
            return types[0] ?? .double
        case .min, .max, .first, .last, .firstBy, .lastBy, .minBy, .maxBy, .mode:
            guard let type = types[0] else { throw .unsupported("\(rawValue) of NULL") }
            return type
        }
    }

    private func checkCount(_ count: Int) throws(StatementError) {
        switch self {
        case .count where count <= 1: return
        case .firstBy, .lastBy, .minBy, .maxBy:
            guard count == 2 else { throw .unsupported("\(rawValue) of \(count) arguments") }
        case .first, .last:
            guard count == 1 else { throw .unsupported("\(rawValue) of \(count) arguments") }
        default:
            guard count == 1 else {
                throw .semantic("Aggregate functions [\(rawValue)] should only have one argument")
            }
        }
    }

    private func checkNumeric(_ type: DataType?) throws(StatementError) {
        guard let type, !BoundExpression.numbers.contains(type) else { return }
        throw .semantic(
            "Aggregate functions [\(rawValue)] only support numeric data types [INT32, INT64, FLOAT, DOUBLE]"
        )
    }

    /// Whether the order of time decides.
    var needsTime: Bool { [.first, .last, .firstBy, .lastBy].contains(self) }
}

/// Computes one aggregation of one group.
struct TableAccumulator {
    private let kind: TableAggregate
    private var count: Int64 = 0
    /// Sum of the devices that are done; a real server sums each device by itself.
    private var sum = 0.0
    private var deviceSum = 0.0
    private var lastTime = Int64.min
    private var moments = Moments()
    /// What decides between rows: a time, or the value that is compared.
    private var decider = Value.null
    private var best = Value.null
    private var frequencies: [Value: Int] = [:]

    /// An aggregation of no rows.
    init(_ kind: TableAggregate) { self.kind = kind }

    /// Takes one row: the values of the arguments, and the time of the row.
    mutating func add(_ arguments: [Value], time: Value) {
        guard let value = arguments.first else {
            count += 1
            return
        }
        let other = arguments.count > 1 ? arguments[1] : value
        guard other != .null else { return }
        switch kind {
        case .count: count += 1
        case .countIf: count += value == .boolean(true) ? 1 : 0
        case .sum, .avg:
            count += 1
            addToSum(value.number ?? 0, time: time.integer ?? .min)
        case .min, .minBy: take(value, decidedBy: other) { $0 < 0 }
        case .max, .maxBy: take(value, decidedBy: other) { $0 > 0 }
        case .first, .firstBy: take(value, decidedBy: time) { $0 < 0 }
        case .last, .lastBy: take(value, decidedBy: time) { $0 >= 0 }
        case .extreme: best = best.extreme(value)
        case .mode: frequencies[value, default: 0] += 1
        case .stddev, .stddevSample, .stddevPopulation, .variance, .varianceSample, .variancePopulation:
            moments.add(value.number ?? 0)
        }
    }

    /// Rows come device by device: where the time goes back, another device begins.
    private mutating func addToSum(_ number: Double, time: Int64) {
        if time < lastTime {
            sum += deviceSum
            deviceSum = 0
        }
        lastTime = time
        deviceSum += number
    }

    private mutating func take(_ value: Value, decidedBy other: Value, where wins: (Int) -> Bool) {
        if decider != .null {
            guard let order = other.order(to: decider), wins(order) else { return }
        }
        (best, decider) = (value, other)
    }

    /// The result; refused where a real server's choice between equals is not known.
    func result() throws(StatementError) -> Value {
        switch kind {
        case .count, .countIf: return .int64(count)
        case .sum: return count == 0 ? .null : .double(sum + deviceSum)
        case .avg: return count == 0 ? .null : .double((sum + deviceSum) / Double(count))
        case .min, .max, .first, .last, .firstBy, .lastBy, .minBy, .maxBy, .extreme: return best
        case .mode:
            guard let most = frequencies.values.max() else { return .null }
            let winners = frequencies.filter { $0.value == most }
            guard winners.count == 1, let winner = winners.first else { throw .unsupported("mode of equal counts") }
            return winner.key
        case .stddev, .stddevSample: return moments.sampleVariance.map { .double($0.squareRoot()) } ?? .null
        case .stddevPopulation: return moments.variance.map { .double($0.squareRoot()) } ?? .null
        case .variance, .varianceSample: return moments.sampleVariance.map { .double($0) } ?? .null
        case .variancePopulation: return moments.variance.map { .double($0) } ?? .null
        }
    }
}
