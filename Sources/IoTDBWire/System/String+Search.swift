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
