import IoTDBWire
import Platform
import SQLText

/// Completion and advice at the prompt, from names of the server.
extension Shell {
    /// How long advice may keep a statement's answer back.
    private static let patience = Duration.milliseconds(100)

    /// Makes the editor complete what follows the open statement.
    func setCompletion(_ editor: any LineEditor) async {
        let pending = inputs.last?.splitter.pendingText ?? ""
        let completer = Completer(await completionState, cache: schemaCache)
        editor.setCompletionResponder { completer.answer($0, behind: pending) }
    }

    private var completionState: CompletionState {
        get async {
            var state = CompletionState(dialect: await session.dialect, database: await session.database)
            state.variables = Array(variables.keys)
            state.resultColumns = keeper.last?.columns.map(\.name) ?? []
            state.profiles = profileNames
            state.namedQueries = (try? NamedQueryCommands.load())?.names ?? []
            return state
        }
    }

    /// `did you mean select?`; nil where nothing is near, or nobody is there to read it.
    func suggestion(_ message: String, _ statement: String) async -> String? {
        guard isAtPrompt else { return nil }
        let (dialect, database) = (await session.dialect, await session.database)
        let queries = Suggestion.queries(
            errorMessage: message,
            statement: statement,
            dialect: dialect,
            database: database
        )
        await schemaCache.load(queries, within: Self.patience)
        let found = Suggestion.for(
            errorMessage: message,
            statement: statement,
            dialect: dialect,
            database: database,
            cache: schemaCache
        )
        return found.map { "did you mean \($0)?" }
    }

    /// A query of the tree dialect whose paths do not exist gives a result with no column but the time, and no error.
    func noteMissingSeries(_ statement: String) async {
        guard isAtPrompt, settings.connection.dialect == .tree, let last = keeper.last, last.rowCount == 0,
            last.columns.allSatisfy({ $0.name == "Time" }), let missing = MissingSeries(statement)
        else { return }
        await schemaCache.load(missing.queries, within: Self.patience)
        console.note(missing.note(names: schemaCache.names))
    }
}

extension MetaCommand.Section {
    /// Whether its commands may change names on a server, or change servers.
    var mayChangeNames: Bool {
        switch self {
        case .series, .transfer, .connection: true
        case .general, .buffer, .inputOutput, .conditional, .output, .describe, .variables: false
        }
    }
}
