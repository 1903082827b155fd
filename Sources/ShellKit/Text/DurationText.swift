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

    /// Seconds with one decimal, minutes, hours: `1.5 s`, `2 min 5 s`, `1 h 0 min`.
    package var clockText: String {
        let seconds = components.seconds
        if seconds >= 3600 { return "\(seconds / 3600) h \(seconds / 60 % 60) min" }
        if seconds >= 60 { return "\(seconds / 60) min \(seconds % 60) s" }
        return "\(seconds).\(components.attoseconds / 100_000_000_000_000_000) s"
    }

    /// Items in a second.
    package func rate(of count: Int) -> Int {
        let seconds = Double(components.seconds) + Double(components.attoseconds) * 1e-18
        return seconds > 0 ? Int(Double(count) / seconds) : 0
    }
}
