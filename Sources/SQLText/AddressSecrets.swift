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
        ranges += parameters(in: bytes)
        return isCommandLine(bytes) ? ranges + flags(in: bytes) : ranges
    }

    /// Whether a text is a command of the shell, or was meant for the shell that started this one.
    private static func isCommandLine(_ bytes: [UInt8]) -> Bool {
        let word = bytes.drop(while: SQLLexer.isWhitespace).prefix { !SQLLexer.isWhitespace($0) }
        if word.first == UInt8(ascii: "\\") { return true }
        return word.count <= 256
            && ["iotdb-shell", "start-cli", ".sh"].contains { part in
                let wanted = Array(part.utf8)
                return word.indices.contains { word[$0...].starts(with: wanted) }
            }
    }

    /// The values of parameters of an address, `?password=PW`.
    private static func parameters(in bytes: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var index = 0
        while let sign = bytes[index...].firstIndex(of: UInt8(ascii: "=")) {
            index = sign + 1
            var start = sign
            while start > 0, sign - start < 64, SQLLexer.isWord(bytes[start - 1]) { start -= 1 }
            guard start > 0, start < sign, "?&".utf8.contains(bytes[start - 1]),
                SecretWord.isAttributeOfSecret(bytes[start..<sign])
            else { continue }
            let value = index..<(index + bytes[index...].prefix { !isEnd($0) && $0 != UInt8(ascii: "&") }.count)
            if !value.isEmpty { ranges.append(value) }
        }
        return ranges
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

    /// What stands behind the flags of passwords, or is joined to them, or assigned to a variable of such a name.
    private static func flags(in bytes: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var flag = Flag.none
        var index = 0
        while index < bytes.count {
            let word = index..<endOfWord(in: bytes, from: index)
            index = word.upperBound + 1
            if word.isEmpty { continue }
            let (found, value) = flag == .none ? secret(of: word, bytes) : (.none, flag.value(of: word, bytes))
            if let value, !value.isEmpty { ranges.append(value) }
            flag = found
        }
        return ranges
    }

    /// What the word before leads one to expect.
    private enum Flag {
        case none
        case password
        /// A name, or name and password with a `:` between.
        case user

        func value(of word: Range<Int>, _ bytes: [UInt8]) -> Range<Int>? {
            switch self {
            case .none: nil
            case .password: word
            case .user: bytes[word].firstIndex(of: UInt8(ascii: ":")).map { ($0 + 1)..<word.upperBound }
            }
        }
    }

    private static func secret(of word: Range<Int>, _ bytes: [UInt8]) -> (Flag, Range<Int>?) {
        let text = bytes[word]
        if ["-u", "--user"].contains(where: { text.elementsEqual($0.utf8) }) { return (.user, nil) }
        if let sign = text.firstIndex(of: UInt8(ascii: "=")), SecretWord.isAttributeOfSecret(text[..<sign]) {
            return (.none, (sign + 1)..<word.upperBound)
        }
        for flag in ["--password", "-password", "--passwd", "-tpw", "-pw"] where text.starts(with: flag.utf8) {
            let value = (word.lowerBound + flag.utf8.count)..<word.upperBound
            return value.isEmpty ? (.password, nil) : (.none, value)
        }
        return (.none, nil)
    }

    /// Where a word of a command line ends; blanks within quotes belong to it.
    private static func endOfWord(in bytes: [UInt8], from start: Int) -> Int {
        var quote: UInt8?
        for index in start..<bytes.count {
            let byte = bytes[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if SQLLexer.isWhitespace(byte) {
                return index
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
            }
        }
        return bytes.count
    }
}
