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
    private static let parts: Set<String> = [
        "pass", "pw", "psw", "token", "credential", "credentials", "auth", "authtoken", "apikey", "accesskey",
        "privatekey", "bearer",
    ]
    /// Parts before `key` that mean a secret.
    private static let keys: Set<String> = ["api", "access", "private", "auth"]

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
        var before = ""
        for part in bytes.split(whereSeparator: { !isLetter($0) }) {
            let text = String(decoding: part.map(lowercased), as: UTF8.self)
            if meansPassword(part) || parts.contains(text) || text.hasSuffix("pw") { return true }
            if text == "key" && keys.contains(before) { return true }
            before = text
        }
        return false
    }

    /// Whether a text is name and value of such an attribute, as in `password=x`.
    static func isAttributeWithValue(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let sign = bytes.firstIndex(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") }) else {
            return false
        }
        return isAttributeOfSecret(bytes[..<sign]) && sign + 1 < bytes.endIndex
    }

    /// A word as it is compared with `createuser`; nothing of one that is too long.
    static func withoutUnderscores(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        word.count > 16 ? [] : word.filter { $0 != UInt8(ascii: "_") }[...]
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
