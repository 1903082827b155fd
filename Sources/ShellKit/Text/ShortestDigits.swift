import Platform

/// Decimal digits of a positive number and its power of ten: d₁.d₂d₃… × 10^power.
struct ShortestDigits {
    /// Up to 17 digits, most significant first, without zeros at the end.
    private var digits: [UInt8] = []
    private var power = 0

    /// The shortest digits that read back to the value. Where one digit would do, the two nearest ones, of which the
    /// second may be zero.
    init(_ value: Double) {
        read(value.description)
        if digits.count == 1 && value.isSubnormal { self = ShortestDigits(twoDigitsOf: value) }
    }

    /// The same in single precision.
    init(_ value: Float) {
        read(value.description)
        if digits.count == 1 && value.isSubnormal { self = ShortestDigits(twoDigitsOf: Double(value)) }
    }

    /// The value rounded to two digits. Only numbers below the normal range are so coarse that this is not the shortest
    /// text and a zero.
    private init(twoDigitsOf value: Double) {
        var text = [CChar](repeating: 0, count: 32)
        _ = withVaList([value]) { vsnprintf(&text, text.count, "%.1e", $0) }
        read(String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }

    /// Takes a description such as `123.45`, `1e-05` or `5e+16`.
    private mutating func read(_ description: String) {
        digits = []
        let parts = description.utf8.split(separator: UInt8(ascii: "e"))
        var seenPoint = false
        // Place of the point, counted in digits from the first one that is not zero.
        var wholeDigits = 0
        for byte in parts.first ?? Substring().utf8 {
            if byte == UInt8(ascii: ".") {
                seenPoint = true
            } else if digits.isEmpty && byte == UInt8(ascii: "0") {
                if seenPoint { wholeDigits -= 1 }
            } else {
                if !seenPoint { wholeDigits += 1 }
                digits.append(byte)
            }
        }
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        power = wholeDigits - 1
        if parts.count > 1 { power += Int(Substring(parts[1])) ?? 0 }
    }

    /// Writes `1.0E7`, at most 24 bytes.
    func writeScientific(to writer: inout TextWriter) {
        writer.put(digits.first ?? UInt8(ascii: "0"))
        writer.put(UInt8(ascii: "."))
        if digits.count < 2 { writer.put(UInt8(ascii: "0")) }
        for digit in digits.dropFirst() { writer.put(digit) }
        writer.put(UInt8(ascii: "E"))
        NumberText.write(Int64(power), to: &writer)
    }
}
