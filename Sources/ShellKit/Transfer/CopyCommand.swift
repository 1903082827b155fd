/// What the user asks of `\copy`: from where to where, in which format.
package struct CopyCommand: Sendable, Equatable {
    /// What is exported, or imported into.
    package enum Subject: Sendable, Equatable {
        /// The rows of a query.
        case query(String)
        /// A path of the tree model, which may be a pattern, or a table.
        case name(String)
    }

    /// Where the rows go or come from.
    package enum Place: Sendable, Equatable {
        /// A file.
        case file(String)
        /// Standard output or input.
        case standard
        /// Input or output of a program, run by `/bin/sh`.
        case program(String)
    }

    /// A form of rows in a file.
    package enum Format: String, Sendable, CaseIterable {
        /// Comma-separated values.
        case csv
        /// Tab-separated values.
        case tsv
        /// A JSON object a line.
        case ndjson
        /// INSERT statements.
        case insert
    }

    /// What is exported, or imported into.
    package var subject: Subject
    /// Columns of the file, in its order, where the command names them.
    package var columns: [String] = []
    /// Whether rows go into the server.
    package var isImport: Bool
    /// Where the rows go or come from.
    package var place: Place
    /// Form of the rows.
    package var format: Format
    /// The `key=value` settings.
    package var options = CopyOptions()

    /// Whether the file is compressed: its name ends in `.gz`.
    package var isCompressed: Bool {
        if case .file(let path) = place { path.hasSuffix(".gz") } else { false }
    }

    /// The form that a file's name tells, `.gz` left out; nil when it tells none.
    static func format(ofFile path: String) -> Format? {
        let name = path.hasSuffix(".gz") ? String(path.dropLast(3)) : path
        guard let dot = name.lastIndex(of: ".") else { return nil }
        switch name[name.index(after: dot)...].lowercased() {
        case "csv": return .csv
        case "tsv", "tab": return .tsv
        case "ndjson", "jsonl", "json": return .ndjson
        case "sql": return .insert
        default: return nil
        }
    }
}

extension CopyCommand {
    /// Reads what stands behind `\copy`.
    ///
    ///     (QUERY) | PATH | TABLE TO 'FILE' | STDOUT | PROGRAM 'COMMAND' [csv | tsv | ndjson | insert] [key=value …]
    ///     PATH | TABLE [(COLUMN, …)] FROM 'FILE' | STDIN | PROGRAM 'COMMAND' [csv | tsv | ndjson] [key=value …]
    ///
    /// An option may also be written as `--key value` or `--key=value`.
    ///
    /// - Throws: saying what is wrong and at which column of the text.
    package init(parsing text: String) throws(CopyError) {
        var scanner = CopyScanner(text)
        let columnsColumn: Int
        if let query = try scanner.parenthesized() {
            (subject, columns, columnsColumn) = (.query(query), [], 1)
        } else {
            subject = .name(try scanner.name("a (QUERY), a path or a table"))
            columnsColumn = scanner.column
            if let list = try scanner.parenthesized() { columns = try Self.columns(list, columnsColumn) }
        }
        let column = scanner.column
        let word = try scanner.name("TO or FROM")
        switch word.uppercased() {
        case "TO": isImport = false
        case "FROM": isImport = true
        case _: throw CopyError("TO or FROM expected at column \(column), not \(word)")
        }
        if isImport, case .query = subject { throw CopyError("a query can be copied TO a file, not FROM one") }
        if !isImport, !columns.isEmpty {
            throw CopyError("column \(columnsColumn): columns of an export are chosen by a (QUERY)")
        }
        place = try Self.place(&scanner, isImport)
        format = .csv
        try readOptions(&scanner)
    }

    private static func place(_ scanner: inout CopyScanner, _ isImport: Bool) throws(CopyError) -> Place {
        let wanted = isImport ? "'FILE', STDIN or PROGRAM 'COMMAND'" : "'FILE', STDOUT or PROGRAM 'COMMAND'"
        if let path = try scanner.quoted() { return .file(path) }
        let column = scanner.column
        let word = try scanner.name(wanted)
        switch word.uppercased() {
        case "PROGRAM":
            guard let command = try scanner.quoted() else {
                throw CopyError("a command in quotes expected behind PROGRAM, at column \(scanner.column)")
            }
            return .program(command)
        case isImport ? "STDIN" : "STDOUT": return .standard
        case "STDIN", "STDOUT": throw CopyError("\(wanted) expected at column \(column), not \(word)")
        default: return .file(word)
        }
    }

