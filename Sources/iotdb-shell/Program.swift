import CivilTime
import IoTDBDemo
import IoTDBWire
import Platform
import SQLText
import ShellKit

/// Builds the objects that the options ask for and runs them; the only place that turns errors into statuses.
struct Program {
    private let startUp: StartUp
    private let environment: [String: String]
    private let console: Console
    private let terminal: Terminal
    private let monitor: ConnectionMonitor
    /// Stops output at Ctrl-C.
    private let cancellation: OutputCancellation

    init(_ startUp: StartUp, _ environment: [String: String], _ console: Console, _ cancellation: OutputCancellation) {
        self.startUp = startUp
        self.environment = environment
        self.console = console
        self.cancellation = cancellation
        console.isQuiet = startUp.settings.script.isQuiet
        console.style = startUp.settings.script.errors
        terminal = Terminal(environment: environment)
        monitor = ConnectionMonitor(console: console, isVerbose: startUp.settings.script.isVerbose)
    }

    /// Runs to the end.
    func run() async -> ExitStatus {
        do {
            if startUp.settings.connection.servesDemo { return try await serveDemo() }
            guard startUp.settings.connection.runsDemo else { return try await runShell(startUp) }
            let server = DemoServer(port: startUp.settings.connection.demoPort.map { UInt16(clamping: $0) })
            defer { server.stop() }
            var own = startUp
            own.settings.connection.nodes = [try NodeAddress(host: "127.0.0.1", port: Int(try server.start()))]
            own.settings.connection.usesTLS = false
            return try await runShell(own)
        } catch {
            let failure = ShellError(error)
            if !failure.message.isEmpty { console.report(failure.with(message: "iotdb-shell: \(failure)")) }
            return failure.status
        }
    }

    private func runShell(_ startUp: StartUp) async throws -> ExitStatus {
        let log = try startUp.settings.script.logFile.map { path throws(OutputError) in
            try FileSink(path: FileName.expanded(path), appends: true)
        }
        console.setLog(log)
        let zone = try timeZone()
        let editor =
            startUp.inputs.isEmpty && !startUp.pings ? LibEditLineEditor(environment: environment) : nil
        let isPrompt = editor != nil
        let tasks = CancellableTask(gate: cancellation, leavesAtSecond: !isPrompt)
        let sessions = try await openSessions(startUp.settings, zone, isPrompt: isPrompt)
        // Nothing takes these back: a signal that comes while the program leaves ends it with the same status.
        _ = Interrupts.shared.register([SIGINT]) { _ in
            tasks.interrupt(leave: { leave() }, idle: { if !isPrompt { leave() } })
        }
        // A query goes on after its client: it is ended also where the program is.
        _ = Interrupts.shared.register([SIGTERM, SIGHUP, SIGQUIT]) { signal in
            tasks.end(by: signal, within: .milliseconds(1500))
            leave(.signal(signal))
        }
        if startUp.pings { return try await ping(sessions) }
        let shell = Shell(
            startUp,
            console: console,
            terminal: terminal,
            sessions: sessions,
            timeZone: zone,
            tasks: tasks,
            monitor: monitor,
            cancellation: cancellation
        )
        let status = await run(shell, editor, startUp)
        await shell.close()
        // Whoever is first, this or the thread of the signals: the status is the same.
        if let signal = tasks.endingSignal { return .signal(signal) }
        return status == .success && console.hasLostLog ? .ownFailure : status
    }

    private func run(_ shell: Shell, _ editor: LibEditLineEditor?, _ startUp: StartUp) async -> ExitStatus {
        if let failure = await shell.prepare() { return failure }
        guard let editor else {
            return await shell.runScripts(startUp.inputs.isEmpty ? [.file("-")] : startUp.inputs)
        }
        let startScript = startUp.readsFiles ? ShellFiles.startScript(environment) : nil
        return await shell.runPrompt(
            editor,
            history: history(startUp.settings.connection.dialect),
            startScript: startScript
        )
    }

    private func timeZone() throws -> TimeZoneID {
        guard let name = startUp.settings.connection.timeZone else {
            let machine = TimeZoneDatabase.system.machineZone(environment: environment["TZ"])
            if let warning = machine.warning { console.warn(warning) }
            return machine.zone
        }
        do {
            return try TimeZoneID(name)
        } catch {
            throw ShellError("--timezone: \(error)", .usage)
        }
    }

    /// Opens the session for statements; asks for the password where none was given, the default is refused, and there
    /// is a terminal.
    private func openSessions(_ settings: Settings, _ zone: TimeZoneID, isPrompt: Bool) async throws -> ShellSessions {
        let source = PasswordSource(settings.connection, environment)
        let found = try source.password()
        let configuration = try settings.connection.sessionConfiguration(timeZone: zone.name, password: found)
        if !console.isQuiet, let warning = PlainPassword.warning(configuration) { console.warn(warning) }
        let slow = isPrompt ? announceSlowConnection(configuration) : nil
        defer { slow?.cancel() }
        do {
            return try await ShellSessions.open(configuration, monitor: monitor)
        } catch {
            guard error.code == .authenticationFailed, found == nil, let answer = source.ask() else { throw error }
            slow?.cancel()
            var answered = configuration
            answered.password = answer
            return try await ShellSessions.open(answered, monitor: monitor)
        }
    }

    /// Says whom the shell is waiting for when that takes long.
    private func announceSlowConnection(_ configuration: SessionConfiguration) -> Task<Void, any Error> {
        Task {
            try await Task.sleep(for: .seconds(1))
            console.note("Connecting to \(configuration.nodes.map(\.description).joined(separator: ", ")) ...")
        }
    }

    private func ping(_ sessions: ShellSessions) async throws -> ExitStatus {
        let latency = try await sessions.statements.ping(timeout: startUp.settings.connection.connectTimeout)
        let version = try? await sessions.statements.serverProperties().version
        let node = await sessions.statements.node ?? "the server"
        try console.write("\(node) serves, version \(version ?? "unknown"), \(latency.tenthsOfMilliseconds) ms\n")
        await sessions.close()
        return .success
    }

    private func history(_ dialect: SQLDialect) -> HistoryFile {
        HistoryFile(path: HistoryFile.defaultPath(environment: environment)) { text in
            !StatementRedactor.mayHoldSecret(text, grammar: dialect.grammar)
        }
    }

    private func serveDemo() async throws -> ExitStatus {
        let port = startUp.settings.connection.demoPort ?? NodeAddress.defaultPort
        let server = DemoServer(port: UInt16(clamping: port))
        let opened = try server.start()
        console.note(
            "The embedded sample server, a sample and not a database, listens on 127.0.0.1:\(opened). Ctrl-C stops it."
        )
        let signal = await withCheckedContinuation { continuation in
            _ = Interrupts.shared.register([SIGINT, SIGTERM]) { continuation.resume(returning: $0) }
        }
        server.stop()
        return .signal(signal)
    }
}

/// Ends the program at once: a second Ctrl-C while a statement does not end, or the first one while a script waits for
/// input.
private func leave(_ status: ExitStatus = .interrupted) -> Never {
    TemporaryFiles.shared.unlinkAll()
    TerminalState.restoreAtStart()
    _exit(status.code)
}
