/// Turns the characters of a bracketed paste into text for the buffer.
///
/// Line ends become `\n`, tabs stay, every other control character is dropped: a paste must not be able to move the
/// cursor, run an editor command or end itself early with a forged end marker followed by Enter.
struct PasteFilter {
    /// `ESC [ 200 ~`, which terminals send in front of a paste.
    static let startMarker: [UInt32] = [0x1B, 0x5B, 0x32, 0x30, 0x30, 0x7E]
    /// `ESC [ 201 ~`, which they send behind it.
    static let endMarker: [UInt32] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]

    /// The text so far.
    private(set) var text: [UInt32] = []
    private var matched = 0
    private var lastWasReturn = false

    /// Takes one character; true when it completes the end marker.
    ///
    /// More may follow a marker at once: then it was part of the paste, and feeding simply goes on.
    mutating func feed(_ scalar: UInt32) -> Bool {
        if scalar == Self.endMarker[matched] {
            matched += 1
            guard matched == Self.endMarker.count else { return false }
            matched = 0
            return true
        }
        for held in Self.endMarker.prefix(matched) { append(held) }
        matched = scalar == Self.endMarker[0] ? 1 : 0
        if matched == 0 { append(scalar) }
        return false
    }

    private mutating func append(_ scalar: UInt32) {
        defer { lastWasReturn = scalar == 0x0D }
        switch scalar {
        case 0x0A where lastWasReturn: break
        case 0x0A, 0x0D: text.append(0x0A)
        case 0x09: text.append(scalar)
        case 0x00..<0x20, 0x7F..<0xA0: break
        default: text.append(scalar)
        }
    }
}
