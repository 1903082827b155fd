/// Words beside which a password stands, however they are misspelt.
struct SecretWord: Sendable {
    private let word: [UInt8]
    private let limit: Int
    private let letters: UInt32

    /// A word, and how many mistakes it may have.
    private init(_ word: String, mistakes limit: Int) {
        self.word = Array(word.utf8)
        self.limit = limit
        letters = Self.letters(of: self.word[...])
    }

    static let create = SecretWord("create", mistakes: 2)
    static let alter = SecretWord("alter", mistakes: 2)
    static let user = SecretWord("user", mistakes: 1)
    static let createUser = SecretWord("createuser", mistakes: 2)
    static let alterUser = SecretWord("alteruser", mistakes: 2)
    static let set = SecretWord("set", mistakes: 1)
    static let identified = SecretWord("identified", mistakes: 2)
    private static let password = SecretWord("password", mistakes: 2)

    /// Words that mean the same as *password*, in lower case.
    private static let synonyms: Set<String> = ["passwd", "pwd", "pword", "passphrase", "passcode", "secret"]
    /// Parts of the names of attributes that mean a secret.
    private static let parts: Set<String> = ["pass", "pw", "psw", "token", "credential", "credentials"]

    /// Whether bytes are this word, in any case, with a few mistakes.
    func matches(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard abs(bytes.count - word.count) <= limit else { return false }
        // Most words of a statement share too few letters to be worth a comparison.
        guard (letters & ~Self.letters(of: bytes)).nonzeroBitCount <= limit else { return false }
        return EditDistance.between(bytes.map(Self.lowercased), word) <= limit
    }

    /// Whether a word means a password.
    static func meansPassword(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count >= 3, bytes.count <= 256 else { return false }
        if password.matches(bytes) { return true }
        let text = String(decoding: bytes.map(lowercased), as: UTF8.self)
        return synonyms.contains(text) || containsPassword(text)
    }

    /// Whether the name of an attribute, such as `sink.passwd` or `trust_store_pwd`, means a password.
    static func isAttributeOfSecret(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count <= 256 else { return false }
        return bytes.split { !isLetter($0) }.contains { part in
            meansPassword(part) || parts.contains(String(decoding: part.map(lowercased), as: UTF8.self))
        }
    }

    private static func containsPassword(_ text: String) -> Bool {
        for part in ["password", "passwd", "pwd", "passphrase", "secret"] {
            let wanted = Array(part.utf8)
            let bytes = Array(text.utf8)
            guard bytes.count > wanted.count else { continue }
            if (0...(bytes.count - wanted.count)).contains(where: { bytes[$0...].starts(with: wanted) }) { return true }
        }
        return false
    }

    /// One bit for each letter that occurs.
    private static func letters(of bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.reduce(0) { isLetter($1) ? $0 | 1 << UInt32($1 & 31) : $0 }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 { isLetter(byte) ? byte | 0x20 : byte }
}
