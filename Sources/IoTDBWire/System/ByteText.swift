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

extension Array where Element == UInt8 {
    /// `withUnsafeBytes` with a typed error, which the standard library's lacks.
    func withUnsafeBytesTyped<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var outcome: Swift.Result<Result, Failure>?
        withUnsafeBytes { bytes in
            do throws(Failure) { outcome = .success(try body(bytes)) } catch { outcome = .failure(error) }
        }
        guard let outcome else { preconditionFailure("withUnsafeBytes always calls its body") }
        return try outcome.get()
    }

    /// `withUnsafeMutableBytes` with a typed error, which the standard library's lacks.
    mutating func withUnsafeMutableBytesTyped<Result, Failure: Error>(
        _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var outcome: Swift.Result<Result, Failure>?
        withUnsafeMutableBytes { bytes in
            do throws(Failure) { outcome = .success(try body(bytes)) } catch { outcome = .failure(error) }
        }
        guard let outcome else { preconditionFailure("withUnsafeMutableBytes always calls its body") }
        return try outcome.get()
    }
}

/// Search for one text in another, byte by byte.
///
/// The standard library's own search comes with its engine of regular expressions, more than a tenth of the whole
/// program, and takes differently composed characters for equal; names and literals of SQL are equal only when their
/// bytes are.
extension StringProtocol {
    /// The first place of `part`; nil where it is not in this text, and for an empty `part`.
    package func range(ofBytes part: some StringProtocol) -> Range<Index>? {
        let wanted = part.utf8
        guard let first = wanted.first else { return nil }
        var rest = utf8[...]
        while let start = rest.firstIndex(of: first) {
            rest = rest[start...]
            if rest.starts(with: wanted), let end = rest.index(start, offsetBy: wanted.count, limitedBy: rest.endIndex)
            {
                return start..<end
            }
            rest = rest.dropFirst()
        }
        return nil
    }

    /// Whether `part` is in this text.
    package func contains(bytesOf part: some StringProtocol) -> Bool { range(ofBytes: part) != nil }

    /// This text with another in every place of `part`, from the left, without overlaps.
    package func replacing(bytesOf part: some StringProtocol, with replacement: String) -> String {
        var result = ""
        var rest = self[startIndex...]
        while let place = rest.range(ofBytes: part) {
            result += rest[..<place.lowerBound]
            result += replacement
            rest = rest[place.upperBound...]
        }
        return result + rest
    }
}

extension StringProtocol where SubSequence == Substring {
    /// The parts between the places of a character, empty ones too, at most `splits` of which end a part.
    ///
    /// `split` compares whole characters with what is combined with them: it does not see a separator before a
    /// combining mark, which a server, a resolver or another reader of the same bytes does see.
    package func parts(at separator: Unicode.Scalar, splits: Int = .max) -> [Substring] {
        var parts: [Substring] = []
        var rest = self[startIndex...]
        while parts.count < splits, let place = rest.unicodeScalars.firstIndex(of: separator) {
            parts.append(rest[..<place])
            rest = rest[rest.unicodeScalars.index(after: place)...]
        }
        return parts + [rest]
    }

    /// Whether a character is in this text, whatever is combined with it.
    package func contains(scalar: Unicode.Scalar) -> Bool { unicodeScalars.contains(scalar) }
}

extension String {
    /// The text up to so many bytes, with an ellipsis where something was cut off.
    func cut(toBytes count: Int) -> String {
        guard utf8.count > count else { return self }
        var end = utf8.index(utf8.startIndex, offsetBy: count)
        // Back to where a character begins.
        while end > utf8.startIndex, utf8[end] & 0xc0 == 0x80 { end = utf8.index(before: end) }
        return String(self[..<end]) + "…"
    }
}
