/// Text of an offset from UTC.
package enum OffsetText {
    /// `Z`, `+08:00`, `-03:30`, `+08:05:43`.
    package static func text(_ seconds: Int) -> String {
        guard seconds != 0 else { return "Z" }
        let magnitude = Int(seconds.magnitude)
        let minutes = "\(pair(magnitude / 3600)):\(pair(magnitude / 60 % 60))"
        return (seconds < 0 ? "-" : "+") + minutes + (magnitude % 60 == 0 ? "" : ":\(pair(magnitude % 60))")
    }

    /// A number below 100 with two digits.
    private static func pair(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
