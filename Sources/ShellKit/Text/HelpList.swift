/// Names and what they do in two columns, as `--help` and `\\?` show them on a terminal of 80 columns.
enum HelpList {
    /// Lines are at most as long.
    static let width = 80

    /// An entry; a name too long for its column stands on a line of its own.
    static func entry(_ name: String, _ text: String, indent: Int) -> String {
        let name = "  " + name
        let blanks = String(repeating: " ", count: indent)
        let lines = wrapped(text, width - indent).joined(separator: "\n" + blanks)
        // Two blanks at least part the columns.
        guard name.count + 2 <= indent else { return "\(name)\n\(blanks)\(lines)\n" }
        return name + blanks.dropFirst(name.count) + lines + "\n"
    }

    /// Text of its own, broken into lines that start with blanks.
    static func paragraph(_ text: String, indent: Int) -> String {
        let blanks = String(repeating: " ", count: indent)
        return wrapped(text, width - indent).map { blanks + $0 + "\n" }.joined()
    }

    /// Breaks at blanks; a longer word stays whole.
    private static func wrapped(_ text: String, _ width: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
