/// Recognises the date literals of the dialect: `2024-01-31`, `2024/1/31 10:00:00.5`, `2024.01.31T10:00:00+08:00`.
enum DateTimeScanner {
    /// End of the literal that begins at an index; nil when none does.
    static func end(in bytes: [UInt8], from start: Int) -> Int? {
        var index = start
        guard digits(in: bytes, &index, atMost: 4), index - start == 4 else { return nil }
        guard index < bytes.count, "-/.".utf8.contains(bytes[index]) else { return nil }
        let separator = bytes[index]
        for _ in 0..<2 {
            guard index < bytes.count, bytes[index] == separator else { return nil }
            index += 1
            guard digits(in: bytes, &index, atMost: 2) else { return nil }
        }
        if index < bytes.count, isDigit(bytes[index]) { return nil }
        return timeEnd(in: bytes, from: index) ?? index
    }

    private static func timeEnd(in bytes: [UInt8], from start: Int) -> Int? {
        var index = start
        guard index < bytes.count, "Tt ".utf8.contains(bytes[index]) else { return nil }
        index += 1
        for part in 0..<3 {
            if part > 0 {
                guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else { return nil }
                index += 1
            }
            guard digits(in: bytes, &index, atMost: 2) else { return nil }
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            guard digits(in: bytes, &index, atMost: 9) else { return nil }
        }
        return offsetEnd(in: bytes, from: index) ?? index
    }

    private static func offsetEnd(in bytes: [UInt8], from start: Int) -> Int? {
        var index = start
        guard index < bytes.count, "+-".utf8.contains(bytes[index]) else { return nil }
        index += 1
        guard digits(in: bytes, &index, atMost: 2), index < bytes.count, bytes[index] == UInt8(ascii: ":") else {
            return nil
        }
        index += 1
        return digits(in: bytes, &index, atMost: 2) ? index : nil
    }

    private static func digits(in bytes: [UInt8], _ index: inout Int, atMost limit: Int) -> Bool {
        let start = index
        while index < bytes.count, index - start < limit, isDigit(bytes[index]) { index += 1 }
        return index > start
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
