/// The one place that quotes names and literals.
///
/// The only escape of both dialects is a doubled quote; a backslash is an ordinary character. All work is on bytes: a
/// combining mark behind a quote does not hide it.
package enum SQLQuoting {
    /// `'it''s'`; nil for a text with NUL, which no statement can hold.
    package static func literal(_ text: String) -> String? {
        quoted(text, UInt8(ascii: "'"))
    }

    /// A number as a literal.
    ///
    /// A negative one is in parentheses in the table dialect, where `--` begins a comment; the tree dialect takes no
    /// parentheses in VALUES.
    package static func number(_ digits: String, grammar: SQLGrammar) -> String {
        grammar.hyphensStartComments && digits.utf8.first == UInt8(ascii: "-") ? "(\(digits))" : digits
    }

    /// A name in the dialect's quotes, `` `a-b` `` or `"a-b"`; nil for an empty name or one with NUL.
    package static func name(_ text: String, grammar: SQLGrammar) -> String? {
        text.utf8.isEmpty ? nil : quoted(text, grammar.nameQuote)
    }

    /// A name as it is where it needs no quotes, else quoted; nil where ``name(_:grammar:)`` is.
    ///
    /// Only ASCII letters, digits and `_` behind a letter or `_` stay bare, which both dialects read as one name; key
    /// words are not looked at.
    package static func nameIfNeeded(_ text: String, grammar: SQLGrammar) -> String? {
        isPlainName(text) ? text : name(text, grammar: grammar)
    }

    /// Whether a name needs no quotes.
    package static func isPlainName(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLetter(first) || first == UInt8(ascii: "_") else { return false }
        return text.utf8.allSatisfy { isLetter($0) || $0 == UInt8(ascii: "_") || (0x30...0x39).contains($0) }
    }

    /// What stands between the quotes of `'…'`, `"…"` or `` `…` ``, doubled quotes made single; the closing quote may
    /// be missing.
    package static func unquoted(_ bytes: some Collection<UInt8>) -> String {
        guard let quote = bytes.first else { return "" }
        var content: [UInt8] = []
        var pending = false
        for byte in bytes.dropFirst() {
            if byte == quote {
                if pending { content.append(quote) }
                pending.toggle()
            } else {
                content.append(byte)
            }
        }
        return String(decoding: content, as: UTF8.self)
    }

    private static func quoted(_ text: String, _ mark: UInt8) -> String? {
        var bytes = [mark]
        bytes.reserveCapacity(text.utf8.count + 2)
        for byte in text.utf8 {
            if byte == 0 { return nil }
            if byte == mark { bytes.append(mark) }
            bytes.append(byte)
        }
        bytes.append(mark)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
