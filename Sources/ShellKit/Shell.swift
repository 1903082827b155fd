package import CivilTime
import IoTDBWire
import SQLText

/// The shell: reads, splits, dispatches, prints.
///
/// One at a time; owns no logic of its own.
package actor Shell {
    let options: ShellOptions
    let console: Console
    let terminal: Terminal
    let tasks: InterruptibleTasks
    let monitor: ConnectionMonitor
    var settings: ShellSettings
    var sessions: ShellSessions
    var runner: StatementRunner
    /// Names for completion, through the sessions at hand.
    var serverNames: ServerNames
    /// Statements that were carried out, for the message of a script that stops.
    var statementsDone = 0
    /// Whether somebody types the statements.
    var isAtPrompt = false
    /// Whether the next result is printed a column a line.
    private var expandsNext = false

    /// Runs the user's statements.
    var session: Session { sessions.statements }

    /// Makes a shell over sessions that are open.
    package init(
        options: ShellOptions,
        console: Console,
        terminal: Terminal,
        sessions: ShellSessions,
        timeZone: TimeZoneID,
        tasks: InterruptibleTasks,
        monitor: ConnectionMonitor
    ) {
        self.options = options
        self.console = console
        self.terminal = terminal
        self.sessions = sessions
        self.tasks = tasks
        self.monitor = monitor
        settings = ShellSettings(
            options,
            timeZone: timeZone,
            usesColor: terminal.usesColor(ColorMode(rawValue: options.color.rawValue) ?? .auto)
        )
        runner = StatementRunner(sessions, monitor: monitor)
        serverNames = ServerNames(sessions.background)
    }

    /// Ends the sessions on the server.
    package func close() async { await sessions.close() }

    /// Carries out what the splitter found.
    func handle(_ event: StatementEvent) async throws -> MetaCommandOutcome {
        switch event {
        case .statement(let statement):
            try await execute(statement)
            return .done
        case .metaCommand(StatementSplitter.expanded, _):
            expandsNext = true
            return .done
        case .metaCommand(let line, let position):
            // As a task that Ctrl-C ends: a command may connect, or ask a server that does not answer.
            return try await located(position) {
                try await self.tasks.run { try await MetaCommandRegistry.run(line, self) }
            }
        case .legacyCommand(let text, let position):
            guard let command = LegacyCommand.parse(Array(text.utf8)) else { return .done }
            return try await located(position) { try await self.run(command) }
        case .error(let error):
            throw ShellError(prefix(error.position) + error.description, .statementFailed)
        }
    }

    /// Runs a statement and prints its result.
    private func execute(_ statement: Statement) async throws {
        var settings = settings
        if expandsNext { settings.expanded = .on }
        expandsNext = false
        let printer = ResultPrinter(console: console, settings: settings, terminalWidth: terminal.size?.columns)
        let runner = self.runner
        do {
            let outcome = try await tasks.run { try await runner.run(statement.text, printer) }
            statementsDone += 1
            report(outcome)
        } catch {
            let failure = ShellError(error)
            let dialect = await session.dialect
            let text = StatementRedactor.redact(
                failure.message,
                about: statement.text,
                grammar: dialect.grammar
            )
            let width = terminal.size?.columns ?? ErrorExcerpt.defaultWidth
            let excerpt = ErrorExcerpt.text(for: text, in: statement, dialect: dialect, width: width)
            let parts = [text, excerpt].compactMap { $0 }.joined(separator: "\n")
            throw ShellError(text.isEmpty ? "" : prefix(statement.position) + parts, failure.status)
        }
    }

    private func report(_ outcome: StatementRunner.Outcome) {
        // At a prompt silence would leave a question; a script is told of failures only.
        if isAtPrompt, outcome.rows == nil { console.note("OK") }
        guard settings.isTiming else { return }
        var parts = ["Time: \(outcome.total.milliseconds) ms"]
        if let rows = outcome.rows {
            parts.append("first answer: \(outcome.firstAnswer.milliseconds) ms")
            parts.append("\(outcome.total.rate(of: rows)) rows/s")
        }
        console.report(parts.joined(separator: ", "))
    }

    /// Puts the place of a command in front of its error.
    private func located(
        _ position: SourcePosition,
        _ body: () async throws -> MetaCommandOutcome
    ) async throws -> MetaCommandOutcome {
        do {
            return try await body()
        } catch {
            let failure = ShellError(error)
            throw ShellError(failure.message.isEmpty ? "" : prefix(position) + failure.message, failure.status)
        }
    }

    private func prefix(_ position: SourcePosition) -> String { position.source == nil ? "" : "\(position): " }
}

extension Duration {
    /// Milliseconds with three decimals.
    var milliseconds: String {
        let microseconds = components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
        let fraction = String(microseconds % 1000)
        return "\(microseconds / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
    }

    /// Items in a second.
    fileprivate func rate(of count: Int) -> Int {
        let seconds = Double(components.seconds) + Double(components.attoseconds) * 1e-18
        return seconds > 0 ? Int(Double(count) / seconds) : 0
    }
}
