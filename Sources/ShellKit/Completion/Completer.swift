import IoTDBWire

/// Answers Tab.
///
/// Key words, commands and settings are known; names of the server come from a cache, or are asked for while the editor
/// goes on.
package struct Completer: Sendable {
    private let cache: SchemaCache?
    private let state: CompletionState

    /// A completer; without a cache it offers no names of the server.
    package init(_ state: CompletionState, cache: SchemaCache? = nil) {
        self.state = state
        self.cache = cache
    }

    /// What may stand at the cursor.
    ///
    /// - Parameter pending: the lines of the statement before this one.
    package func answer(_ request: CompletionRequest, behind pending: String = "") -> CompletionAnswer {
        let context = CompletionContext(
            textBeforeCursor: pending + request.textBeforeCursor,
            textAfterCursor: request.textAfterCursor,
            dialect: state.dialect
        )
        guard let cache else { return .ready(result(for: context)) }
        let queries = queries(for: context)
        if queries.allSatisfy({ cache.names($0) != nil }) { return .ready(result(for: context)) }
        return .pending {
            await cache.load(queries)
            return result(for: context)
        }
    }

    /// What the server has to be asked for.
    package func queries(for context: CompletionContext) -> [CompletionQuery] {
        if ArgumentCompletion.needsDatabases(context) { return [.databases] }
        return NameLookup.all(for: context, database: state.database).map(\.query)
    }

    /// The candidates, from what is known.
    package func result(for context: CompletionContext) -> CompletionResult {
        let candidates = candidates(for: context)
        var suffix = " "
        if let only = candidates.first, candidates.allSatisfy({ $0.text == only.text }) {
            suffix = only.suffix ?? " "
        }
        return CompletionResult(
            replaceCount: context.prefix.unicodeScalars.count,
            candidates: candidates.map(\.text),
            suffix: suffix
        )
    }

    private func candidates(for context: CompletionContext) -> [Candidate] {
        switch context.kind {
        case .nothing: return []
        case .variable: return state.variableCandidates(context.prefix)
        case .commandName:
            return MetaCommandRegistry.all.map { "\\\($0.name)" }.filter { $0.hasPrefix(context.prefix) }.sorted()
                .map { Candidate($0) }
        case .argument(let name, let words): return arguments.candidates(name, words, context.prefix)
        case .legacyValue(let name):
            return SettingTable.legacy(name).map { arguments.values(of: $0.syntax, context.prefix) } ?? []
        case .statement: return names(for: context) + StatementWords(context).candidates
        }
    }

    private var arguments: ArgumentCompletion {
        ArgumentCompletion(state: state, databases: cache?.names(.databases) ?? [])
    }

    private func names(for context: CompletionContext) -> [Candidate] {
        let lookups = NameLookup.all(for: context, database: state.database)
        var found = lookups.map { lookup in
            cache?.names(lookup.query).map { lookup.candidates($0, context) } ?? []
        }
        found.append(context.root + context.qualifiers)
        let several = found.filter { !$0.isEmpty }
        // One answer is sorted and without doubles as it is, and may be long.
        let joined = several.count == 1 ? several[0] : Set(several.joined()).sorted { $0.text < $1.text }
        guard context.isArgument else { return joined }
        // Commands cut their arguments at blanks.
        return joined.filter { !$0.text.utf8.contains { [0x20, 0x27, 0x3B].contains($0) } }
    }
}

extension CompletionContext {
    /// Where all paths of the tree dialect start.
    fileprivate var root: [Candidate] {
        guard dialect == .tree, parents.isEmpty, !isQuoted, "root".hasPrefix(prefix.lowercased()) else { return [] }
        let places: Set<CompletionPlace> =
            prefix.isEmpty ? [.path, .device, .database] : [.path, .device, .database, .column]
        return places.isDisjoint(with: expected.places.keys) ? [] : [Candidate("root", suffix: ".")]
    }

    /// What the tables of the statement are called, once a letter is typed.
    fileprivate var qualifiers: [Candidate] {
        guard dialect == .table, parents.isEmpty, !prefix.isEmpty, expected.places[.column] != nil else { return [] }
        let names = sources.compactMap { $0.alias ?? $0.levels.last }
        return names.filter { $0.lowercased().hasPrefix(typedName.lowercased()) }.compactMap { name in
            QuotedName.text(name, dialect, isForced: isQuoted).map { Candidate($0, suffix: ".") }
        }
    }
}
