package import IoTDBWire
import SQLText

/// Finds what somebody probably meant by a word that a server does not know.
package enum Suggestion {
    /// What a server complains of.
    enum Complaint: Equatable {
        /// Its parser did not expect a word, or any of these.
        case syntax(String)
        /// It knows no such table.
        case table(String)
        /// It knows no such column.
        case column(String)
        /// It knows no such database.
        case database(String)
        /// It knows no such function.
        case function(String)
    }

    /// The name without its qualifiers that a server does not know, where its message gives one.
    package static func unknownName(_ errorMessage: String) -> String? {
        switch complaint(errorMessage) {
        case .table(let name): name.split(separator: ".").last.map(String.init)
        case .column(let name), .database(let name), .function(let name): name
        case .syntax, nil: nil
        }
    }

    /// What names an answer would need; for a cache that has not got them yet.
    package static func queries(
        errorMessage: String,
        statement: String,
        dialect: SQLDialect,
        database: String?
    ) -> [CompletionQuery] {
        switch complaint(errorMessage) {
        case .table(let name): tableQueries(name, dialect, database)
        case .column: columnQueries(statement, dialect, database)
        case .database: [.databases]
        case .syntax, .function, nil: []
        }
    }

    /// The nearest word or name to the one that an error names; nil where none is near.
    ///
    /// - Parameter names: gives what is known.
    package static func `for`(
        errorMessage: String,
        statement: String,
        dialect: SQLDialect,
        database: String? = nil,
        names: (CompletionQuery) -> [SchemaName]?
    ) -> String? {
        func known(_ queries: [CompletionQuery]) -> [String] { queries.flatMap { names($0) ?? [] }.map(\.name) }
        let found: String?
        switch complaint(errorMessage) {
        case .syntax(let word): return MistypedWord.suggestion(word, in: statement, dialect)
        case .table(let name):
            let last = name.split(separator: ".").last.map(String.init) ?? name
            found = nearest(last, known(tableQueries(name, dialect, database)))
        case .column(let name): found = nearest(name, known(columnQueries(statement, dialect, database)))
        case .database(let name): found = nearest(name, known([.databases]))
        case .function(let name):
            return NearestName.find(name, in: Keywords.of(dialect).functions).map { $0.lowercased() }
        case nil: return nil
        }
        guard let found, dialect == .table else { return found }
        return QuotedName.text(found, .table)
    }

    /// The same from what a cache holds.
    package static func `for`(
        errorMessage: String,
        statement: String,
        dialect: SQLDialect,
        database: String? = nil,
        cache: SchemaCache
    ) -> String? {
        `for`(
            errorMessage: errorMessage,
            statement: statement,
            dialect: dialect,
            database: database,
            names: cache.names
        )
    }

    private static func nearest(_ name: String, _ candidates: [String]) -> String? {
        NearestName.find(name, in: candidates.filter { $0.lowercased() != name.lowercased() })
    }

    private static func tableQueries(_ name: String, _ dialect: SQLDialect, _ database: String?) -> [CompletionQuery] {
        guard dialect == .table else { return [] }
        let levels = name.split(separator: ".").map(String.init)
        guard let database = levels.count > 1 ? levels[levels.count - 2] : database else { return [] }
        return [.tables(database: database)]
    }

    private static func columnQueries(
        _ statement: String,
        _ dialect: SQLDialect,
        _ database: String?
    ) -> [CompletionQuery] {
        let units = StatementUnit.units(of: statement, dialect)
        let sources = StatementScope.sources(units, cursor: 0, dialect)
        guard dialect == .table else { return [] }
        return sources.prefix(8).compactMap { source in
            guard let table = source.levels.last, source.levels.count <= 2,
                let database = source.levels.count == 2 ? source.levels[0] : database
            else { return nil }
            return .columns(database: database.lowercased(), table: table.lowercased())
        }
    }

    /// Reads the wordings of IoTDB 2.0.
    static func complaint(_ message: String) -> Complaint? {
        if let word = quoted(behind: "mismatched input", message) ?? quoted(behind: "extraneous input", message)
            ?? quoted(behind: "no viable alternative at input", message)
        {
            return .syntax(word)
        }
        if message.contains(bytesOf: "does not exist") || message.contains(bytesOf: "doesn't exist") {
            if let name = quoted(behind: "Table", message) { return .table(name) }
            if let name = quoted(behind: "Column", message) { return .column(name) }
        }
        if message.contains(bytesOf: "cannot be resolved") {
            return quoted(behind: "Column", message).map { .column($0) }
        }
        if let name = word(behind: "Unknown database ", message) { return .database(name) }
        if let name = quoted(behind: "Unknown function:", message) ?? word(behind: "Unknown function: ", message) {
            return .function(name)
        }
        return nil
    }

    /// What stands in quotes behind a text.
    private static func quoted(behind text: String, _ message: String) -> String? {
        guard let range = message.range(ofBytes: text) else { return nil }
        let rest = message[range.upperBound...]
        guard let start = rest.utf8.firstIndex(of: UInt8(ascii: "'")) else { return nil }
        guard rest[..<start].allSatisfy({ $0 == " " || $0 == ":" }) else { return nil }
        let inner = rest[rest.utf8.index(after: start)...]
        guard let end = inner.utf8.firstIndex(of: UInt8(ascii: "'")) else { return nil }
        return String(inner[..<end])
    }

    private static func word(behind text: String, _ message: String) -> String? {
        guard let range = message.range(ofBytes: text) else { return nil }
        let word = message[range.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
        return word.isEmpty ? nil : String(word)
    }
}

/// Finds the key word that a word at its place was meant to be.
enum MistypedWord {
    /// - Parameter input: what the parser did not expect, or all it read up to there.
    static func suggestion(_ input: String, in statement: String, _ dialect: SQLDialect) -> String? {
        let units = StatementUnit.units(of: statement, dialect)
        let word = StatementUnit.units(of: input, dialect).last?.word ?? ""
        let place = units.firstIndex { $0.word == word && !word.isEmpty } ?? units.count
        // A parser may take a mistyped word for a name, and complain of the next one only.
        for index in [place - 1, place] where units.indices.contains(index) {
            let expected = ExpectedWords.behind(Array(units[..<index]), dialect).keywords
            let typed = units[index].word
            guard !typed.isEmpty, expected[typed] == nil else { continue }
            if let found = NearestName.find(typed, in: expected.keys.sorted()) {
                return isLowerCase(units[index], statement) ? found.lowercased() : found
            }
        }
        return nil
    }

    private static func isLowerCase(_ unit: StatementUnit, _ statement: String) -> Bool {
        unit.levels.first.map { $0 == $0.lowercased() } ?? true
    }
}

extension StatementUnit {
    /// The units of a text.
    static func units(of text: String, _ dialect: SQLDialect) -> [StatementUnit] {
        let bytes = Array(text.utf8)
        return units(of: SQLLexer.tokens(of: bytes, grammar: dialect.grammar), in: bytes, dialect: dialect)
    }
}
