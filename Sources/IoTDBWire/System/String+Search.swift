/// Search for one text in another, byte by byte.
///
/// The standard library's own search comes with its engine of regular expressions, more than a tenth of the whole program, and takes
/// differently composed characters for equal; names and literals of SQL are equal only when their bytes are.
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
