import CivilTime
import Platform

/// Counts values in classes with round decimal limits, without knowing their range before.
///
/// At most 4096 classes, each a power of ten wide, are kept; when values need more, ten neighbours become one. A class
/// holds the values from its lower limit up to, not including, its upper one, and both are the numbers nearest to the
/// decimal that is written.
struct ValueHistogram: Sendable {
    /// Classes that are kept at most.
    private static let limit = 4096

    /// Number of finite values.
    private(set) var count = 0
    /// Number of values that are not finite.
    private(set) var omitted = 0
    /// Smallest value.
    private(set) var minimum = Double.infinity
    /// Largest value.
    private(set) var maximum = -Double.infinity
    /// Class number n lies at place n modulo the limit; empty before the first value that is not zero.
    private var counts: [Int] = []
    private var exponent = 0
    private var low: Int64 = 0
    private var high: Int64 = 0
    /// Zeros that came before any other value.
    private var zeros = 0

    /// No values yet.
    init() {}

    /// One class of a histogram.
    struct Class: Sendable, Equatable {
        /// Lower limit, which belongs to the class, as text.
        let from: String
        /// Upper limit, which does not.
        let to: String
        /// Number of values.
        let count: Int
    }

    /// Takes a value.
    mutating func add(_ value: Double) {
        guard value.isFinite else {
            omitted += 1
            return
        }
        count += 1
        minimum = min(minimum, value)
        maximum = max(maximum, value)
        if counts.isEmpty {
            guard value != 0 else {
                zeros += 1
                return
            }
            begin(value)
        }
        put(value, times: 1)
    }

    /// About `wanted` classes of 1, 2 or 5 times a power of ten; one for values that are all equal.
    ///
    /// A largest value that is a limit itself belongs to the class below it. Classes of whole numbers are whole.
    func classes(about wanted: Int, isWhole: Bool = false) -> [Class] {
        guard count > 0 else { return [] }
        guard minimum < maximum, !counts.isEmpty else {
            let text = ChartNumber.text(minimum)
            return [Class(from: text, to: text, count: count)]
        }
        let (factor, power) = step(wanted, isWhole)
        // Classes are kept in parts of at most a 409th of the range, which every step here is a multiple of.
        let parts = factor * Self.power(power - exponent)
        let first = floorDivide(low, by: parts).quotient
        let last = floorDivide(high, by: parts).quotient
        var sums = Array(repeating: 0, count: Int(last - first) + 1)
        for index in low...high {
            sums[Int(floorDivide(index, by: parts).quotient - first)] += counts[slot(index)]
        }
        if sums.count > 1, ChartNumber.value(last * factor, exponent: power) == maximum {
            let top = sums.removeLast()
            sums[sums.count - 1] += top
        }
        return sums.enumerated().map { offset, count in
            let number = (first + Int64(offset)) * factor
            return Class(from: label(number, power), to: label(number + factor, power), count: count)
        }
    }

    private func step(_ wanted: Int, _ isWhole: Bool) -> (factor: Int64, power: Int) {
        let target = max(maximum / Double(wanted) - minimum / Double(wanted), .leastNormalMagnitude)
        var power = Int(log10(target).rounded(.down))
        let ratio = target / ChartNumber.value(1, exponent: power)
        var factor: Int64 = ratio <= 1.5 ? 1 : ratio <= 3 ? 2 : ratio <= 7 ? 5 : 10
        if factor == 10 { (factor, power) = (1, power + 1) }
        if isWhole, power < 0 { (factor, power) = (1, 0) }
        return power < exponent ? (1, exponent) : (factor, power)
    }

    private func label(_ digits: Int64, _ power: Int) -> String {
        (-6...9).contains(power) && digits.magnitude < 1_000_000_000
            ? ChartNumber.plain(digits, exponent: power)
            : ChartNumber.scientific(digits, exponent: power)
    }

    /// The first value that is not zero chooses classes far finer than itself.
    private mutating func begin(_ value: Double) {
        counts = Array(repeating: 0, count: Self.limit)
        // Far below that, numbers of classes could not be turned back into limits.
        exponent = max(-290, Int(log10(abs(value)).rounded(.down)) - 12)
        let index = index(of: zeros > 0 ? 0 : value)
        (low, high) = (index, index)
        if zeros > 0 { put(0, times: zeros) }
    }

    private mutating func put(_ value: Double, times: Int) {
        // Beyond 2^53 a class is smaller than the distance of two numbers.
        while abs(value) / ChartNumber.power(exponent) >= 9e15 { coarsen() }
        var index = index(of: value)
        while max(high, index) - min(low, index) >= Int64(Self.limit) {
            coarsen()
            index = self.index(of: value)
        }
        low = min(low, index)
        high = max(high, index)
        counts[slot(index)] += times
    }

    /// The class of a value: the last one whose lower limit is not above it.
    private func index(of value: Double) -> Int64 {
        let width = ChartNumber.power(exponent)
        var index = Int64((value / width).rounded(.down))
        while lowerLimit(index + 1) <= value { index += 1 }
        while lowerLimit(index) > value { index -= 1 }
        return index
    }

    private func lowerLimit(_ index: Int64) -> Double {
        // Dividing by a whole power of ten gives the nearest number, multiplying by its inverse does not.
        exponent < 0
            ? Double(index) / ChartNumber.power(-exponent)
            : Double(index) * ChartNumber.power(exponent)
    }

    private mutating func coarsen() {
        var merged = Array(repeating: 0, count: Self.limit)
        for index in low...high {
            let target = floorDivide(index, by: 10).quotient
            merged[Int(truncatingIfNeeded: target) & (Self.limit - 1)] += counts[slot(index)]
        }
        counts = merged
        exponent += 1
        low = floorDivide(low, by: 10).quotient
        high = floorDivide(high, by: 10).quotient
    }

    private func slot(_ index: Int64) -> Int { Int(truncatingIfNeeded: index) & (Self.limit - 1) }

    private static func power(_ exponent: Int) -> Int64 {
        (0..<min(max(0, exponent), 18)).reduce(Int64(1)) { product, _ in product * 10 }
    }
}

extension ChartNumber {
    /// A power of ten; exact from 10^0 to 10^22.
    static func power(_ exponent: Int) -> Double {
        exponent >= 0 && exponent <= 22 ? powers[exponent] : pow(10, Double(exponent))
    }

    private static let powers = (0...22).map { value(1, exponent: $0) }
}
