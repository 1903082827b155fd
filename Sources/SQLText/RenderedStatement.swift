/// A statement in the making; keeps what is put in apart from what is beside it.
package struct RenderedStatement {
    /// What takes the place of a parameter.
    package struct Token {
        let text: String
        let isIdentifier: Bool

        /// A literal, or a quoted name.
        package init(text: String, isIdentifier: Bool) {
            self.text = text
            self.isIdentifier = isIdentifier
        }
    }

    private var bytes: [UInt8] = []
    /// The last thing appended was a token; nil otherwise.
    private var pending: Token?

    /// A statement with nothing in it.
    package init() {}

    /// The whole text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Appends a part of the statement.
    package mutating func append(text: ArraySlice<UInt8>) {
        if let pending, let first = text.first, !Self.mayTouch(first, pending) { bytes.append(Self.space) }
        if !text.isEmpty { pending = nil }
        bytes.append(contentsOf: text)
    }

    /// Appends what takes the place of a parameter.
    package mutating func append(_ token: Token) {
        if pending != nil {
            bytes.append(Self.space)
        } else if let last = bytes.last, !Self.mayTouch(last, token) {
            bytes.append(Self.space)
        }
        bytes.append(contentsOf: token.text.utf8)
        pending = token
    }

    /// Appends text that a user chose to put in unquoted; only a comment must not come of it.
    mutating func append(raw: String) {
        guard let first = raw.utf8.first else { return }
        let isHyphen = first == UInt8(ascii: "-") && bytes.last == UInt8(ascii: "-")
        if isHyphen || first == UInt8(ascii: "*") && bytes.last == UInt8(ascii: "/") { bytes.append(Self.space) }
        append(text: Array(raw.utf8)[...])
    }

    /// Whether a neighbour can never be part of the same token: `'a'` beside `'b'` would be one string, `1` beside `2`
    /// one number.
    private static func mayTouch(_ neighbour: UInt8, _ token: Token) -> Bool {
        switch neighbour {
        case UInt8(ascii: " "), 9, 10, 13: true
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="),
            UInt8(ascii: "<"):
            true
        case UInt8(ascii: ">"), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "%"): true
        case UInt8(ascii: "."): token.isIdentifier
        default: false
        }
    }

    private static let space = UInt8(ascii: " ")
}
