import CLibEdit
import Platform

/// A prompt, cut into the rows above the line and the cells in front of it.
struct EditorPrompt {
    /// Rows above the edited one, printed once.
    let leading: [String]
    /// The last row.
    let cells: [ScreenCell]
    /// The colours of the cells whose style is ``ScreenCell/Style/prompt(_:)``.
    let sgrs: [String]
    /// The last row without escapes, ending in a zero: for libedit's own drawing.
    let characters: [wchar_t]

    /// Takes SGR escapes from the text (or drops them), drops other control characters.
    init(_ text: String, keepsEscapes: Bool) {
        var rows = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let last = rows.popLast() ?? ""
        leading = keepsEscapes ? rows : rows.map { Self.plain(Self.pieces(of: $0)) }
        let pieces = Self.pieces(of: last)
        characters = Self.plain(pieces).unicodeScalars.map { wchar_t(bitPattern: $0.value) } + [0]
        (cells, sgrs) = keepsEscapes ? Self.cells(pieces) : Self.cells(pieces.filter { !$0.isEscape })
    }

    /// No prompt.
    init() {
        self.init("", keepsEscapes: false)
    }

    private enum Piece {
        case visible(UInt32)
        case escape(String)

        var isEscape: Bool {
            if case .escape = self { true } else { false }
        }
    }

    private static func plain(_ pieces: [Piece]) -> String {
        var text = String.UnicodeScalarView()
        for case .visible(let scalar) in pieces { text.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
        return String(text)
    }

    private static func pieces(of row: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = Array(row.unicodeScalars.map(\.value))[...]
        while let first = rest.first {
            if first == 0x1B {
                let length = escapeLength(rest)
                if length > 0 { pieces.append(.escape(LineBuffer(Array(rest.prefix(length))).string)) }
                rest = rest.dropFirst(max(length, 1))
            } else {
                if first >= 0x20, first != 0x7F, !(0x80..<0xA0).contains(first) { pieces.append(.visible(first)) }
                rest = rest.dropFirst()
            }
        }
        return pieces
    }

    /// Length of `ESC [ digits ; … m`; 0 for anything else.
    private static func escapeLength(_ text: ArraySlice<UInt32>) -> Int {
        guard text.dropFirst().first == 0x5B else { return 0 }
        let parameters = text.dropFirst(2).prefix { (0x30...0x3B).contains($0) }
        guard text.dropFirst(2 + parameters.count).first == 0x6D else { return 0 }
        return parameters.count + 3
    }

    /// Each character with the escapes that are in force at it.
    private static func cells(_ pieces: [Piece]) -> ([ScreenCell], [String]) {
        var cells: [ScreenCell] = []
        var sgrs: [String] = []
        var style = ScreenCell.Style.text(.plain)
        var current = ""
        for piece in pieces {
            switch piece {
            case .escape(let sgr):
                current = isReset(sgr) ? "" : current + sgr
                if !current.isEmpty, !sgrs.contains(current) { sgrs.append(current) }
                style = sgrs.firstIndex(of: current).map(ScreenCell.Style.prompt) ?? .text(.plain)
            case .visible(let scalar):
                ScreenCell.append(scalar, style, to: &cells)
            }
        }
        return (cells, sgrs)
    }

    private static func isReset(_ sgr: String) -> Bool {
        sgr == "\u{1B}[m" || sgr == "\u{1B}[0m"
    }
}
