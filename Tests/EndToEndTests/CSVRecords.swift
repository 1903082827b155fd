/// One field of comma-separated values.
struct CSVField: Equatable {
    /// The text, unquoted.
    var text: String
    /// Whether it was written in quotes, which tells the empty text from null.
    var isQuoted: Bool
}

/// Reads comma-separated values as RFC 4180 has them.
struct CSVRecords {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether everything was read.
    var isAtEnd: Bool { index == bytes.count }

    /// The next record; nil at the end.
    mutating func next() -> [CSVField]? {
        guard index < bytes.count else { return nil }
        var fields: [CSVField] = []
        while true {
            fields.append(nextField())
            guard index < bytes.count else { return fields }
            index += 1
            if bytes[index - 1] == UInt8(ascii: "\n") { return fields }
        }
    }

    private mutating func nextField() -> CSVField {
        let quote = UInt8(ascii: "\"")
        guard index < bytes.count, bytes[index] == quote else {
            let rest = bytes[index...]
            let end = rest.firstIndex { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\n") } ?? bytes.count
            defer { index = end }
            return CSVField(text: String(decoding: bytes[index..<end], as: UTF8.self), isQuoted: false)
        }
        var content: [UInt8] = []
        index += 1
        while index < bytes.count {
            if bytes[index] == quote {
                index += 1
                guard index < bytes.count, bytes[index] == quote else { break }
            }
            content.append(bytes[index])
            index += 1
        }
        return CSVField(text: String(decoding: content, as: UTF8.self), isQuoted: true)
    }
}
