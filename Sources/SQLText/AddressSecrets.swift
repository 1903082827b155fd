/// Passwords in addresses, `iotdb://root:PW@host`, and behind the flags of a command line.
enum AddressSecrets {
    /// The bytes of the passwords, in order.
    static func ranges(in bytes: [UInt8]) -> [Range<Int>] {
        // Nearly no statement has an `@`, and only a command has flags.
        var ranges: [Range<Int>] = []
        var index = 0
        while index < bytes.count {
            if let range = password(before: &index, in: bytes) { ranges.append(range) }
        }
        return bytes.first { !SQLLexer.isWhitespace($0) } == UInt8(ascii: "\\") ? ranges + flags(in: bytes) : ranges
    }

    /// The password of the next `user:password@`; moves `index` behind what was looked at.
    private static func password(before index: inout Int, in bytes: [UInt8]) -> Range<Int>? {
        guard let at = bytes[index...].firstIndex(of: UInt8(ascii: "@")) else {
            index = bytes.count
            return nil
        }
        var start = at
        while start > index, !isEnd(bytes[start - 1]) { start -= 1 }
        // A password may hold an `@` itself: the last one before the host counts.
        var end = at
        var scan = at
        while scan < bytes.count, !isEnd(bytes[scan]), bytes[scan] != UInt8(ascii: "/") || !isHost(bytes, scan) {
            if bytes[scan] == UInt8(ascii: "@") { end = scan }
            scan += 1
        }
        index = max(scan, at + 1)
        return password(in: bytes, start..<end)
    }

    /// What stands behind the first `:` of a `user:password`, a scheme before it left out.
    private static func password(in bytes: [UInt8], _ range: Range<Int>) -> Range<Int>? {
        var start = range.lowerBound
        if let scheme = (range.lowerBound..<range.upperBound).first(where: {
            bytes[$0..<range.upperBound].starts(with: "://".utf8)
        }) {
            start = scheme + 3
        }
        guard let colon = bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: ":")), colon > start,
            colon + 1 < range.upperBound
        else { return nil }
        return (colon + 1)..<range.upperBound
    }

    /// Whether no `@` follows in the word: then a `/` ends the host.
    private static func isHost(_ bytes: [UInt8], _ index: Int) -> Bool {
        !bytes[index...].prefix { !isEnd($0) }.contains(UInt8(ascii: "@"))
    }

    private static func isEnd(_ byte: UInt8) -> Bool {
        SQLLexer.isWhitespace(byte) || "'\"`,;()<>".utf8.contains(byte)
    }

    /// The words behind `-pw` and `--password`, or joined to them.
    private static func flags(in bytes: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var isBehindFlag = false
        var index = 0
        while index < bytes.count {
            let end = bytes[index...].firstIndex(where: SQLLexer.isWhitespace) ?? bytes.count
            let word = index..<end
            if isBehindFlag, !word.isEmpty { ranges.append(word) }
            isBehindFlag = isBehindFlag && word.isEmpty
            for flag in ["--password=", "--password", "-pw"] where bytes[word].starts(with: flag.utf8) {
                let value = (word.lowerBound + flag.utf8.count)..<end
                if value.isEmpty { isBehindFlag = true } else { ranges.append(value) }
                break
            }
            index = end + 1
        }
        return ranges
    }
}
