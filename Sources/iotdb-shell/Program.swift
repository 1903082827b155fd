import CivilTime
import Glibc
import IoTDBDemo
import IoTDBWire
import SQLText
import ShellKit

/// Builds the objects that the options ask for and runs them; the only place that turns errors into statuses.
struct Program {
    private var options: ShellOptions
    private let environment: [String: String]
    private let console: Console
    private let terminal: Terminal
    private let monitor: ConnectionMonitor
    /// Stops standard output at Ctrl-C.
    private let outputGate: OutputGate

    init(_ options: ShellOptions, _ environment: [String: String], _ console: Console, _ outputGate: OutputGate) {
        self.options = options
        self.environment = environment
        var console = console
        console.isQuiet = options.isQuiet
        self.console = console
        terminal = Terminal(environment: environment)
        self.outputGate = outputGate
        monitor = ConnectionMonitor(console: console, isVerbose: options.isVerbose)
    }

    /// Runs to the end.
    func run() async -> ExitStatus {
        do {
            if options.servesDemo { return try await serveDemo() }
            guard options.runsDemo else { return try await runShell(options) }
            let server = DemoServer(port: options.demoPort.map { UInt16(clamping: $0) })
            defer { server.stop() }
            var options = options
            options.nodes = [try NodeAddress(host: "127.0.0.1", port: Int(try server.start()))]
            options.tls = nil
            return try await runShell(options)
        } catch {
            let failure = ShellError(error)
            if !failure.message.isEmpty { console.report("iotdb-shell: \(failure)") }
            return failure.status
        }
    }

    private func runShell(_ options: ShellOptions) async throws -> ExitStatus {
        let zone = try timeZone()
        let editor = options.inputs.isEmpty ? LibEditLineEditor(environment: environment) : nil
        let sessions = try await openSessions(try options.sessionConfiguration(timeZone: zone))
        let tasks = InterruptibleTasks(gate: outputGate)
        let isPrompt = editor != nil
        _ = Interrupts.shared.register([SIGINT]) { _ in
            tasks.interrupt(leave: { leave() }, idle: { if !isPrompt { leave() } })
        }
        let shell = Shell(
            options: options,
            console: console,
            terminal: terminal,
            sessions: sessions,
            timeZone: zone,
            tasks: tasks,
            monitor: monitor
        )
        let status: ExitStatus
        if let editor {
            status = await shell.runPrompt(editor, history: history(options.dialect))
        } else {
            status = await shell.runScripts(options.inputs.isEmpty ? [.file("-")] : options.inputs)
        }
        await shell.close()
        return status
    }

    private func timeZone() throws -> TimeZoneID {
        guard let name = options.timeZone else {
            let machine = TimeZoneDatabase.system.machineZone(environment: environment["TZ"])
            if let warning = machine.warning { console.note(warning) }
            return machine.zone
        }
        do {
            return try TimeZoneID(name)
        } catch {
            throw ShellError("--timezone: \(error)", .usage)
        }
    }

    /// Opens the session for statements; asks for the password where none was given, the default is refused, and there is a terminal.
    private func openSessions(_ configuration: SessionConfiguration) async throws -> ShellSessions {
        do {
            return try await ShellSessions.open(configuration, monitor: monitor)
        } catch {
            guard error.code == .authenticationFailed, !options.hasPassword, isatty(0) == 1,
                let password = PasswordPrompt.read("Password of \(configuration.user): ")
            else { throw error }
            var answered = configuration
            answered.password = Password(password)
            return try await ShellSessions.open(answered, monitor: monitor)
        }
    }

    private func history(_ dialect: SQLDialect) -> HistoryFile? {
        HistoryFile.defaultPath(environment: environment).map { path in
            HistoryFile(path: path) { !StatementRedactor.containsSecret($0, grammar: dialect.grammar) }
        }
    }

    private func serveDemo() async throws -> ExitStatus {
        let server = DemoServer(port: UInt16(clamping: options.demoPort ?? NodeAddress.defaultPort))
        let port = try server.start()
        console.note(
            "The embedded sample server, a sample and not a database, listens on 127.0.0.1:\(port). Ctrl-C stops it."
        )
        let signal = await withCheckedContinuation { continuation in
            _ = Interrupts.shared.register([SIGINT, SIGTERM]) { continuation.resume(returning: $0) }
        }
        server.stop()
        return .signal(signal)
    }
}

/// Ends the program at once: a second Ctrl-C while a statement does not end, or the first one while a script waits for input.
private func leave() -> Never { _exit(ExitStatus.interrupted.code) }
