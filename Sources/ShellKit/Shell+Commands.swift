import CivilTime
import IoTDBWire
import SQLText

/// `\` commands and those of the official shell.
extension Shell {
    /// Runs a command as a task that Ctrl-C ends: it may connect, or ask a server that does not answer.
    func run(_ line: String, _ command: MetaCommand?) async throws -> CommandOutcome {
        if command?.leavesSandbox == true, settings.script.isSandboxed, let command {
            throw MetaCommandError("\\\(command.name): not allowed with --sandbox")
        }
        // A program that a command starts may write to the same terminal.
        console.progress?.clear()
        let variables = self.variables
        let context = CommandContext(self)
        // A condition in a branch that is not taken need not make sense.
        if let command, command.isConditional, command.name != "else", command.name != "endif",
            let conditions = inputs.last?.conditions, !conditions.needsCondition || command.name == "if" && !isActive
        {
            return .condition(command.name == "if" ? .opens(false) : .turns(false))
        }
        defer { if command?.section.mayChangeNames ?? false { schemaCache.forget() } }
        do {
            return try await tasks.run {
                try await MetaCommandRegistry.run(line, context, variables: { variables[$0] })
            }
        } catch OutputError.hasEnough {
            return .done
        }
    }

    /// Does what a command has asked for.
    func perform(_ outcome: CommandOutcome) async throws -> CommandStep {
        switch outcome {
        case .done: return .continues
        case .quit(let status): return .quits(status)
        case .clearBuffer:
            clearBuffer()
            return .continues
        case .takeBuffer:
            if let open = inputs.last?.splitter.queryBuffer { lastStatement = open }
            clearBuffer()
            return .continues
        case .replaceBuffer(let text):
            replaceBuffer(with: text)
            return .continues
        case .include(let path, let isRelative): return try await include(path, isRelative: isRelative)
        case .condition(let step):
            guard !inputs.isEmpty else { return .continues }
            try inputs[inputs.count - 1].conditions.take(step)
            return .continues
        case .send(let request):
            if settings.script.isSandboxed, request.destination?.reachesMachine == true {
                throw MetaCommandError("\\g: a file or a program is not allowed with --sandbox")
            }
            if let statement = try takeStatement("\\g") { try await execute(statement, request) }
            return .continues
        case .watch(let request):
            if let statement = try takeStatement("\\watch") { try await watch(statement, request) }
            return .continues
        }
    }

    /// The open statement, which is open no more, or the last one; nil for one that has failed already and ends here,
    /// as with `;`.
    private func takeStatement(_ command: String) throws -> Statement? {
        let open = inputs.last?.splitter.queryBuffer
        let hasFailed = inputs.last?.splitter.isDropping ?? false
        clearBuffer()
        if hasFailed { return nil }
        guard let statement = open ?? lastStatement else {
            throw MetaCommandError("\(command): no statement stands before it")
        }
        return statement
    }

    private func clearBuffer() {
        if !inputs.isEmpty { inputs[inputs.count - 1].splitter.clearBuffer() }
    }

    /// Takes what an editor has saved; its statements come next.
    private func replaceBuffer(with text: String) {
        guard !inputs.isEmpty else { return }
        if isAtPrompt {
            console.writeError(StatementRedactor.masked(text, grammar: settings.connection.dialect.grammar))
        }
        promptHistory?.remember(text)
        inputs[inputs.count - 1].splitter.replaceBuffer(text)
    }

    /// Runs the statements of a file.
    private func include(_ path: String, isRelative: Bool) async throws -> CommandStep {
        guard inputs.count < OpenInput.depthLimit else {
            throw MetaCommandError("\\i: files include each other more than \(OpenInput.depthLimit) deep")
        }
        let folder = isRelative && !path.hasPrefix("/") ? inputs.last?.folder ?? "" : ""
        let source: ScriptSource
        do throws(InputFileError) {
            source = try ScriptSource(file: folder + path)
        } catch {
            throw ShellError(error.description, .ownFailure)
        }
        let outcome = await runSource(source)
        return outcome.isStopped ? .stops(outcome.status) : .continues
    }

    /// Runs a statement again and again until Ctrl-C, or as the request says.
    private func watch(_ statement: Statement, _ request: WatchRequest) async throws {
        var state = WatchState(request)
        watch = state
        defer { watch = nil }
        while state.continues {
            let start = ContinuousClock.now
            try await watchOnce(statement, request)
            state.note(keeper.last)
            watch = state
            guard state.continues else { break }
            do {
                try await tasks.run { try await Task.sleep(until: start + request.interval, clock: .continuous) }
            } catch {
                // Ctrl-C between two runs is how one ends it, and no error.
                tasks.begin()
                break
            }
        }
    }

    private func watchOnce(_ statement: Statement, _ request: WatchRequest) async throws {
        if request.chart != nil {
            // The result is only kept; the chart, which changes in one place, is drawn from it.
            try await execute(statement, SendRequest(settings: ["format": "none"]))
            if isAtPrompt, terminal.understandsEscapes, router.destination == .standardOutput {
                try console.clearScreen()
            }
        }
        if isAtPrompt, settings.display.format.audience == .people {
            try router.open(nil).write("\(timeNow()) (every \(request.interval.secondsText) s)\n\n")
        }
        guard let options = request.chart else { return try await execute(statement, SendRequest()) }
        let context = CommandContext(self)
        let words = options.map { "'" + $0.replacing(bytesOf: "'", with: "''") + "'" }
        try await tasks.run {
            _ = try await MetaCommandRegistry.run((["\\plot"] + words).joined(separator: " "), context)
        }
    }

    /// The clock in the zone of printed times.
    private func timeNow() -> String {
        var time = TimeFormatter(precision: .milliseconds, zone: timeZone)
        var text = TextBuffer()
        time.append(WallClock.milliseconds, to: &text)
        return text.string
    }

    /// Carries out a command of the official shell, with its meaning and its answer's wording.
    func run(_ command: LegacyCommand) async throws -> CommandStep {
        switch command.name {
        case .quit: return .quits(nil)
        case .help: try await write(HelpTopic.commands.text)
        case .showTimeZone: try await write("Current time zone: \(timeZone)\n")
        case .setTimeZone: try await set(command, "Time zone has set to", example: "+08:00")
        case .showFetchSize: try await write("Current fetch size: \(settings.connection.fetchSize.name)\n")
        case .setFetchSize: try await set(command, "Fetch size has set to", example: "10000")
        case .showTimeDisplayType: try await write("Current time format: \(timeDisplayType)\n")
        case .setTimeDisplayType: try await set(command, "Time display type has set to", example: "ISO8601")
        }
        return .continues
    }

    private func set(_ command: LegacyCommand, _ answer: String, example: String) async throws {
        let words = command.name.rawValue
        guard let value = command.argument else {
            throw ShellError("\(words) needs a value, as in \(words)=\(example)", .statementFailed)
        }
        guard let setting = SettingTable.legacy(String(words.dropFirst("set ".count))) else { return }
        do {
            try await change(setting, to: value)
        } catch let error as SettingError {
            throw ShellError(error.message(name: words, value: value), .statementFailed)
        }
        let shown = setting.effect == .timeZone ? timeZone.description : value
        console.note("\(answer) \(shown)")
    }

    private var timeDisplayType: String {
        switch settings.display.rendering.timeMode {
        case .iso8601: "default"
        case .epoch: "long"
        case let mode: mode.name
        }
    }
}
