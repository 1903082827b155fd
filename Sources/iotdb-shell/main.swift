import Glibc
import ShellKit

// A closed pipe is reported by write(2) and ends the program with its own status, after the query was closed.
signal(SIGPIPE, SIG_IGN)
StandardStreams.occupy()
let arguments = CommandLine.arguments
let invalidArgument = ArgumentText.firstInvalid(count: CommandLine.argc, in: CommandLine.unsafeArgv)
ArgumentWiper.wipePasswords(count: CommandLine.argc, in: CommandLine.unsafeArgv)
let environment = Environment.variables()
let outputGate = OutputGate()
let console = Console(
    output: FileDescriptorSink(descriptor: 1, name: "standard output", gate: outputGate),
    error: FileDescriptorSink(descriptor: 2, name: "standard error")
)

if let invalidArgument {
    console.report("iotdb-shell: argument \(invalidArgument) is not valid UTF-8")
    exit(ExitStatus.usage.code)
}

switch OptionParser.parse(Array(arguments.dropFirst()), environment: environment) {
case .help(let text), .man(let text): exit(print(text).code)
case .version: exit(print("iotdb-shell \(iotdbShellVersion)\n").code)
case .usageError(let text):
    console.report("iotdb-shell: \(text)")
    exit(ExitStatus.usage.code)
case .run(let options, let warnings):
    for warning in warnings { console.report("iotdb-shell: warning: \(warning)") }
    let status = await Program(options, environment, console, outputGate).run()
    exit(status.code)
}

/// Writes a text to standard output.
func print(_ text: String) -> ExitStatus {
    do {
        try console.write(text)
        return .success
    } catch {
        let failure = ShellError(error)
        if !failure.message.isEmpty { console.report("iotdb-shell: \(failure)") }
        return failure.status
    }
}
