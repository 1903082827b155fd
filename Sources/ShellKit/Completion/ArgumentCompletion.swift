import CivilTime
import IoTDBWire

/// Arguments of `\` commands, from their specs.
struct ArgumentCompletion: Sendable {
    let state: CompletionState
    /// The names that a server has given.
    let databases: [SchemaName]

    /// The spec of the argument behind so many others; nil where none can stand.
    static func spec(of command: MetaCommand, at index: Int) -> ArgumentSpec? {
        let specs = command.arguments
        if index < specs.count { return specs[...index].first { $0.isRest || $0.isRepeated } ?? specs[index] }
        guard let last = specs.last, last.isRest || last.isRepeated else { return nil }
        return last
    }

    /// Whether databases may stand there, which a server has to be asked for.
    static func needsDatabases(_ context: CompletionContext) -> Bool {
        switch context.kind {
        case .argument(let name, let words):
            guard let command = try? MetaCommandRegistry.find(name),
                let spec = spec(of: command, at: words.count)
            else { return false }
            let setting = spec.kind == .settingValue ? words.last.flatMap(SettingTable.find) : nil
            return spec.kind == .database || setting?.syntax.completion == .database
        case .legacyValue, .nothing, .commandName, .variable, .statement: return false
        }
    }

    /// What may stand behind the words of a command.
    func candidates(_ name: String, _ words: [String], _ prefix: String) -> [Candidate] {
        if prefix.hasPrefix(":") { return state.variableCandidates(prefix) }
        guard let command = try? MetaCommandRegistry.find(name),
            let spec = Self.spec(of: command, at: words.count)
        else { return [] }
        switch spec.kind {
        case .file: return FileCompletion.candidates(prefix, onlyFolders: false)
        case .folder: return FileCompletion.candidates(prefix, onlyFolders: true)
        case .timeZone: return zones(prefix)
        case .settingValue:
            guard let setting = words.last.flatMap(SettingTable.find) else { return [] }
            return values(of: setting.syntax, prefix)
        case .statement:
            let names = StatementTopic.words(behind: words, state.dialect)
            return offered(prefix.contains(where: \.isLowercase) ? names.map { $0.lowercased() } : names, prefix)
        case let kind: return offered(names(of: kind, spec.name), prefix)
        }
    }

    /// What a setting may be.
    func values(of syntax: SettingSyntax, _ prefix: String) -> [Candidate] {
        switch syntax.completion {
        case .none: []
        case .words(let words): offered(words, prefix)
        case .file: FileCompletion.candidates(prefix, onlyFolders: false)
        case .timeZone: zones(prefix)
        case .database: offered(databases.map(\.name), prefix)
        case .profile: offered(state.profiles, prefix)
        }
    }

    private func names(of kind: ArgumentSpec.Kind, _ argument: String) -> [String] {
        switch kind {
        case .words(let words): words
        case .database: databases.map(\.name) + (argument.contains(bytesOf: "PROFILE") ? state.profiles : [])
        case .displaySetting: SettingTable.display.map(\.displayName)
        case .variable: state.variables + SettingTable.changeable.map(\.variableName)
        case .command: MetaCommandRegistry.all.map(\.name) + HelpTopic.allCases.map(\.rawValue)
        case .profile: state.profiles
        case .format: ResultFormats.all.map(\.name)
        case .namedQuery: state.namedQueries
        case .column: state.resultColumns
        case .text, .file, .folder, .timeZone, .path, .user, .role, .settingValue, .statement, .query: []
        }
    }

    private func zones(_ prefix: String) -> [Candidate] {
        TimeZoneDatabase.system.names(beginningWith: ArgumentName.typed(prefix)).filter {
            $0.hasPrefix(ArgumentName.typed(prefix))
        }
        .map { Candidate($0, suffix: $0.hasSuffix("/") ? "" : nil) }
    }

    /// The names that begin as is typed, in any case.
    private func offered(_ names: [String], _ prefix: String) -> [Candidate] {
        let typed = ArgumentName.typed(prefix).lowercased()
        return Set(names).filter { $0.lowercased().hasPrefix(typed) }.sorted().compactMap { name in
            let isAssignment = name.hasSuffix("=")
            return ArgumentName.text(name, isForced: prefix.hasPrefix("'")).map {
                Candidate($0, suffix: isAssignment ? "" : nil)
            }
        }
    }
}
