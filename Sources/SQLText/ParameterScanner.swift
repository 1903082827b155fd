/// Finds the parameters of a statement: outside strings, quoted names and comments.
package struct ParameterScanner {
    /// A part of a statement.
    package enum Piece: Equatable {
        /// Bytes that stay as they are.
        case text(Range<Int>)
        /// `?`.
        case positional
        /// `:name`.
        case named(String)
    }

    /// A quote or a comment without end.
    package struct Unfinished: Error {
        /// Whether it is a comment.
        package let isComment: Bool
        /// Where it starts.
        package let index: Int
    }

    private let bytes: [UInt8]
    private var textStart = 0
    private var pieces: [Piece] = []

    /// Splits a statement, as a server gets it, into pieces.
    package static func pieces(of bytes: [UInt8], grammar: SQLGrammar) throws(Unfinished) -> [Piece] {
        var scanner = ParameterScanner(bytes: bytes)
        var lexer = SQLLexer(grammar: grammar.ofServer)
        var index = 0
        while let token = lexer.next(in: bytes, at: &index) {
            if token.kind == .word { scanner.scanWord(token.range) }
            if token.isSymbol(UInt8(ascii: "?"), in: bytes) { scanner.take(.positional, token.range) }
            if lexer.state != .normal, index == bytes.count {
                throw Unfinished(isComment: lexer.state == .blockComment, index: token.range.lowerBound)
            }
        }
        scanner.endText(at: bytes.count)
        return scanner.pieces
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// Looks for names behind colons; a colon that touches a word before it belongs to that, as in `08:00:00`, and `::`
    /// is none.
    private mutating func scanWord(_ word: Range<Int>) {
        var index = word.lowerBound
        while index < word.upperBound {
            let end = nameEnd(index, word.upperBound)
            if end > index {
                index = end
                while index < word.upperBound, bytes[index] == Self.colon { index += 1 }
            } else if bytes[index] != Self.colon {
                index += 1
            } else if index + 1 < word.upperBound, bytes[index + 1] == Self.colon {
                index += 2
            } else {
                index = takeName(at: index, word.upperBound)
            }
        }
    }

    /// Takes a `:name`; answers where it ends.
    private mutating func takeName(at colon: Int, _ limit: Int) -> Int {
        let end = nameEnd(colon + 1, limit)
        guard end > colon + 1, !(0x30...0x39).contains(bytes[colon + 1]) else { return colon + 1 }
        take(.named(String(decoding: bytes[(colon + 1)..<end], as: UTF8.self)), colon..<end)
        return end
    }

    private func nameEnd(_ start: Int, _ limit: Int) -> Int {
        var end = start
        while end < limit, VariableName.isPart(bytes[end]) { end += 1 }
        return end
    }

    private mutating func take(_ piece: Piece, _ range: Range<Int>) {
        endText(at: range.lowerBound)
        pieces.append(piece)
        textStart = range.upperBound
    }

    private mutating func endText(at end: Int) {
        if textStart < end { pieces.append(.text(textStart..<end)) }
    }

    private static let colon = UInt8(ascii: ":")
}

/// Names of parameters and variables.
enum VariableName {
    /// Whether the byte can be inside a name: ASCII letters, digits, `_`, and every byte of characters beyond ASCII.
    static func isPart(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || isStart(byte)
    }

    /// Whether a name can start with the byte: all but digits.
    static func isStart(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte >= 0x80
    }
}
