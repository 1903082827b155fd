package import IoTDBWire

/// The words of a dialect, for completion; in upper case, in the order of the alphabet.
package struct Keywords: Sendable {
    /// Words that start a statement.
    package let first: [String]
    /// What may follow the first word of a statement, by that word.
    package let following: [String: [String]]
    /// Every key word.
    package let other: [String]
    /// The built-in functions.
    package let functions: [String]

    /// The words of a dialect.
    package static func of(_ dialect: SQLDialect) -> Keywords {
        switch dialect {
        case .tree: tree
        case .table: table
        }
    }

    /// Cuts a list of words.
    static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }
}
