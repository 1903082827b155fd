package import IoTDBWire

/// What may be shown or kept of a statement: its start, without passwords.
///
/// Secret are everything behind the user's name in `CREATE USER`, everything behind `PASSWORD` in `ALTER USER` (without that word
/// everything from the first literal on), and a literal that follows an attribute whose name contains `password` (`'sink.password'='…'`). Key words count in any case and spacing, with comments
/// and line breaks between them; so does a statement that is not finished or wrong elsewhere.
package enum StatementDigest {
    /// What stands where a secret was.
    package static let mask = "***"

    /// The first 120 characters on one line, passwords masked.
    package static func digest(of text: String, dialect: SQLDialect) -> String {
        let line = masked(text, dialect: dialect).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count <= 120 ? line : line.prefix(119) + "…"
    }

    /// The whole text, passwords masked.
    package static func masked(_ text: String, dialect: SQLDialect) -> String {
        let bytes = Array(text.utf8)
        var masked: [UInt8] = []
        var index = 0
        for range in secretRanges(in: bytes, dialect: dialect) {
            masked += bytes[index..<range.lowerBound] + Array(mask.utf8)
            index = range.upperBound
        }
        return String(decoding: masked + bytes[index...], as: UTF8.self)
    }

    /// Whether the text holds a password, and must not be kept in the history.
    package static func containsSecret(_ text: String, dialect: SQLDialect) -> Bool {
        !secretRanges(in: Array(text.utf8), dialect: dialect).isEmpty
    }

    /// Whether the text holds a password, or a literal that a mistake elsewhere may keep us from seeing as one.
    package static func mayHoldSecret(_ text: String, dialect: SQLDialect) -> Bool {
        let bytes = Array(text.utf8)
        let tokens = SQLLexer.tokens(of: bytes, dialect: dialect)
        guard tokens.contains(where: { $0.isLiteral }) else { return false }
        return tokens.contains { token in
            let word = token.unquoted(in: bytes).lowercased()
            return word.contains(bytesOf: "password") || (token.kind == .word && word == "user")
        }
    }

    /// `message` without the passwords of the statement it is about; servers quote statements in syntax errors.
    package static func redact(_ message: String, about text: String, dialect: SQLDialect) -> String {
        let bytes = Array(text.utf8)
        var message = message
        for range in secretRanges(in: bytes, dialect: dialect) {
            let secretBytes = Array(bytes[range])
            for token in SQLLexer.tokens(of: secretBytes, dialect: dialect) where token.kind != .symbol {
                // As it was written first: the server may quote it with its quotes still doubled.
                let written = String(decoding: secretBytes[token.range], as: UTF8.self)
                for secret in [written, token.unquoted(in: secretBytes)] where !secret.isEmpty {
                    message = message.replacing(bytesOf: secret, with: mask)
                }
            }
        }
        return message
    }

    /// The bytes of the secrets, in order. Looks at every statement of the text.
    private static func secretRanges(in bytes: [UInt8], dialect: SQLDialect) -> [Range<Int>] {
        let tokens = SQLLexer.tokens(of: bytes, dialect: dialect)
        return tokens.split { $0.kind == .semicolon }.flatMap { secrets(of: $0, in: bytes) }
    }

    private static func secrets(of tokens: ArraySlice<Token>, in bytes: [UInt8]) -> [Range<Int>] {
        let words = tokens.prefix(2).map { $0.uppercased(in: bytes) }
        let rest: ArraySlice<Token>
        switch words {
        case ["CREATE", "USER"]:
            rest = tokens.dropFirst(3)
        case ["ALTER", "USER"]:
            let change = tokens.dropFirst(3)
            let password = change.drop { $0.uppercased(in: bytes) != "PASSWORD" }
            // Where the key word is misspelt, whatever is quoted may be meant as one.
            rest = password.isEmpty ? change.drop { !$0.isLiteral } : password.dropFirst()
        case _:
            return attributeSecrets(of: tokens, in: bytes)
        }
        guard let first = rest.first, let last = rest.last else { return [] }
        return [first.range.lowerBound..<last.range.upperBound]
    }

    /// The values of attributes such as `'sink.password'='…'`.
    private static func attributeSecrets(of tokens: ArraySlice<Token>, in bytes: [UInt8]) -> [Range<Int>] {
        var secrets: [Range<Int>] = []
        for index in tokens.indices.dropLast(2) {
            let (name, sign, value) = (tokens[index], tokens[index + 1], tokens[index + 2])
            guard sign.kind == .symbol, bytes[sign.range.lowerBound] == UInt8(ascii: "=") else { continue }
            guard value.isLiteral, name.range.count <= 256 else { continue }
            if name.unquoted(in: bytes).lowercased().contains(bytesOf: "password") { secrets.append(value.range) }
        }
        return secrets
    }
}
