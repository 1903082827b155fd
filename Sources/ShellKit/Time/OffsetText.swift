/// Text of an offset from UTC: `Z`, `+08:00`, `-03:30`, `+08:05:43`.
enum OffsetText {
    /// Appends the text.
    static func append(_ seconds: Int, to text: inout TextBuffer) {
        if seconds == 0 { return text.append(UInt8(ascii: "Z")) }
        text.append(UInt8(ascii: seconds < 0 ? "-" : "+"))
        let magnitude = Int(seconds.magnitude)
        appendPair(magnitude / 3600, to: &text)
        text.append(UInt8(ascii: ":"))
        appendPair(magnitude / 60 % 60, to: &text)
        guard magnitude % 60 != 0 else { return }
        text.append(UInt8(ascii: ":"))
        appendPair(magnitude % 60, to: &text)
    }

    private static func appendPair(_ value: Int, to text: inout TextBuffer) {
        text.write(atMost: 2) { $0.put(UInt64(value), digits: 2) }
    }
}
