/// What Tab does with the answer of a completion provider.
enum CompletionStep: Equatable {
    /// Nothing fits.
    case none
    /// Delete this many characters before the cursor, insert the text.
    case replace(count: Int, with: String)
    /// Several fit and nothing is common beyond what stands there.
    case list([String])

    /// Decides; `typed` is the text before the cursor. Candidates lose their control characters first.
    init(_ result: CompletionResult, typed: String) {
        let candidates = result.candidates.map(Self.sanitized).filter { !$0.isEmpty }
        let scalars = typed.unicodeScalars
        let count = min(max(result.replaceCount, 0), scalars.count)
        guard let first = candidates.first else {
            self = .none
            return
        }
        if candidates.allSatisfy({ $0 == first }) {
            self = .replace(count: count, with: first + Self.sanitized(result.suffix))
            return
        }
        let common = Self.commonPrefix(candidates)
        let present = Array(scalars.suffix(count))
        if common.count > present.count || (common.count == present.count && common != present) {
            self = .replace(count: count, with: String(String.UnicodeScalarView(common)))
        } else {
            self = .list(candidates)
        }
    }

    /// A server's names may hold anything; escapes and line ends must not reach the terminal or the buffer.
    static func sanitized(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.properties.generalCategory != .control }))
    }

    private static func commonPrefix(_ candidates: [String]) -> [Unicode.Scalar] {
        var common = Array((candidates.first ?? "").unicodeScalars)
        for candidate in candidates.dropFirst() {
            let equal = zip(common, candidate.unicodeScalars).prefix { $0 == $1 }.count
            common.removeLast(common.count - equal)
        }
        return common
    }
}

/// Lays words out in columns, filled downwards, as `ls` does.
enum ColumnList {
    /// Rows with `\r\n` behind each.
    static func text(_ words: [String], columns: Int) -> String {
        let widths = words.map { $0.unicodeScalars.reduce(0) { $0 + EditorLayout.width(of: $1.value) } }
        let cell = (widths.max() ?? 0) + 2
        let perRow = max(1, columns / max(cell, 1))
        let rows = (words.count + perRow - 1) / perRow
        var text = ""
        for row in 0..<rows {
            for index in stride(from: row, to: words.count, by: max(rows, 1)) {
                let isLast = index + rows >= words.count
                text += words[index] + (isLast ? "" : String(repeating: " ", count: cell - widths[index]))
            }
            text += "\r\n"
        }
        return text
    }
}
