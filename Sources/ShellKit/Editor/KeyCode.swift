/// Keys that are no characters, as the editor's maps know them: code points that nobody types.
///
/// What terminals send for them is recognised before libedit sees it. So vi's Esc, which begins all of these sequences,
/// needs no sequence in the key map and works at once.
enum KeyCode: UInt32, CaseIterable {
    case paste = 0x80
    case up, down, left, right
    case home, end, delete
    case wordLeft, wordRight, deleteWord
    case pageUp, pageDown

    /// The key of a sequence behind `ESC`, for example `[A`.
    static func key(_ sequence: String) -> KeyCode? { sequences[sequence] }

    /// The sequences of a key.
    var names: [String] { Self.sequences.filter { $0.value == self }.map(\.key) }

    /// What xterm, screen, tmux, the Linux console, rxvt, PuTTY and vt100 send.
    private static let sequences: [String: KeyCode] = [
        "[A": .up, "OA": .up, "[B": .down, "OB": .down, "[C": .right, "OC": .right, "[D": .left, "OD": .left,
        "[1;2A": .up, "[1;2B": .down, "[1;2C": .right, "[1;2D": .left,
        "[H": .home, "OH": .home, "[1~": .home, "[7~": .home, "[1;2H": .home, "[1;5H": .home,
        "[F": .end, "OF": .end, "[4~": .end, "[8~": .end, "[1;2F": .end, "[1;5F": .end,
        "[3~": .delete, "[3;2~": .delete, "[3;5~": .deleteWord, "[3;3~": .deleteWord,
        "[1;5D": .wordLeft, "[5D": .wordLeft, "[1;3D": .wordLeft, "Od": .wordLeft, "[1;9D": .wordLeft,
        "[1;5C": .wordRight, "[5C": .wordRight, "[1;3C": .wordRight, "Oc": .wordRight, "[1;9C": .wordRight,
        "[5~": .pageUp, "[6~": .pageDown,
    ]
}
