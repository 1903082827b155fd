import IoTDBWire

/// A question for names, and how its answer is offered.
struct NameLookup: Sendable {
    /// What is asked.
    let query: CompletionQuery
    /// The kinds of names that fit.
    var kinds: Set<SchemaName.Kind> = [.inner, .device, .series, .plain]
    /// What follows a name that is not at its end, by its kind; nil for a blank.
    var suffixes: [SchemaName.Kind: String] = [.inner: "."]
    /// The names are paths, of which the level below these is offered.
    var pathParents: [String]?
    /// The names stand in `'…'`.
    var isLiteral = false

    /// The questions for what may stand at the cursor.
    ///
    /// - Parameter database: the current one of the table dialect.
    static func all(for context: CompletionContext, database: String?) -> [NameLookup] {
        guard case .statement = context.kind else { return [] }
        let isEmpty = context.prefix.isEmpty && context.parents.isEmpty
        let places = context.expected.isEmpty ? [.column: true] : context.expected.places
        return CompletionPlace.allCases.filter { places[$0].map { !$0 || !isEmpty } ?? false }.flatMap { place in
            context.dialect == .tree ? tree(place, context) : table(place, context, database)
        }
    }

    /// Sources with more paths are not looked at: each is a question of its own.
    private static let sourceLimit = 8
}

/// Tree dialect: paths, one level at a time.
extension NameLookup {
    private static func tree(_ place: CompletionPlace, _ context: CompletionContext) -> [NameLookup] {
        switch place {
        case .path, .device: return path(context.parents, place, [.inner: ".", .device: place == .device ? "" : "."])
        case .column: return measurements(context)
        case .database:
            return context.parents.isEmpty ? [] : [NameLookup(query: .databases, pathParents: context.parents)]
        case _: return context.parents.isEmpty ? list(place) : []
        }
    }

    private static func path(
        _ parents: [String],
        _ place: CompletionPlace,
        _ suffixes: [SchemaName.Kind: String]
    ) -> [NameLookup] {
        guard parents.first?.lowercased() == "root", let path = text(of: parents) else { return [] }
        let kinds: Set<SchemaName.Kind> = place == .device ? [.inner, .device] : [.inner, .device, .series]
        return [NameLookup(query: .children(of: path), kinds: kinds, suffixes: suffixes)]
    }

    private static func measurements(_ context: CompletionContext) -> [NameLookup] {
        let goesOn: [SchemaName.Kind: String] = [.inner: ".", .device: "."]
        if context.parents.first?.lowercased() == "root" { return path(context.parents, .column, goesOn) }
        return context.sources.prefix(sourceLimit).flatMap { path($0.levels + context.parents, .column, goesOn) }
    }

    /// A path to ask for; nil for one that stands for a whole tree, because nobody reads all of that.
    private static func text(of levels: [String]) -> String? {
        guard !levels.contains(where: { $0.isEmpty || $0.hasPrefix("**") }) else { return nil }
        let texts = levels.map { $0 == "*" ? $0 : QuotedName.text($0, .tree) }
        guard !texts.contains(nil) else { return nil }
        return texts.compactMap { $0 }.joined(separator: ".")
    }

    private static func list(_ place: CompletionPlace) -> [NameLookup] {
        guard CompletionQuery.list(place).statement != nil else { return [] }
        return [NameLookup(query: .list(place), isLiteral: place == .query)]
    }
}

/// Table dialect: databases, tables, columns.
extension NameLookup {
    private static func table(
        _ place: CompletionPlace,
        _ context: CompletionContext,
        _ database: String?
    ) -> [NameLookup] {
        let parents = context.parents
        switch place {
        case .table:
            if let parent = parents.first {
                return parents.count == 1 ? [NameLookup(query: .tables(database: parent.lowercased()))] : []
            }
            let here = database.map { [NameLookup(query: .tables(database: $0))] } ?? []
            return here + [NameLookup(query: .databases, suffixes: [.plain: "."])]
        case .column: return columns(context, database)
        case .database: return parents.isEmpty ? [NameLookup(query: .databases)] : []
        case _: return parents.isEmpty ? list(place) : []
        }
    }

    private static func columns(_ context: CompletionContext, _ database: String?) -> [NameLookup] {
        let parents = context.parents
        if parents.count == 2 {
            return [NameLookup(query: .columns(database: parents[0].lowercased(), table: parents[1].lowercased()))]
        }
        let meant = context.sources.filter { parents.isEmpty || $0.isCalled(parents[0]) }
        return meant.prefix(sourceLimit).compactMap { source in
            guard let table = source.levels.last, source.levels.count <= 2,
                let database = source.levels.count == 2 ? source.levels[0] : database
            else { return nil }
            return NameLookup(query: .columns(database: database.lowercased(), table: table.lowercased()))
        }
    }
}

/// What an answer offers.
extension NameLookup {
    /// The names that begin as is typed, in their order.
    func candidates(_ names: [SchemaName], _ context: CompletionContext) -> [Candidate] {
        // Servers take names of the table dialect in any case and keep them in small letters.
        let typed = context.dialect == .table && !isLiteral ? context.typedName.lowercased() : context.typedName
        if let pathParents { return steps(names, below: pathParents, typed, context) }
        var found = Self.slice(names, beginningWith: isLiteral ? "" : context.typedName)
        if found.isEmpty { found = Self.slice(names, beginningWith: isLiteral ? "" : typed) }
        return found.compactMap { name in
            guard kinds.contains(name.kind), let text = text(name.name, context) else { return nil }
            return Candidate(text, suffix: suffixes[name.kind])
        }
    }

    private func text(_ name: String, _ context: CompletionContext) -> String? {
        if isLiteral { return ArgumentName.text(name, isForced: true) }
        return QuotedName.text(name, context.dialect, isForced: context.isQuoted)
    }

    private func steps(
        _ names: [SchemaName],
        below parents: [String],
        _ typed: String,
        _ context: CompletionContext
    ) -> [Candidate] {
        var seen: [String: Bool] = [:]
        for name in names {
            let levels = QuotedName.levels(ofPath: name.name)
            guard levels.count > parents.count, levels.starts(with: parents) else { continue }
            let level = levels[parents.count]
            if level.hasPrefix(typed) { seen[level] = seen[level] ?? false || levels.count == parents.count + 1 }
        }
        return seen.sorted { $0.key < $1.key }.compactMap { level, isWhole in
            text(level, context).map { Candidate($0, suffix: isWhole ? nil : ".") }
        }
    }

    /// The part of sorted names that begins with a text, found by halving.
    static func slice(_ names: [SchemaName], beginningWith text: String) -> ArraySlice<SchemaName> {
        func firstIndex(_ isBehind: (String.UTF8View) -> Bool) -> Int {
            var (low, high) = (0, names.count)
            while low < high {
                let middle = (low + high) / 2
                if isBehind(names[middle].name.utf8) { high = middle } else { low = middle + 1 }
            }
            return low
        }
        let typed = text.utf8
        let start = firstIndex { !$0.lexicographicallyPrecedes(typed) }
        let end = firstIndex { !$0.lexicographicallyPrecedes(typed) && !$0.starts(with: typed) }
        return names[start..<max(start, end)]
    }
}
