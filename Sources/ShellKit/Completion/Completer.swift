package import IoTDBWire

/// Knows names that completion may offer: databases, devices, measurements, tables, columns, zones.
///
/// A source answers from what it already has; it must not wait for the network.
package protocol CompletionSource: Sendable {
    /// Names that may stand there and begin with the context's prefix, quoted as the dialect needs it.
    func names(for context: CompletionContext) -> [String]
}

/// Turns a context into candidates.
package struct Completer: Sendable {
    /// Where names come from; nil offers key words and commands only.
    package let source: (any CompletionSource)?

    /// A completer.
    package init(source: (any CompletionSource)? = nil) {
        self.source = source
    }

    /// The candidates for the text before the cursor.
    package func complete(textBeforeCursor text: String, dialect: SQLDialect) -> CompletionResult {
        let context = CompletionContext(textBeforeCursor: text, dialect: dialect)
        let candidates = candidates(for: context)
        let isStep = candidates.count == 1 && candidates[0].hasSuffix(".")
        return CompletionResult(
            replaceCount: context.prefix.unicodeScalars.count,
            candidates: candidates,
            suffix: isStep ? "" : " "
        )
    }

    /// The candidates, sorted and without doubles. Words are matched in any case and offered in the case that is typed: in lower case
    /// when the prefix is, else as they are. Names are matched as they are.
    package func candidates(for context: CompletionContext) -> [String] {
        let prefix = context.prefix
        let isLowerCase = prefix.contains(where: \.isLetter) && prefix == prefix.lowercased()
        let upper = prefix.uppercased()
        let matching = words(for: context).filter { $0.uppercased().hasPrefix(upper) }
        let cased = context.isInMetaCommand ? matching : matching.map { isLowerCase ? $0.lowercased() : $0 }
        let names = source?.names(for: context) ?? []
        return Set(cased + names.filter { $0.hasPrefix(prefix) }).sorted()
    }

    /// The longest text all candidates begin with; empty when there are none.
    package static func commonPrefix(of candidates: [String]) -> String {
        guard var common = candidates.first else { return "" }
        for candidate in candidates.dropFirst() {
            while !candidate.hasPrefix(common) { common.removeLast() }
        }
        return common
    }

    private func words(for context: CompletionContext) -> [String] {
        let keywords = Keywords.of(context.dialect)
        switch context.kind {
        case .firstKeyword: return keywords.first
        case .keyword(let first): return keywords.following[first] ?? (keywords.other + keywords.functions)
        case .any: return keywords.other + keywords.functions
        case .metaCommandName: return MetaCommandRegistry.all.map { "\\\($0.name)" }
        case .metaCommandArgument(let name, let index): return argumentWords(of: name, at: index)
        case .path, .nothing: return []
        }
    }

    private func argumentWords(of name: String, at index: Int) -> [String] {
        guard index == 0, let command = try? MetaCommandRegistry.find(name) else { return [] }
        switch command.argumentKind {
        case .oneOf(let words): return words
        case .none, .timeZone, .database: return []
        }
    }
}

extension CompletionContext {
    /// Whether the cursor is in a `\` command, whose words have one case.
    fileprivate var isInMetaCommand: Bool {
        switch kind {
        case .metaCommandName, .metaCommandArgument: true
        case .firstKeyword, .keyword, .any, .path, .nothing: false
        }
    }
}
