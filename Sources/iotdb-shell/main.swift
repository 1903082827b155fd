import Platform
import ShellKit

// A closed pipe is reported by write(2) and ends the program with its own status, after the query was closed.
signal(SIGPIPE, SIG_IGN)
StandardStreams.occupy()
if let missing = RuntimeNeeds.missing() { refuse(missing) }
guard let (argumentCount, argumentVector) = ProgramArguments.find() else { refuse("the arguments cannot be read") }
let arguments = (0..<Int(argumentCount)).map { argumentVector[$0].map { String(cString: $0) } ?? "" }
let invalidArgument = ArgumentText.firstInvalid(count: argumentCount, in: argumentVector)
ArgumentWiper.wipePasswords(count: argumentCount, in: argumentVector)
let environment = Environment.variables()
let cancellation = OutputCancellation()
let console = Console(
    output: FileDescriptorSink(descriptor: 1, name: "standard output", gate: cancellation),
    error: FileDescriptorSink(descriptor: 2, name: "standard error"),
    progress: ProgressDisplay()
)

if let invalidArgument {
    console.report("iotdb-shell: argument \(invalidArgument) is not valid UTF-8")
    exit(ExitStatus.usage.code)
}

let parsed = OptionParser.parse(Array(arguments.dropFirst()), environment: environment) {
    () throws(ConfigurationError) in try ShellFiles.configuration(environment)
}
switch parsed {
case .request(let request): exit(print(answer(request)).code)
case .usageError(let text):
    // Nothing was understood as a whole, but who reads messages as JSON does so here, too.
    if OptionParser.asksForJSON(Array(arguments.dropFirst())) { console.style = .json }
    console.report("iotdb-shell: \(text)")
    exit(ExitStatus.usage.code)
case .run(let startUp, let warnings):
    console.style = startUp.settings.script.errors
    if !startUp.settings.script.isQuiet { for warning in warnings { console.warn(warning) } }
    let status = await Program(startUp, environment, console, cancellation).run()
    exit(status.code)
}

/// What is printed instead of running.
func answer(_ request: Option.Request) -> String {
    switch request {
    case .help: OptionHelp.text
    case .version: "iotdb-shell \(iotdbShellVersion)\n"
    case .man: ManPage.text
    case .completions(let shell): CompletionScript.text(for: shell)
    }
}

/// Ends the program before anything of it runs.
func refuse(_ reason: String) -> Never {
    let text = Array("iotdb-shell: cannot start: \(reason)\n".utf8)
    _ = write(2, text, text.count)
    exit(ExitStatus.ownFailure.code)
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
