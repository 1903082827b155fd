package import CivilTime
import IoTDBWire
import SQLText

/// The shell: reads, splits, dispatches, prints.
///
/// One at a time; owns no logic of its own. What a `\` command may do to it stands in ``CommandContext``.
package actor Shell {
    let startUp: StartUp
    let console: Console
    let terminal: Terminal
    let tasks: CancellableTask
    let monitor: ConnectionMonitor
    /// Everything that can be set.
    package internal(set) var settings: Settings
    /// The user's variables.
    package internal(set) var variables: [String: String] = [:]
    /// The time zone of the session and of printed times.
    package internal(set) var timeZone: TimeZoneID
    /// The one that the shell was started with, for profiles that name none.
    let startZone: TimeZoneID
    var sessions: ShellSessions
    var executor: StatementExecutor
    /// Names for completion, through the sessions at hand.
    var schemaCache: SchemaCache
    /// Where results go.
    var router: OutputRouter
    /// The inputs that are open, the one that is read last.
    var inputs: [OpenInput] = []
    /// What became of the statements so far.
    var account = StatementAccount()
    /// When counting what is not sent any more ends; nil before it begins.
    var countingEnd: ContinuousClock.Instant?
    /// The lines of the open statement, as far as `--echo all` looks at them.
    var openLines = ""
    /// The last statement, which bare `\g` repeats.
    var lastStatement: Statement?
    /// How long the last statement took, at the prompt.
    var lastDuration: Duration?
    /// What `\watch` repeats, while it does.
    var watch: WatchState?
    /// How far the scripts have come, where that is remembered.
    var checkpoint: Checkpoint?
    /// How far the scripts have come; nil at the prompt.
    var scriptProgress: ScriptProgress?
    /// Keeps statements apart, where that is asked for.
    var throttle: Throttle?
    /// Keeps the last result.
    let keeper = ResultKeeper()
    /// The last error, whole.
    package internal(set) var lastError: String?
    /// What the prompt remembers; nil in scripts.
    var promptHistory: PromptHistory?
    /// Whether somebody types the statements.
    package internal(set) var isAtPrompt = false

    /// Runs the user's statements.
    var session: Session { sessions.statements }

    /// Makes a shell over sessions that are open.
    package init(
        _ startUp: StartUp,
        console: Console,
        terminal: Terminal,
        sessions: ShellSessions,
        timeZone: TimeZoneID,
        tasks: CancellableTask,
        monitor: ConnectionMonitor,
        cancellation: OutputCancellation? = nil
    ) {
        self.startUp = startUp
        self.console = console
        self.terminal = terminal
        self.sessions = sessions
        self.timeZone = timeZone
        startZone = timeZone
        self.tasks = tasks
        self.monitor = monitor
        settings = startUp.settings
        for variable in startUp.variables { variables[variable.name] = variable.value }
        router = OutputRouter(
            standardOutput: console.standardOutput,
            isTerminal: terminal.isTerminal,
            gate: cancellation
        )
        executor = StatementExecutor(sessions, monitor: monitor, tasks: tasks)
        schemaCache = SchemaCache(PoolSchemaSource(sessions.background))
    }

    /// Opens what the options ask for before anything runs.
    ///
    /// - Returns: the status to leave with when that fails.
    package func prepare() async -> ExitStatus? {
        if let path = settings.script.outputFile {
            do {
                try router.redirect(to: .file(FileName.expanded(path), appends: false))
            } catch {
                report(error)
                return ShellError(error).status
            }
            if !settings.display.isFormatGiven, let format = ResultFormats.forFileExtension(path) {
                settings.display.format = format
            }
        }
        if let path = settings.script.checkpointFile {
            do throws(ShellError) {
                checkpoint = try Checkpoint(path: path, resumes: settings.script.resumes)
            } catch {
                report(error)
                return error.status
            }
        }
        await checkDatabase()
        return nil
    }

    /// Servers take any name for the current database; only the first table would be missed.
    func checkDatabase() async {
        guard let database = settings.connection.database, settings.connection.dialect == .table else { return }
        guard let known = try? await session.query("SHOW DATABASES") else { return }
        var names: [String] = []
        do {
            for try await row in known.rows { names.append(row[0].description) }
        } catch {
            return
        }
        guard !names.contains(where: { $0.lowercased() == database.lowercased() }) else { return }
        let nearest = NearestName.find(database, in: names).map { "; did you mean \($0)?" } ?? ""
        console.warn("there is no database \(database)\(nearest)")
    }

    /// Ends the sessions on the server.
    package func close() async { await sessions.close() }

    /// Carries out what the splitter found.
    func handle(_ event: StatementEvent) async throws -> CommandStep {
        switch event {
        case .statement(let statement):
            guard isActive else { return .continues }
            try await execute(statement, SendRequest())
            return .continues
        case .metaCommand(let line, let position):
            for line in MetaCommandRegistry.commands(in: line) {
                let step = try await run(line, at: position)
                guard case .continues = step else { return step }
            }
            return .continues
        case .legacyCommand(let line, let position):
            guard isActive, let command = LegacyCommand.parse(Array(line.utf8)) else { return .continues }
            return try await located(position) { try await self.run(command) }
        case .error(let error):
            guard isActive else { return .continues }
            account.failed += 1
            var failure = ShellError(prefix(error.position) + error.description, .statementFailed)
            failure.details.text = error.description
            failure.details.outcome = .notSent
            failure.details.isSafeToRetry = true
            failure.details.statement = account.read
            failure.details.position = error.position
            throw failure
        }
    }

    private func run(_ line: String, at position: SourcePosition) async throws -> CommandStep {
        let name = (try? MetaCommandParser.parse(line))?.name
        let command = name.flatMap { try? MetaCommandRegistry.find($0) }
        guard isActive || command?.isConditional == true else { return .continues }
        return try await located(position) { try await self.perform(try await self.run(line, command)) }
    }

    /// Whether what is read is carried out, and not left out by an `\if`.
    var isActive: Bool { inputs.last?.conditions.isActive ?? true }

    /// Puts the place of a command in front of its error.
    private func located(
        _ position: SourcePosition,
        _ body: () async throws -> CommandStep
    ) async throws -> CommandStep {
        do {
            return try await body()
        } catch {
            var failure = ShellError(error)
            guard failure.details.position == nil, !failure.message.isEmpty else { throw failure }
            // Arguments are quoted in messages, and may be addresses.
            failure = failure.with(message: prefix(position) + StatementRedactor.redactAddresses(failure.message))
            failure.details.position = position
            throw failure
        }
    }

    /// The place in front of a message: the column, too, where something stands before it on its line.
    func prefix(_ position: SourcePosition) -> String {
        if position.source == nil { return "" }
        return position.column > 1 ? "\(position.withColumn): " : "\(position): "
    }

    /// Remembers an error for `\errverbose` and shows it.
    func report(_ error: any Error) {
        var failure = ShellError(error)
        if !failure.message.isEmpty, failure.status != .interrupted {
            lastError = failure.wholeMessage ?? failure.message
        }
        // The terminal has shown ^C where the cursor was.
        if isAtPrompt, failure.status == .interrupted, !failure.message.isEmpty, console.style == .text {
            console.writeError("")
        }
        // At a prompt \errverbose lists them all.
        if isAtPrompt { failure.message = ExpectedTokens.shortened(failure.message) }
        console.report(failure)
    }
}

/// What the shell does behind an event.
enum CommandStep {
    /// Reads on.
    case continues
    /// Leaves the input, with a status of its own if one was given.
    case quits(Int32?)
    /// A file that was included has failed and has said so.
    case stops(ExitStatus)
}
