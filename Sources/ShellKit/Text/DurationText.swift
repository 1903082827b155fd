/// Durations as messages tell them.
extension Duration {
    /// Milliseconds with one decimal.
    package var tenthsOfMilliseconds: String {
        let tenths = components.seconds * 10_000 + components.attoseconds / 100_000_000_000_000
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// Milliseconds with three decimals.
    package var milliseconds: String {
        let microseconds = components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
        let fraction = String(microseconds % 1000)
        return "\(microseconds / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
    }

    /// Items in a second.
    package func rate(of count: Int) -> Int {
        let seconds = Double(components.seconds) + Double(components.attoseconds) * 1e-18
        return seconds > 0 ? Int(Double(count) / seconds) : 0
    }
}