    private mutating func readOptions(_ scanner: inout CopyScanner) throws(CopyError) {
        var given: Format?
        while !scanner.isAtEnd {
            let column = scanner.column
            let (word, value) = try scanner.option()
            guard let value else {
                guard given == nil, let format = Format(rawValue: word.lowercased()) else {
                    let names = Format.allCases.map(\.rawValue).joined(separator: ", ")
                    throw CopyError("a format (\(names)) or key=value expected at column \(column), not \(word)")
                }
                given = format
                continue
            }
            do throws(CopyError) {
                try options.set(word.lowercased(), value, isImport: isImport)
            } catch {
                throw CopyError("column \(column): \(error)")
            }
        }
        if case .file(let path) = place {
            format = given ?? Self.format(ofFile: path) ?? .csv
        } else {
            format = given ?? .csv
        }
        if isImport, format == .insert { throw CopyError("a file of INSERT statements is run by \\i or -f") }
    }

    /// Takes `(a, "b c", ...)` apart.
    private static func columns(_ text: String, _ column: Int) throws(CopyError) -> [String] {
        var names: [String] = []
        var name = ""
        var quote: Character?
        for character in text {
            if character == ",", quote == nil {
                names.append(name)
                name = ""
                continue
            }
            if character == quote { quote = nil } else if quote == nil, "`\"".contains(character) { quote = character }
            name.append(character)
        }
        names.append(name)
        let trimmed = names.map { name in
            let bare = name.trimmed
            return bare.count >= 2 && bare.first == "\"" && bare.last == "\""
                ? String(bare.dropFirst().dropLast()) : bare
        }
        guard trimmed.allSatisfy({ !$0.isEmpty }) else { throw CopyError("column \(column): a column has no name") }
        return trimmed
    }
}

extension String {
    /// The text without blanks at its ends.
    fileprivate var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}

/// Cuts the text behind `\copy` into its words.
struct CopyScanner {
    private let characters: [Character]
    private var index = 0

    init(_ text: String) {
        characters = Array(text)
        skipBlanks()
    }

    /// The column of what comes next, from 1.
    var column: Int { index + 1 }

    var isAtEnd: Bool { index == characters.count }

    private mutating func skipBlanks() {
        while index < characters.count, characters[index].isWhitespace { index += 1 }
    }

    /// Takes the text between parentheses, when one opens here.
    mutating func parenthesized() throws(CopyError) -> String? {
        guard index < characters.count, characters[index] == "(" else { return nil }
        let start = index
        var depth = 0
        while index < characters.count {
            switch characters[index] {
            case "(": depth += 1
            case ")": depth -= 1
            case let quote where "'\"`".contains(quote): try skipQuoted(quote)
            default: break
            }
            index += 1
            if depth == 0 {
                let text = String(characters[(start + 1)..<(index - 1)])
                skipBlanks()
                return text
            }
        }
        throw CopyError("the parenthesis opened at column \(start + 1) is never closed")
    }

    /// Goes to the closing quote.
    private mutating func skipQuoted(_ quote: Character) throws(CopyError) {
        let start = index
        repeat { index += 1 } while index < characters.count && characters[index] != quote
        guard index < characters.count else {
            throw CopyError("the quote opened at column \(start + 1) is never closed")
        }
    }

    /// Takes a word up to a blank or a parenthesis; quotes of names belong to it.
    mutating func name(_ wanted: String) throws(CopyError) -> String {
        let start = index
        while index < characters.count, !characters[index].isWhitespace, characters[index] != "(" {
            if "\"`".contains(characters[index]) { try skipQuoted(characters[index]) }
            index += 1
        }
        guard index > start else {
            let found = isAtEnd ? "the end" : String(characters[index])
            throw CopyError("\(wanted) expected at column \(start + 1), not \(found)")
        }
        defer { skipBlanks() }
        return String(characters[start..<index])
    }

    /// Takes a text between single quotes, those inside doubled.
    mutating func quoted() throws(CopyError) -> String? {
        guard index < characters.count, characters[index] == "'" else { return nil }
        let start = index
        var text = ""
        index += 1
        while index < characters.count {
            if characters[index] == "'" {
                index += 1
                guard index < characters.count, characters[index] == "'" else {
                    skipBlanks()
                    return text
                }
            }
            text.append(characters[index])
            index += 1
        }
        throw CopyError("the quote opened at column \(start + 1) is never closed")
    }

    /// Takes `key=value` or a word alone; values may stand in single quotes.
    ///
    /// `--key=value` and `--key value` are the same as `key=value`.
    mutating func option() throws(CopyError) -> (word: String, value: String?) {
        let isFlag = index + 2 < characters.count && characters[index] == "-" && characters[index + 1] == "-"
        if isFlag { index += 2 }
        var word = ""
        while index < characters.count, !characters[index].isWhitespace, characters[index] != "=" {
            word.append(characters[index])
            index += 1
        }
        if index < characters.count, characters[index] == "=" {
            index += 1
        } else {
            skipBlanks()
            if !isFlag { return (word, nil) }
        }
        if let value = try quoted() { return (word, value) }
        let start = index
        while index < characters.count, !characters[index].isWhitespace { index += 1 }
        defer { skipBlanks() }
        return (word, String(characters[start..<index]))
    }
}
