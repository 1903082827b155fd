import Glibc

extension NumberText {
    /// Appends a DOUBLE as Java 19 and newer print it: the shortest digits that read back to the same bits, `1.0E7` from 10⁷ on and below 10⁻³.
    package static func append(_ value: Double, to text: inout TextBuffer) {
        guard !appendShortDecimal(value, to: &text) else { return }
        guard value.isFinite else { return appendSpecial(value.isNaN, value.sign, to: &text) }
        if value.sign == .minus { text.append(UInt8(ascii: "-")) }
        let magnitude = value.magnitude
        var decimal = Decimal(shortest: magnitude.description)
        if decimal.count == 1 && magnitude.isSubnormal { decimal = Decimal(twoDigits: magnitude) }
        decimal.append(to: &text)
    }

    /// Appends a FLOAT by the same rule in single precision.
    package static func append(_ value: Float, to text: inout TextBuffer) {
        guard value.isFinite else { return appendSpecial(value.isNaN, value.sign, to: &text) }
        if value.sign == .minus { text.append(UInt8(ascii: "-")) }
        let magnitude = value.magnitude
        var decimal = Decimal(shortest: magnitude.description)
        if decimal.count == 1 && magnitude.isSubnormal { decimal = Decimal(twoDigits: Double(magnitude)) }
        decimal.append(to: &text)
    }

    private static func appendSpecial(_ isNaN: Bool, _ sign: FloatingPointSign, to text: inout TextBuffer) {
        if isNaN { return text.append("NaN") }
        text.append(sign == .minus ? "-Infinity" : "Infinity")
    }

    /// Appends a value of at most six decimals and fifteen digits, the usual case for sensor data, without asking for its shortest digits.
    ///
    /// Two different decimals of up to 15 digits never share a double, so one that reads back exactly is the shortest.
    private static func appendShortDecimal(_ value: Double, to text: inout TextBuffer) -> Bool {
        let magnitude = value.magnitude
        guard magnitude >= 1e-3 && magnitude < 1e7 else { return false }
        let scaled = (magnitude * 1e6).rounded()
        // Below 10¹³ the scaled integer is exact and the division is correctly rounded.
        guard scaled / 1e6 == magnitude else { return false }
        let (whole, fraction) = UInt64(scaled).quotientAndRemainder(dividingBy: 1_000_000)
        text.write(atMost: 24) { target in
            var at = target
            if value < 0 {
                at[0] = UInt8(ascii: "-")
                at += 1
            }
            at += write(whole, to: at)
            at[0] = UInt8(ascii: ".")
            write(fraction, digits: 6, to: at + 1)
            at += 7
            while at[-1] == UInt8(ascii: "0") && at[-2] != UInt8(ascii: ".") { at -= 1 }
            return at - target
        }
        return true
    }
}

/// Decimal digits of a positive number and the place of the point: 0.d₁d₂d₃… × 10^exponent.
private struct Decimal {
    /// Up to 17 digits, most significant first.
    private var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
    /// Number of digits, without zeros at either end; 0 for zero.
    private(set) var count = 0
    private var exponent = 0

    /// Takes the digits of a description such as `123.45`, `1e-05` or `5e+16`.
    init(shortest description: String) {
        var description = description
        description.withUTF8 { read($0) }
    }

    /// Takes the value rounded to two digits, of which the second may be zero: the rule for numbers whose shortest text has one digit.
    init(twoDigits value: Double) {
        let text = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { memory in
            withVaList([value]) { _ = vsnprintf(memory.baseAddress, memory.count, "%.1e", $0) }
            return memory.baseAddress.map { String(cString: $0) } ?? ""
        }
        self.init(shortest: text)
    }

    private mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
        var afterPoint = false
        var at = 0
        var zeros = 0
        while at < text.count, text[at] != UInt8(ascii: "e") {
            let byte = text[at]
            at += 1
            if byte == UInt8(ascii: ".") {
                afterPoint = true
            } else {
                let isLeading = count == 0 && byte == UInt8(ascii: "0")
                if isLeading {
                    if afterPoint { exponent -= 1 }
                    continue
                }
                if !afterPoint { exponent += 1 }
                if byte == UInt8(ascii: "0") {
                    zeros += 1
                } else {
                    while zeros > 0 {
                        push(UInt8(ascii: "0"))
                        zeros -= 1
                    }
                    push(byte)
                }
            }
        }
        if at < text.count { exponent += Self.exponent(text, from: at + 1) }
    }

    private static func exponent(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var value = 0
        for byte in text[start...] where byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") {
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return text[start] == UInt8(ascii: "-") ? -value : value
    }

    private mutating func push(_ byte: UInt8) {
        guard count < 24 else { return }
        withUnsafeMutableBytes(of: &digits) { $0[count] = byte }
        count += 1
    }

    /// Writes the number: plain from 10⁻³ to below 10⁷, else with an exponent.
    func append(to text: inout TextBuffer) {
        text.write(atMost: 40) { target in
            withUnsafeBytes(of: digits) { digits in
                var line = Line(at: target)
                if count == 0 {
                    line.put("0")
                    line.put(".")
                    line.put("0")
                } else if exponent > 7 || exponent < -2 {
                    putScientific(digits, in: &line)
                } else {
                    putPlain(digits, in: &line)
                }
                return line.at - target
            }
        }
    }

    private func putPlain(_ digits: UnsafeRawBufferPointer, in line: inout Line) {
        if exponent <= 0 { line.put("0") }
        for place in 0..<max(0, exponent) { line.put(byte: place < count ? digits[place] : UInt8(ascii: "0")) }
        line.put(".")
        for _ in 0..<max(0, -exponent) { line.put("0") }
        let rest = max(0, exponent)
        if rest >= count { return line.put("0") }
        for place in rest..<count { line.put(byte: digits[place]) }
    }

    private func putScientific(_ digits: UnsafeRawBufferPointer, in line: inout Line) {
        line.put(byte: digits[0])
        line.put(".")
        if count == 1 { line.put("0") }
        for place in 1..<max(1, count) { line.put(byte: digits[place]) }
        line.put("E")
        let power = exponent - 1
        if power < 0 { line.put("-") }
        line.at += NumberText.write(UInt64(power.magnitude), to: line.at)
    }
}

/// A place in a buffer that moves on with each byte.
private struct Line {
    var at: UnsafeMutablePointer<UInt8>

    @inline(__always)
    mutating func put(byte: UInt8) {
        at.pointee = byte
        at += 1
    }

    @inline(__always)
    mutating func put(_ scalar: Unicode.Scalar) {
        put(byte: UInt8(truncatingIfNeeded: scalar.value))
    }
}
