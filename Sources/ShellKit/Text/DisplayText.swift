/// Text from outside, made safe for a terminal and measured in one pass.
package enum DisplayText {
    /// Appends a string and returns its terminal columns.
    @discardableResult
    package static func append(_ string: String, to text: inout TextBuffer) -> Int {
        var string = string
        return string.withUTF8 { append(UnsafeRawBufferPointer($0), to: &text) }
    }

    /// Appends UTF-8 bytes and returns their terminal columns. Bytes that are no UTF-8 are shown as `\xff`.
    package static func append(_ bytes: UnsafeRawBufferPointer, to text: inout TextBuffer) -> Int {
        let clean = printablePrefix(of: bytes)
        text.append(UnsafeRawBufferPointer(rebasing: bytes[..<clean]))
        if clean == bytes.count { return clean }
        return clean + appendSlowly(UnsafeRawBufferPointer(rebasing: bytes[clean...]), to: &text, isAtStart: clean == 0)
    }

    /// The string, safe for a terminal: for messages of servers, file names and the like.
    package static func safe(_ string: String) -> String {
        var text = TextBuffer(capacity: string.utf8.count + 64)
        append(string, to: &text)
        return text.string
    }

    /// Number of leading bytes that are printable ASCII, eight at a time.
    @inline(__always)
    private static func printablePrefix(of bytes: UnsafeRawBufferPointer) -> Int {
        var at = 0
        while at + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            guard isPrintable(word) else { break }
            at += 8
        }
        while at < bytes.count, bytes[at] >= 0x20, bytes[at] < 0x7F { at += 1 }
        return at
    }

    /// Whether all eight bytes lie between 0x20 and 0x7E: no high bit, none below the blank, none equal to DEL.
    @inline(__always)
    private static func isPrintable(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs = ones << 7
        // Without high bits neither addition carries into the next byte.
        return word & highs == 0 && (word &+ ones &* 0x60) & highs == highs && (word &+ ones) & highs == 0
    }

    private static func appendSlowly(_ bytes: UnsafeRawBufferPointer, to text: inout TextBuffer, isAtStart: Bool) -> Int
    {
        // The printable byte in front belongs to a keycap or a combining mark: measure together with it.
        let start = isAtStart ? text.count : text.count - 1
        var columns = isAtStart ? 0 : 1
        var hasSequences = false
        var previous: Unicode.Scalar?
        var decoder = UTF8Cursor(bytes: bytes)
        while let step = decoder.next() {
            switch step {
            case .invalid(let byte):
                columns += ControlCharacters.appendEscape(ofByte: byte, to: &text)
                previous = nil
            case .scalar(let scalar, let range):
                if ControlCharacters.mustEscape(scalar), !joinsEmoji(scalar, after: previous, before: decoder) {
                    columns += ControlCharacters.appendEscape(of: scalar, to: &text)
                    previous = nil
                    continue
                }
                text.append(UnsafeRawBufferPointer(rebasing: bytes[range]))
                columns += DisplayWidth.columns(of: scalar)
                hasSequences = hasSequences || DisplayWidth.joins(scalar)
                previous = scalar
            }
        }
        if hasSequences { columns = text.string(from: start).map(DisplayWidth.columnsByCharacter) ?? columns }
        return isAtStart ? columns : columns - 1
    }

    /// Whether a zero-width joiner stands between two emoji, where it belongs.
    private static func joinsEmoji(
        _ scalar: Unicode.Scalar,
        after previous: Unicode.Scalar?,
        before decoder: UTF8Cursor
    ) -> Bool {
        guard scalar.value == 0x200D, let previous, isEmojiPart(previous) else { return false }
        var decoder = decoder
        guard case .scalar(let next, _)? = decoder.next() else { return false }
        return isEmojiPart(next)
    }

    private static func isEmojiPart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0xFE0F || (scalar.properties.isEmoji && scalar.value >= 0x80)
    }
}
