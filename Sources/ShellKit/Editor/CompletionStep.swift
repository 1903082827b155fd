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
            self = .list(Self.lastLevels(candidates, common: common))
        }
    }

    /// The candidates without the levels of a path that they all have: `root.a.b.` is typed, so only what follows is
    /// shown. Dots and slashes in quotes divide nothing.
    private static func lastLevels(_ candidates: [String], common: [Unicode.Scalar]) -> [String] {
        var quote: Unicode.Scalar?
        var start = 0
        for (index, scalar) in common.enumerated() {
            switch scalar {
            case "`", "\"", "'": quote = quote == nil ? scalar : quote == scalar ? nil : quote
            case ".", "/": if quote == nil { start = index + 1 }
            default: break
            }
        }
        return candidates.map { candidate in
            let rest = candidate.unicodeScalars.dropFirst(start)
            return rest.isEmpty ? candidate : String(String.UnicodeScalarView(rest))
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
