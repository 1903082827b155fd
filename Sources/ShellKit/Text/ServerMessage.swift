/// Messages of servers without what they wrap around their own words.
///
/// Servers of 1.3 and 2.x say code and name of an error twice, and tell which of their methods failed. Nothing of the
/// message's own words is lost.
package enum ServerMessage {
    private static let openings = [
        "Error occurred while parsing SQL to physical plan: ",
        "Exception occurred while parsing SQL to physical plan: ",
    ]

    /// The message without code and name in brackets, without the statement that failed and the method that was called.
    package static func plain(_ message: String) -> String {
        var text = message
        if let tag = tag(in: text) { text.removeSubrange(tag) }
        if let range = text.range(ofBytes: "Exception occurred: \""),
            let end = endOfMethod(in: text, from: range.upperBound)
        {
            text.removeSubrange(range.lowerBound..<end)
        }
        for opening in openings {
            if let range = text.range(ofBytes: opening) { text.removeSubrange(range) }
        }
        let plain = String(text.trimmingBlanks())
        // What would be left of "error 305 (NAME): " alone says less than the whole.
        return plain.isEmpty || plain.hasSuffix(":") ? message : plain
    }

    /// `[SEMANTIC_ERROR(701)] `.
    private static func tag(in text: String) -> Range<String.Index>? {
        guard let start = text.utf8.firstIndex(of: UInt8(ascii: "[")),
            let end = text.utf8[start...].firstIndex(of: UInt8(ascii: "]"))
        else { return nil }
        let inner = text[text.utf8.index(after: start)..<end]
        let halves = inner.split(separator: "(")
        guard halves.count == 2, inner.hasSuffix(")"), halves[1].dropLast().allSatisfy({ $0.isASCII && $0.isNumber }),
            !halves[0].isEmpty,
            halves[0].utf8.allSatisfy({ (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F })
        else { return nil }
        let behind = text.utf8.index(after: end)
        let isBlank = behind < text.endIndex && text.utf8[behind] == UInt8(ascii: " ")
        return start..<(isBlank ? text.utf8.index(after: behind) : behind)
    }

    /// Where `". executeStatement failed. ` ends.
    private static func endOfMethod(in text: String, from start: String.Index) -> String.Index? {
        var rest = text[start...]
        while let quote = rest.range(ofBytes: "\". ") {
            let behind = text[quote.upperBound...]
            let name = behind.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
            let ending = " failed. "
            if !name.isEmpty, text[name.endIndex...].hasPrefix(ending) {
                return text.index(name.endIndex, offsetBy: ending.count)
            }
            rest = behind
        }
        return nil
    }
}
