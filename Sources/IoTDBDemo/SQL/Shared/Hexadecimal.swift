/// Hexadecimal text of `X'…'` literals.
enum Hexadecimal {
    /// The bytes of an even number of digits; nil otherwise.
    static func bytes(_ text: String) -> [UInt8]? {
        let digits = text.utf8.map { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).reduce(into: [UInt8]?([])) { bytes, index in
            guard let high = digits[index], let low = digits[index + 1] else {
                bytes = nil
                return
            }
            bytes?.append(UInt8(high * 16 + low))
        }
    }
}
