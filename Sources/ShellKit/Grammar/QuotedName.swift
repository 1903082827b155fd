import IoTDBWire
import SQLText

/// Names of the server as statements need them.
enum QuotedName {
    /// The name, quoted where it must be; nil for one that no line can show as it is: with control characters, or ones
    /// that hide or reorder text.
    static func text(
        _ name: String,
        _ dialect: SQLDialect,
        isForced: Bool = false,
        keepsWildcards: Bool = false
    ) -> String? {
        guard !name.isEmpty, !name.unicodeScalars.contains(where: ControlCharacters.mustEscape) else { return nil }
        if keepsWildcards, dialect == .tree, name.utf8.allSatisfy({ $0 == UInt8(ascii: "*") }) { return name }
        return isPlain(name, dialect) && !isForced ? name : SQLQuoting.name(name, grammar: dialect.grammar)
    }

    private static func isPlain(_ name: String, _ dialect: SQLDialect) -> Bool {
        switch dialect {
        case .tree: name == "root" || TreeName.isPlain(name)
        case .table: SQLQuoting.isPlainName(name) && !ReservedWords.of(.table).contains(name.uppercased())
        }
    }

    /// The levels of a path of the tree dialect as servers write it, without their quotes.
    static func levels(ofPath path: String) -> [String] {
        var (levels, level, isQuoted): ([String], [UInt8], Bool) = ([], [], false)
        for byte in path.utf8 {
            if byte == UInt8(ascii: "`") { isQuoted.toggle() }
            if byte == UInt8(ascii: "."), !isQuoted {
                levels.append(unquoted(level))
                level = []
            } else {
                level.append(byte)
            }
        }
        return levels + [unquoted(level)]
    }

    private static func unquoted(_ level: [UInt8]) -> String {
        level.first == UInt8(ascii: "`") ? SQLQuoting.unquoted(level) : String(decoding: level, as: UTF8.self)
    }
}
