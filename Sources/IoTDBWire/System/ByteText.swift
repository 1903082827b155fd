/// Bytes as hexadecimal digits.
package enum HexText {
    /// Two lower-case digits a byte.
    package static func digits(_ bytes: [UInt8]) -> String {
        let alphabet = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [alphabet[Int($0 >> 4)], alphabet[Int($0 & 15)]] }, as: UTF8.self)
    }
}

/// Checks of text that comes as bytes.
package enum UTF8Validation {
    /// Whether the bytes are well-formed UTF-8.
    package static func isValid(_ bytes: ArraySlice<UInt8>) -> Bool {
        String(validating: bytes, as: UTF8.self) != nil
    }
}
