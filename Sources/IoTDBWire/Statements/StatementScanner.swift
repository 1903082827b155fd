/// Finds the parameters of a statement: outside strings, quoted names and comments.
struct StatementScanner {
    /// A part of a statement.
    enum Piece: Equatable {
        /// Bytes that stay as they are.
        case text(Range<Int>)
        /// `?`.
        case positional
        /// `:name`.
        case named(String)
    }

    private let bytes: [UInt8]
    private let dialect: SQLDialect
    private var index = 0
    private var textStart = 0
    private var pieces: [Piece] = []

    /// Splits a statement into pieces.
    /// - Throws: ``IoTDBError/Code/invalidArgument`` when a quote or a comment has no end.
    static func pieces(of bytes: [UInt8], dialect: SQLDialect) throws(IoTDBError) -> [Piece] {
        var scanner = StatementScanner(bytes: bytes, dialect: dialect)
        while scanner.index < bytes.count { try scanner.step() }
        scanner.endText(at: bytes.count)
        return scanner.pieces
    }

    private init(bytes: [UInt8], dialect: SQLDialect) {
        self.bytes = bytes
        self.dialect = dialect
    }

    private mutating func step() throws(IoTDBError) {
        switch bytes[index] {
        case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): try skipQuoted(bytes[index])
        case UInt8(ascii: "-") where dialect == .table && peek(1) == UInt8(ascii: "-"): skipLine()
        case UInt8(ascii: "/") where dialect == .table && peek(1) == UInt8(ascii: "*"): try skipComment()
        case UInt8(ascii: "?"): take(.positional, length: 1)
        case UInt8(ascii: ":"): colon()
        case let byte where byte.isNamePart:
            while peek(0)?.isNamePart == true { index += 1 }
            // A colon that touches a word belongs to it, as in 08:00:00.
            while peek(0) == UInt8(ascii: ":") { index += 1 }
        default: index += 1
        }
    }

    /// Passes over a quoted text; a doubled quote inside begins the next one, which comes to the same.
    private mutating func skipQuoted(_ quote: UInt8) throws(IoTDBError) {
        guard let end = bytes[(index + 1)...].firstIndex(of: quote) else { throw unfinished("a quote") }
        index = end + 1
    }

    private mutating func skipLine() {
        index = bytes[index...].firstIndex { $0 == 10 || $0 == 13 } ?? bytes.count
    }

    private mutating func skipComment() throws(IoTDBError) {
        var end = index + 2
        while end + 1 < bytes.count {
            if bytes[end] == UInt8(ascii: "*"), bytes[end + 1] == UInt8(ascii: "/") {
                index = end + 2
                return
            }
            end += 1
        }
        throw unfinished("a comment")
    }

    private mutating func colon() {
        guard peek(1) != UInt8(ascii: ":") else {
            index += 2
            return
        }
        var end = index + 1
        while end < bytes.count, bytes[end].isNamePart { end += 1 }
        guard end > index + 1, !bytes[index + 1].isDigit else {
            index += 1
            return
        }
        take(.named(String(decoding: bytes[(index + 1)..<end], as: UTF8.self)), length: end - index)
    }

    private mutating func take(_ piece: Piece, length: Int) {
        endText(at: index)
        pieces.append(piece)
        index += length
        textStart = index
    }

    private mutating func endText(at end: Int) {
        if textStart < end { pieces.append(.text(textStart..<end)) }
    }

    private func peek(_ distance: Int) -> UInt8? {
        index + distance < bytes.count ? bytes[index + distance] : nil
    }

    private func unfinished(_ what: String) -> IoTDBError {
        IoTDBError(.invalidArgument, "the statement has \(what) without end, from byte \(index)")
    }
}

extension UInt8 {
    /// Whether the byte can be inside a name: ASCII letters, digits, `_`, and every byte of characters beyond ASCII.
    fileprivate var isNamePart: Bool {
        isDigit || self == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
            || self >= 0x80
    }

    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
