import CLibEdit

/// A prompt in the form libedit takes.
struct EditorPrompt: Equatable {
    /// The character that brackets escape sequences; libedit counts no columns between two of them.
    static let bracket: UInt32 = 1

    /// Rows above the edited one, printed once.
    let leading: String
    /// The last row, with bracketed escapes and a terminating zero.
    let characters: [wchar_t]
    /// Columns the last row takes.
    let width: Int

    /// Takes SGR escapes from the text (or drops them), drops other control characters.
    ///
    /// libedit loses an escape that has no visible character behind it, and text between two that touch: runs are
    /// merged, one at the end moves before the last character.
    init(_ text: String, keepsEscapes: Bool) {
        let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
        leading = rows.dropLast().map { keepsEscapes ? $0 + "\n" : Self.withoutEscapes(String($0)) + "\n" }.joined()
        var pieces = Self.pieces(of: rows.last.map(String.init) ?? "")
        if !keepsEscapes { pieces.removeAll(where: \.isEscape) }
        if pieces.count > 1, let last = pieces.last, last.isEscape, !pieces[pieces.count - 2].isEscape {
            pieces.swapAt(pieces.count - 1, pieces.count - 2)
        } else if pieces.last?.isEscape == true {
            pieces.removeLast()
        }
        width = pieces.reduce(0) { $0 + $1.width }
        characters = Self.bracketed(pieces)
    }

    private struct Piece {
        var text: [UInt32]
        var isEscape: Bool
        var width: Int {
            isEscape ? 0 : text.reduce(0) { $0 + EditorLayout.width(of: $1) }
        }
    }

    private static func withoutEscapes(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                pieces(of: text).filter { !$0.isEscape }.flatMap { $0.text }
                    .compactMap(Unicode.Scalar.init)
            )
        )
    }

    /// One piece per visible character, one per run of escapes.
    private static func pieces(of row: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = Array(row.unicodeScalars.map(\.value))[...]
        while let first = rest.first {
            if first == 0x1B {
                let length = escapeLength(rest)
                append(Array(rest.prefix(length)), to: &pieces)
                rest = rest.dropFirst(max(length, 1))
            } else {
                if first >= 0x20, first != 0x7F, !(0x80..<0xA0).contains(first) {
                    pieces.append(Piece(text: [first], isEscape: false))
                }
                rest = rest.dropFirst()
            }
        }
        return pieces
    }

    private static func append(_ escape: [UInt32], to pieces: inout [Piece]) {
        guard !escape.isEmpty else { return }
        if pieces.last?.isEscape == true {
            pieces[pieces.count - 1].text += escape
        } else {
            pieces.append(Piece(text: escape, isEscape: true))
        }
    }

    /// Length of `ESC [ digits ; … m`; 0 for anything else.
    private static func escapeLength(_ text: ArraySlice<UInt32>) -> Int {
        guard text.dropFirst().first == 0x5B else { return 0 }
        let parameters = text.dropFirst(2).prefix { (0x30...0x3B).contains($0) }
        guard text.dropFirst(2 + parameters.count).first == 0x6D else { return 0 }
        return parameters.count + 3
    }

    private static func bracketed(_ pieces: [Piece]) -> [wchar_t] {
        let scalars = pieces.flatMap { $0.isEscape ? [bracket] + $0.text + [bracket] : $0.text }
        return scalars.map { wchar_t(bitPattern: $0) } + [0]
    }
}

/// Where libedit puts characters: its wrap rules, for finding the cursor's row again.
enum EditorLayout {
    /// The row, counted from the prompt's, of the position behind `text`.
    static func row(promptWidth: Int, text: some Sequence<UInt32>, columns: Int) -> Int {
        let columns = max(columns, 1)
        var row = promptWidth / columns
        var column = promptWidth % columns
        for scalar in text {
            if scalar == 0x0A {
                row += 1
                column = 0
                continue
            }
            let width = scalar == 0x09 ? 8 - column % 8 : width(of: scalar)
            if column + width > columns {
                row += 1
                column = 0
            }
            column += width
            if column >= columns {
                row += 1
                column = 0
            }
        }
        return row
    }

    /// Columns of a character as libedit shows it: control characters as `^X`, unprintable ones as `\U+0000`.
    static func width(of scalar: UInt32) -> Int {
        if scalar < 0x20 || scalar == 0x7F { return 2 }
        if scalar < 0x7F { return 1 }
        let width = wcwidth(wchar_t(bitPattern: scalar))
        if width >= 0 { return Int(width) }
        return scalar > 0xFFFF ? 8 : 7
    }
}
