import Platform
import ShellKit

/// A prompt without a shell behind it, for the editor's tests: echoes each event on a line of its own.
///
/// The first argument, if any, is a history file. `FIXTURE` in the environment names what is switched on: `colour` a
/// highlighter of its own, `suggest` suggestions, `plain` a prompt without colour.
var environment: [String: String] = [:]
for name in ["HOME", "TERM", "FIXTURE"] {
    if let value = getenv(name) { environment[name] = String(cString: value) }
}
let features = (environment["FIXTURE"] ?? "").split(separator: ",")
guard let editor = LibEditLineEditor(environment: environment) else { exit(1) }
let history = CommandLine.arguments.dropFirst().first.map { HistoryFile(path: $0) }
for entry in history?.load().entries ?? [] { editor.addHistory(entry) }
editor.isHighlighting = features.contains("colour")
editor.isSuggesting = features.contains("suggest")
// Colours by place, so that every edit changes the colour of all that follows.
editor.setHighlighter { text, _ in
    let styles: [TextStyle] = [.keyword, .string, .error, .plain]
    return (0..<text.unicodeScalars.count).map { HighlightSpan($0..<$0 + 1, styles[$0 / 3 % 4]) }
}

let words = ["select", "sensor_one", "sensor_two", "hostile\u{1B}]0;x\u{7}", "größe", "evil\u{202E}a", "evil\u{200B}b"]
let numbers = (1...250).map { "root.many.n\($0)" }
let gate = environment["HOME", default: ""] + "/gate"

editor.setCompletionResponder { request in
    // Tab comes while the line is edited, so the message does too.
    if request.textBeforeCursor.hasSuffix("notify") { editor.printMessage("a message\nof two rows") }
    let word = request.textBeforeCursor.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
    let candidates = (words + numbers).filter { $0.hasPrefix(word) }
    let result = CompletionResult(replaceCount: word.unicodeScalars.count, candidates: candidates)
    guard request.textBeforeCursor.hasPrefix("slow") else { return .ready(result) }
    return .pending {
        // The names come when the test opens the other end.
        close(open(gate, O_RDONLY))
        return result
    }
}

func escaped(_ text: String) -> String {
    text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "\\x\($0.value)" : String($0) }.joined()
}

var initialText = ""
while true {
    let prompt = features.contains("plain") ? "test> " : "\u{1B}[1;32mtest>\u{1B}[0m "
    let event = try await editor.readLine(prompt: prompt, initialText: initialText)
    editor.releaseTerminal()
    switch event {
    case .line(let text):
        initialText = ""
        editor.addHistory(text)
        history?.append(text)
        print("GOT <\(escaped(text))> \(text.utf8.count)")
        if text == "later" {
            Task.detached { editor.printMessage("a message") }
        }
    case .interrupted:
        initialText = ""
        print("INTERRUPTED")
    case .editExternally(let text):
        print("EDIT <\(escaped(text))>")
        initialText = text + " edited"
    case .endOfInput:
        print("END")
        exit(0)
    case .terminated(let signal):
        print("TERMINATED \(signal)")
        exit(128 + signal)
    }
    fflush(nil)
}
