/// Syntax in the notation of manuals: `[ ]` may be left out, `{ | }` is a choice, `, ...` repeats.
struct SyntaxText {
    /// Columns of a line.
    let width: Int
    /// Blanks in front of each line.
    let indent = 4

    /// The syntax in lines, broken where parts end; long alternatives stand below each other.
    func text(_ syntax: StatementSyntax) -> String {
        let whole = Self.inside(syntax)
        if whole.utf8.count <= width - indent { return line(whole) }
        if case .choice(let alternatives) = syntax, !alternatives.allSatisfy(\.isKeyword) {
            return alternatives.map(text).joined()
        }
        var lines: [String] = []
        let parts = if case .choice = syntax { [whole] } else { Self.parts(syntax).map(Self.line) }
        for part in parts { append(part, to: &lines) }
        return lines.map(line).joined()
    }

    private func line(_ text: String) -> String { String(repeating: " ", count: indent) + text + "\n" }

    /// The syntax on one line.
    static func line(_ syntax: StatementSyntax) -> String {
        switch syntax {
        case .keyword(let word): word
        case .sign(let sign): ["[", "]", "|", "{", "}"].contains(sign) ? "'\(sign)'" : sign
        case .place(let place): place.placeholder
        case .rule(let name): name
        case .sequence: parts(syntax).map(line).joined(separator: " ")
        case .choice(let parts): "{ " + parts.map(line).joined(separator: " | ") + " }"
        case .optional(let part): "[ " + inside(part) + " ]"
        case .repeated(let part): "[ " + inside(part) + " ] ..."
        }
    }

    /// The same for a place that needs no braces around alternatives.
    private static func inside(_ syntax: StatementSyntax) -> String {
        guard case .choice(let parts) = syntax else { return line(syntax) }
        return parts.map(line).joined(separator: " | ")
    }

    /// The parts of a sequence; a part and a list of more of it are one, `part [, ...]`.
    private static func parts(_ syntax: StatementSyntax) -> [StatementSyntax] {
        guard case .sequence(let parts) = syntax else { return [syntax] }
        var joined: [StatementSyntax] = []
        var rest = parts[...]
        while let part = rest.popFirst() {
            if case .repeated(.sequence(let inner)) = part, inner.first == .sign(",") {
                let count = inner.count - 1
                if joined.count >= count, Array(joined.suffix(count)) == Array(inner.dropFirst()) {
                    joined.append(.keyword("[, ...]"))
                    continue
                }
            }
            joined.append(part)
        }
        return joined
    }

    /// Adds a part to the last line, or begins a new one; a part that is longer than a line is broken at blanks.
    private func append(_ part: String, to lines: inout [String]) {
        let room = width - indent
        if let last = lines.last, last.utf8.count + 1 + part.utf8.count <= room {
            lines[lines.count - 1] += " " + part
            return
        }
        let inner = lines.isEmpty ? "" : "  "
        var line = inner
        for word in part.split(separator: " ") {
            if line.utf8.count + 1 + word.utf8.count > room, line != inner {
                lines.append(line)
                line = inner + "  "
            }
            line += (line.allSatisfy { $0 == " " } ? "" : " ") + word
        }
        lines.append(line)
    }
}

extension CompletionPlace {
    /// What help shows in its place.
    var placeholder: String {
        switch self {
        case .string: "'text'"
        case .query: "'query id'"
        case .sign: "operator"
        case .new, .cq: "name"
        case .udf: "function"
        case .number, .path, .device, .database, .table, .column, .function, .user, .role, .pipe, .plugin, .trigger,
            .template, .topic, .model, .type:
            rawValue
        }
    }
}
