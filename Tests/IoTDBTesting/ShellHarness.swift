import CivilTime
import IoTDBWire
package import ShellKit

/// A shell in process, against a server on loopback, whose output is kept: a test is a transcript.
package struct ShellHarness: Sendable {
    /// What the shell wrote and how it ended.
    package struct Transcript: Sendable {
        /// The standard output.
        package let output: String
        /// The standard error.
        package let error: String
        /// The exit status.
        package let status: ExitStatus
        /// The prompts that were shown.
        package let prompts: [String]
    }

    private let port: Int
    private let startUp: StartUp

    /// A shell that will be started with these arguments.
    package init(port: Int, _ arguments: [String] = []) throws {
        self.port = port
        guard case .run(let start, _) = OptionParser.parse(["-p", "\(port)"] + arguments) else {
            throw ShellError("no command line: \(arguments)", .usage)
        }
        startUp = start
    }

    /// Runs `-e` and `-f` of the arguments as a script.
    package func script() async throws -> Transcript {
        try await run { shell, _ in await shell.runScripts(startUp.inputs) }
    }

    /// Types lines at a prompt.
    package func prompt(_ lines: [String]) async throws -> Transcript {
        try await run { shell, _ in
            let editor = ScriptedLineEditor(lines: lines)
            let status = await shell.runPrompt(editor, history: nil)
            return (status, editor.prompts)
        }
    }

    private func run(_ body: (Shell, Int) async -> ExitStatus) async throws -> Transcript {
        try await run { shell, number in (await body(shell, number), []) }
    }

    private func run(_ body: (Shell, Int) async -> (ExitStatus, [String])) async throws -> Transcript {
        let (output, error) = (MemorySink(), MemorySink())
        let console = Console(output: output, error: error, isQuiet: startUp.settings.script.isQuiet)
        console.style = startUp.settings.script.errors
        let monitor = ConnectionMonitor(console: console, isVerbose: false)
        let configuration = try startUp.settings.connection.sessionConfiguration(timeZone: "UTC", password: nil)
        let shell = Shell(
            startUp,
            console: console,
            terminal: Terminal(descriptor: -1, environment: [:]),
            sessions: try await ShellSessions.open(configuration, monitor: monitor),
            timeZone: .utc,
            tasks: CancellableTask(),
            monitor: monitor
        )
        let failure = await shell.prepare()
        let (status, prompts): (ExitStatus, [String]) = if let failure { (failure, []) } else { await body(shell, 0) }
        await shell.close()
        return Transcript(output: output.text, error: error.text, status: status, prompts: prompts)
    }
}
