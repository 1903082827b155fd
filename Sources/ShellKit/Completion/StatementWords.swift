import IoTDBWire

/// The key words, functions and data types of a place.
struct StatementWords {
    private let context: CompletionContext

    init(_ context: CompletionContext) { self.context = context }

    /// Functions first, then types and key words.
    var candidates: [Candidate] {
        guard context.parents.isEmpty, !context.isQuoted, !context.isArgument else { return [] }
        return functions + words
    }

    private var functions: [Candidate] {
        let place = context.expected.isEmpty ? true : context.expected.places[.function]
        guard let isQuiet = place, !isQuiet || hasLetter else { return [] }
        return matching(Keywords.of(context.dialect).functions).map { Candidate($0, suffix: "(") }
    }

    private var words: [Candidate] {
        var words = context.expected.keywords.filter { !$0.value || hasLetter }.map(\.key)
        if context.expected.places[.type] != nil { words += DataTypeWords.all }
        if context.expected.isEmpty, hasLetter { words = Keywords.of(context.dialect).other }
        let matching = matching(words).map { Candidate($0) }
        guard matching.count == 1, let only = matching.first else { return matching + official }
        return [Candidate(only.text, suffix: sign(behind: only.text))] + official
    }

    /// The sign that must follow the word; nil where something else may.
    private func sign(behind word: String) -> String? {
        context.expected(behind: word).onlySign.map { sign in
            sign == UInt8(ascii: "=") ? "=" : sign == UInt8(ascii: "(") ? " (" : " "
        }
    }

    /// Settings of the official shell, which look like statements.
    private var official: [Candidate] {
        guard context.units.count == 1, let first = context.units.first else { return [] }
        let names = SettingTable.all.compactMap(\.legacyName)
        switch first.word {
        case "SET": return matching(names).map { Candidate($0.lowercased(), suffix: "=") }
        case "SHOW": return matching(names).map { Candidate($0.lowercased()) }
        case _: return []
        }
    }

    private var hasLetter: Bool { !context.prefix.isEmpty }

    /// The words that begin as is typed, in the case that is typed.
    private func matching(_ words: [String]) -> [String] {
        let typed = context.prefix.uppercased()
        return words.filter { $0.uppercased().hasPrefix(typed) }.sorted().map {
            context.isLowerCase ? $0.lowercased() : $0
        }
    }
}
