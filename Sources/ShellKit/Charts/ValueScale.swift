import Platform

/// A mark on an axis.
struct AxisTick<Position: Sendable & Equatable>: Sendable, Equatable {
    /// Where it is.
    let position: Position
    /// What stands beside it.
    let label: String
}

/// The vertical axis of a chart: places values between its ends, linearly or by their logarithm.
struct ValueScale: Sendable, Equatable {
    /// The value at the lower end.
    let low: Double
    /// The value at the upper end, above the lower one.
    let high: Double
    /// Whether equal distances are equal ratios; both ends are positive then.
    let isLogarithmic: Bool

    /// An axis for values from `low` to `high`; widened where they are equal.
    init(_ low: Double, _ high: Double, isLogarithmic: Bool = false) {
        self.isLogarithmic = isLogarithmic
        guard low >= high else {
            (self.low, self.high) = (low, high)
            return
        }
        if isLogarithmic {
            (self.low, self.high) = (max(low / 10, .leastNormalMagnitude), min(low * 10, .greatestFiniteMagnitude))
        } else {
            let margin = low == 0 ? 1 : abs(low) / 10
            self.low = max(low - margin, -.greatestFiniteMagnitude)
            self.high = min(low + margin, .greatestFiniteMagnitude)
        }
    }

    /// Share of the axis below a value: 0 at the lower end and below it, 1 at the upper end and above it.
    func share(_ value: Double) -> Double {
        if value <= low { return 0 }
        if value >= high { return 1 }
        if isLogarithmic { return (log10(value) - log10(low)) / (log10(high) - log10(low)) }
        // Halved, because the distance of the ends may be beyond the largest number.
        return (value / 2 - low / 2) / (high / 2 - low / 2)
    }

    /// The row of a value among `rows`, 0 at the upper end.
    func row(_ value: Double, of rows: Int) -> Int {
        let last = max(0, rows - 1)
        return last - Int((share(value) * Double(last)).rounded())
    }

    /// Marks at round values, lowest first, at most about `limit`.
    func ticks(atMost limit: Int) -> [AxisTick<Double>] {
        let round = isLogarithmic ? logarithmicTicks(limit) : linearTicks(limit)
        // Values that differ by less than their last digits have no round values between them.
        return round.isEmpty
            ? [low, high].map { AxisTick(position: $0, label: ChartNumber.text($0)) }
            : round
    }

    /// Multiples of 1, 2 or 5 times a power of ten.
    private func linearTicks(_ limit: Int) -> [AxisTick<Double>] {
        let target = high / Double(max(1, limit)) - low / Double(max(1, limit))
        guard target > 0, target.isFinite else { return [] }
        var exponent = Int(log10(target).rounded(.down))
        let ratio = target / ChartNumber.value(1, exponent: exponent)
        // The round step whose ratio to the wanted one is nearest.
        var factor: Int64 = ratio <= 1.5 ? 1 : ratio <= 3 ? 2 : ratio <= 7 ? 5 : 10
        if factor == 10 { (factor, exponent) = (1, exponent + 1) }
        let step = ChartNumber.value(factor, exponent: exponent)
        guard step > 0, step.isFinite, max(abs(low), abs(high)) / step < 1e12 else { return [] }
        let first = Int64((low / step).rounded(.down))
        let last = Int64((high / step).rounded(.up))
        let inside = (first...last).filter {
            let value = ChartNumber.value($0 * factor, exponent: exponent)
            return value >= low && value <= high
        }
        let largest = inside.map { abs(Double($0)) }.max() ?? 0
        let isPlain = exponent >= -6 && largest * step < 1e9
        return inside.map { number in
            let digits = number * factor
            let label =
                isPlain
                ? ChartNumber.plain(digits, exponent: exponent)
                : ChartNumber.scientific(digits, exponent: exponent)
            return AxisTick(position: ChartNumber.value(digits, exponent: exponent), label: label)
        }
    }

    /// Powers of ten, or every second, third and so on; with 2 and 5 between them where there is room.
    private func logarithmicTicks(_ limit: Int) -> [AxisTick<Double>] {
        let first = Int(log10(low).rounded(.down))
        let last = Int(log10(high).rounded(.up))
        let decades = last - first + 1
        let factors: [Int64] = decades * 3 <= limit * 2 ? [1, 2, 5] : [1]
        let step = max(1, (decades + max(1, limit) - 1) / max(1, limit))
        var ticks: [AxisTick<Double>] = []
        for exponent in first...last where exponent % step == 0 {
            for factor in factors {
                let value = ChartNumber.value(factor, exponent: exponent)
                guard value >= low, value <= high else { continue }
                let label =
                    (-4...5).contains(exponent)
                    ? ChartNumber.plain(factor, exponent: exponent)
                    : ChartNumber.scientific(factor, exponent: exponent)
                ticks.append(AxisTick(position: value, label: label))
            }
        }
        return ticks.count >= 2 ? ticks : []
    }
}
