import CivilTime
package import IoTDBWire

/// Knows names that completion may offer: databases, devices, measurements, tables, columns, zones.
///
/// A source waits at most for a moment: somebody has pressed Tab.
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
        // A device is a path of its own, and one that may go on.
        let isStep = context.kind == .path && dialect == .tree || [".", "/"].contains(candidates.first?.last)
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
        let root = dialectRoot(context)
        let names = (source?.names(for: context) ?? []) + root
        // The key word ROOT is of no use but to start a path.
        let words = root.isEmpty ? cased : cased.filter { $0.uppercased() != "ROOT" }
        return Set(words + names.filter { $0.hasPrefix(prefix) }).sorted()
    }

    /// The longest text all candidates begin with; empty when there are none.
    package static func commonPrefix(of candidates: [String]) -> String {
        guard var common = candidates.first else { return "" }
        for candidate in candidates.dropFirst() {
            while !candidate.hasPrefix(common) { common.removeLast() }
        }
        return common
    }

    /// Where all paths of the tree dialect start, once a letter of it is typed or nothing else can stand there.
    private func dialectRoot(_ context: CompletionContext) -> [String] {
        guard context.dialect == .tree, context.wantsName || !context.prefix.isEmpty else { return [] }
        switch context.kind {
        case .any: return ["root."]
        case .firstKeyword, .keyword, .path, .metaCommandName, .metaCommandArgument, .nothing: return []
        }
    }

    private func words(for context: CompletionContext) -> [String] {
        let keywords = Keywords.of(context.dialect)
        if context.wantsName { return [] }
        switch context.kind {
        case .firstKeyword: return keywords.first
        case .keyword(let first): return keywords.following[first] ?? (keywords.other + keywords.functions)
        case .any: return keywords.other + keywords.functions
        case .metaCommandName: return MetaCommandRegistry.all.map { "\\\($0.name)" }
        case .metaCommandArgument(let name, let index): return argumentWords(of: name, at: index, context.prefix)
        case .path, .nothing: return []
        }
    }

    private func argumentWords(of name: String, at index: Int, _ prefix: String) -> [String] {
        guard let command = try? MetaCommandRegistry.find(name), !command.arguments.isEmpty else { return [] }
        let spec = command.arguments[min(index, command.arguments.count - 1)]
        guard index < command.arguments.count || spec.isRepeated else { return [] }
        switch spec.kind {
        case .words(let words): return words
        case .timeZone: return TimeZoneDatabase.system.names(beginningWith: prefix)
        case .displaySetting: return SettingTable.display.map(\.displayName)
        case .variable: return SettingTable.changeable.map(\.variableName)
        case .format: return ResultFormats.all.map(\.name)
        case .command: return MetaCommandRegistry.all.map(\.name)
        case _: return []
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
