import IoTDBWire

/// A statement whose rows are names that may stand at the cursor.
struct NameQuestion: Sendable {
    /// What the server is asked.
    let statement: String
    /// The name in a row; nil where it does not fit.
    let name: @Sendable (_ row: [String]) -> String?

    /// The questions that a context asks of the server.
    ///
    /// - Parameter database: the current one of the table dialect.
    static func questions(for context: CompletionContext, database: String?) -> [NameQuestion] {
        context.dialect == .tree ? tree(context) : table(context, database)
    }
}

/// Tree dialect: paths, one level at a time.
extension NameQuestion {
    private static func tree(_ context: CompletionContext) -> [NameQuestion] {
        switch context.kind {
        case .path:
            guard let parent = parent(of: context.prefix), isPath(parent) else { return [] }
            return [NameQuestion(statement: "SHOW CHILD PATHS \(parent)", name: pathStep)]
        case .any:
            return context.names(behind: ["FROM"]).filter(isPath).map { device in
                NameQuestion(statement: "SHOW CHILD PATHS \(device)") { row in
                    guard row.count > 1, row[1] == "TIMESERIES", row[0].hasPrefix(device + ".") else { return nil }
                    return String(row[0].dropFirst(device.count + 1))
                }
            }
        case .firstKeyword, .keyword, .metaCommandName, .metaCommandArgument, .nothing: return []
        }
    }

    private static func isPath(_ text: String) -> Bool {
        text == "root" || text.hasPrefix("root.") && !text.hasSuffix(".")
    }

    /// Below databases and inner nodes the path goes on.
    private static let pathStep: @Sendable ([String]) -> String? = { row in
        guard row.count > 1 else { return nil }
        return row[1] == "TIMESERIES" || row[1] == "DEVICE" ? row[0] : row[0] + "."
    }

    /// What stands before the last dot outside back quotes.
    private static func parent(of name: String) -> String? {
        var (isQuoted, dot): (Bool, String.Index?) = (false, nil)
        for index in name.indices {
            if name[index] == "`" { isQuoted.toggle() }
            if name[index] == ".", !isQuoted { dot = index }
        }
        return dot.map { String(name[..<$0]) }
    }
}

/// Table dialect: databases, tables, columns.
extension NameQuestion {
    private static func table(_ context: CompletionContext, _ database: String?) -> [NameQuestion] {
        switch context.kind {
        case .keyword(after: "USE"): return [databases("")]
        case .metaCommandArgument("c", 0), .metaCommandArgument("connect", 0):
            return [NameQuestion(statement: "SHOW DATABASES") { $0.first.map(argument) }]
        case .path:
            guard let parent = parent(of: context.prefix) else { return [] }
            let asTable = database.map { [columns(of: "\(quoted($0)).\(parent)", before: parent + ".")] } ?? []
            return [tables(of: parent, before: parent + ".")] + asTable
        case .keyword, .any:
            if context.wantsName {
                return [databases(".")] + (database.map { [tables(of: quoted($0), before: "")] } ?? [])
            }
            return context.names(behind: wordsBeforeTables).compactMap { name in
                if name.utf8.contains(UInt8(ascii: ".")) { return columns(of: name, before: "") }
                return database.map { columns(of: "\(quoted($0)).\(name)", before: "") }
            }
        case .firstKeyword, .metaCommandName, .metaCommandArgument, .nothing: return []
        }
    }

    private static let wordsBeforeTables: Set = ["FROM", "JOIN", "INTO", "TABLE", "UPDATE", "DESC", "DESCRIBE"]

    private static func databases(_ suffix: String) -> NameQuestion {
        NameQuestion(statement: "SHOW DATABASES") { $0.first.map { quoted($0) + suffix } }
    }

    private static func tables(of database: String, before prefix: String) -> NameQuestion {
        NameQuestion(statement: "SHOW TABLES FROM \(database)") { $0.first.map { prefix + quoted($0) } }
    }

    private static func columns(of table: String, before prefix: String) -> NameQuestion {
        NameQuestion(statement: "DESC \(table)") { $0.first.map { prefix + quoted($0) } }
    }

    /// The name as a `\` command needs it.
    private static func argument(_ name: String) -> String {
        guard name.contains(where: { $0.isWhitespace || $0 == "'" }) else { return name }
        return "'\(name.replacing(bytesOf: "'", with: "''"))'"
    }

    /// The name as a statement needs it: in quotes unless it is a plain word in lower case.
    private static func quoted(_ name: String) -> String {
        let isPlain = name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
        if isPlain, let first = name.utf8.first, !(0x30...0x39).contains(first) { return name }
        return "\"\(name.replacing(bytesOf: "\"", with: "\"\""))\""
    }
}
