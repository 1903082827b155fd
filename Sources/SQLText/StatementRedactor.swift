/// What may be shown or kept of a statement or a line: its text without passwords.
///
/// What stands beside a word decides: what follows the name in `CREATE USER`, what `ALTER USER` sets, values of
/// attributes whose name means a password (`'sink.passwd'='…'`), passwords of addresses (`iotdb://root:…@host`), also
/// in comments, with key words in any case and spacing and with the usual mistakes in them, wherever they stand in the
/// text and whether or not it is finished.
package enum StatementRedactor {
    /// What stands where a secret was.
    package static let mask = "***"

    /// The whole text, passwords masked.
    package static func masked(_ text: String, grammar: SQLGrammar) -> String {
        let bytes = Array(text.utf8)
        return masked(bytes, SecretScanner.ranges(in: bytes, grammar: grammar))
    }

    /// Whether the text holds a password, and must not be kept in the history.
    package static func containsSecret(_ text: String, grammar: SQLGrammar) -> Bool {
        !SecretScanner.ranges(in: Array(text.utf8), grammar: grammar).isEmpty
    }

    /// Whether the text holds a password, or a literal that a mistake elsewhere may keep us from seeing as one. No part
    /// of it is to be shown.
    package static func mayHoldSecret(_ text: String, grammar: SQLGrammar) -> Bool {
        let bytes = Array(text.utf8)
        guard SecretScanner.ranges(in: bytes, grammar: grammar).isEmpty else { return true }
        var lexer = SQLLexer(grammar: grammar)
        var index = 0
        var (hasLiteral, hasWord, isPlain, isFirst) = (false, false, false, true)
        while let token = lexer.next(in: bytes, at: &index) {
            if token.isBlank { continue }
            if isFirst || token.kind == .semicolon {
                // Beside these verbs, written as they should be, a user is data.
                isPlain = beginsPlainly(token, bytes)
                isFirst = token.kind == .semicolon
            }
            if isPlain { continue }
            if token.isLiteral { hasLiteral = true }
            hasWord = hasWord || isBesideSecrets(token, bytes)
            if hasLiteral, hasWord { return true }
        }
        return false
    }

    private static func beginsPlainly(_ token: Token, _ bytes: [UInt8]) -> Bool {
        if StatementVerb.holdsNoPassword(token.uppercased(in: bytes)) { return true }
        return token.isSymbol(UInt8(ascii: "\\"), in: bytes)
            && bytes[token.range.upperBound...].starts(with: "copy ".utf8)
    }

    private static func isBesideSecrets(_ token: Token, _ bytes: [UInt8]) -> Bool {
        switch token.kind {
        case .word: SecretWord.user.matches(bytes[token.range]) || SecretWord.meansPassword(bytes[token.range])
        case .singleQuoted, .doubleQuoted, .backQuoted: SecretWord.isAttributeOfSecret(bytes[token.range])
        case .whitespace, .lineComment, .blockComment, .semicolon, .symbol: false
        }
    }

    /// `message` without the passwords of the statement it is about; servers quote statements in syntax errors.
    package static func redact(_ message: String, about text: String, grammar: SQLGrammar) -> String {
        let bytes = Array(text.utf8)
        var secrets: [String] = []
        let ranges = SecretScanner.ranges(in: bytes, grammar: grammar)
        guard !ranges.isEmpty else { return message }
        for range in ranges {
            let secret = Array(bytes[range])
            secrets.append(String(decoding: secret, as: UTF8.self))
            for token in SQLLexer.tokens(of: secret, grammar: grammar) where token.kind != .symbol {
                // As it was written: the server may quote it with its quotes still doubled. And as it is meant.
                let written = secret[token.range]
                let inner = token.isLiteral ? written.dropFirst().dropLast(written.count > 1 ? 1 : 0) : []
                secrets += [String(decoding: written, as: UTF8.self), String(decoding: inner, as: UTF8.self)]
                secrets.append(token.unquoted(in: secret))
                // One literal may hold name and value.
                let value = inner.drop { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ":") }.dropFirst()
                secrets.append(String(decoding: value.drop(while: SQLLexer.isWhitespace), as: UTF8.self))
            }
        }
        // The whole statement first: in it even a part of a word may be secret.
        let quoted = replacing(bytes, in: Array(message.utf8), with: Array(masked(bytes, ranges).utf8))
        return redact(String(decoding: quoted, as: UTF8.self), secrets: secrets)
    }

    /// `message` with a mask in every place of the secrets that is no part of a longer word.
    package static func redact(_ message: String, secrets: [String]) -> String {
        var bytes = Array(message.utf8)
        // The longest first, so that none hides a part of another.
        for secret in Set(secrets).sorted(by: { $0.utf8.count > $1.utf8.count }) where !secret.utf8.isEmpty {
            bytes = replacing(Array(secret.utf8), in: bytes)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Any text, such as an argument of the command line, without the passwords of addresses in it.
    package static func redactAddresses(_ text: String) -> String {
        let bytes = Array(text.utf8)
        return masked(bytes, AddressSecrets.ranges(in: bytes))
    }

    private static func masked(_ bytes: [UInt8], _ ranges: [Range<Int>]) -> String {
        var masked: [UInt8] = []
        var index = 0
        for range in ranges {
            masked += bytes[index..<range.lowerBound] + Array(mask.utf8)
            index = range.upperBound
        }
        return String(decoding: masked + bytes[index...], as: UTF8.self)
    }

    private static func replacing(
        _ secret: [UInt8],
        in bytes: [UInt8],
        with mask: [UInt8] = Array(mask.utf8)
    ) -> [UInt8] {
        guard let first = secret.first, let last = secret.last else { return bytes }
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let end = index + secret.count
            if bytes[index] == first, bytes[index...].starts(with: secret),
                !joins(result.last, first), !joins(last, end < bytes.count ? bytes[end] : nil)
            {
                result += mask
                index = end
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    /// Whether two neighbours are parts of one word.
    private static func joins(_ left: UInt8?, _ right: UInt8?) -> Bool {
        guard let left, let right else { return false }
        return isLetter(left) && isLetter(right)
    }

    /// A word of a message; unlike in SQL, signs such as `:` and `@` end it.
    private static func isLetter(_ byte: UInt8) -> Bool {
        SQLLexer.isWord(byte) && !":@#$".utf8.contains(byte)
    }
}
