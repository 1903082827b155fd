/// Something that may take the place of the prefix.
struct Candidate: Sendable, Hashable {
    /// The whole replacement.
    let text: String
    /// What must follow it where it is the only one; nil for a blank.
    let suffix: String?

    init(_ text: String, suffix: String? = nil) { (self.text, self.suffix) = (text, suffix) }
}

/// Names as arguments of `\` commands need them.
enum ArgumentName {
    /// The name in `'…'` where it must be; nil for one that no line can show as it is.
    static func text(_ name: String, isForced: Bool = false) -> String? {
        guard !name.isEmpty, !name.unicodeScalars.contains(where: ControlCharacters.mustEscape) else { return nil }
        let needsQuotes = name.unicodeScalars.contains {
            $0.properties.isWhitespace || $0 == "'" || $0 == ";" || $0 == ":" || $0 == "|" || $0 == "\\" || $0 == "\""
        }
        guard needsQuotes || isForced else { return name }
        return "'" + name.replacing(bytesOf: "'", with: "''") + "'"
    }

    /// What is typed of a name, without its quotes.
    static func typed(_ prefix: String) -> String {
        guard prefix.hasPrefix("'") else { return prefix }
        return String(prefix.dropFirst()).replacing(bytesOf: "''", with: "'")
    }
}
