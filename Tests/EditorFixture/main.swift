import Glibc
import ShellKit

/// A prompt without a shell behind it, for the editor's tests: echoes each event on a line of its own.
///
/// The first argument, if any, is a history file.
var environment: [String: String] = [:]
for name in ["HOME", "TERM"] {
    if let value = getenv(name) { environment[name] = String(cString: value) }
}
guard let editor = LibEditLineEditor(environment: environment) else { exit(1) }
let history = CommandLine.arguments.dropFirst().first.map { HistoryFile(path: $0) }
for entry in history?.load().entries ?? [] { editor.addHistory(entry) }

let words = ["select", "sensor_one", "sensor_two", "hostile\u{1B}]0;x\u{7}", "größe"]
editor.setCompletionProvider { text in
    // Tab comes while the line is edited, so the message does too.
    if text.hasSuffix("notify") { editor.printMessage("a message\nof two rows") }
    let word = text.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
    return CompletionResult(replaceCount: word.unicodeScalars.count, candidates: words.filter { $0.hasPrefix(word) })
}

func escaped(_ text: String) -> String {
    text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "\\x\($0.value)" : String($0) }.joined()
}

while true {
    switch try await editor.readLine(prompt: "\u{1B}[1;32mtest>\u{1B}[0m ") {
    case .line(let text):
        editor.addHistory(text)
        history?.append(text)
        print("GOT <\(escaped(text))> \(text.utf8.count)")
        if text == "later" {
            Task.detached { editor.printMessage("a message") }
        }
    case .interrupted: print("INTERRUPTED")
    case .editExternally(let text): print("EDIT <\(escaped(text))>")
    case .endOfInput:
        print("END")
        exit(0)
    case .terminated(let signal):
        print("TERMINATED \(signal)")
        exit(128 + signal)
    }
    fflush(nil)
}
