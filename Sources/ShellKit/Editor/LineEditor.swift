/// What one call of `LineEditor.readLine(prompt:)` ended with.
package enum LineEditorEvent: Sendable, Equatable {
    /// A line, without its line end; a paste or a recalled entry may hold `\n` inside.
    case line(String)
    /// Ctrl-C: what had been typed is gone.
    case interrupted
    /// Ctrl-D on an empty line, or the input is at its end.
    case endOfInput
    /// SIGTERM, SIGHUP or SIGQUIT arrived; the terminal is restored, the owner should leave with 128 + the number.
    case terminated(signal: Int32)
}

/// What may stand at the cursor.
package struct CompletionResult: Sendable, Equatable {
    /// Unicode scalars before the cursor that a candidate replaces.
    package var replaceCount: Int
    /// Whole replacements, in the order in which they are listed.
    package var candidates: [String]
    /// Inserted after a single candidate; a blank unless the candidate is only a step (a path ending in a dot).
    package var suffix: String

    /// Creates a result; no candidates means that Tab beeps.
    package init(replaceCount: Int, candidates: [String], suffix: String = " ") {
        self.replaceCount = replaceCount
        self.candidates = candidates
        self.suffix = suffix
    }
}

/// Answers Tab from the text before the cursor.
///
/// Runs on the editor's thread, must be quick.
package typealias CompletionProvider = @Sendable (_ textBeforeCursor: String) -> CompletionResult

/// Where the shell's lines come from: libedit, a pipe, or a test's script.
///
/// Only one `readLine` may be under way at a time; the other calls may come from any thread at any time.
package protocol LineEditor: AnyObject, Sendable {
    /// Reads one line. The prompt may hold SGR escapes; rows before its last one are printed once.
    func readLine(prompt: String) async throws(LineEditorError) -> LineEditorEvent
    /// Replaces what answers Tab.
    func setCompletionProvider(_ provider: @escaping CompletionProvider)
    /// Makes an entry reachable with the arrow keys and Ctrl-R; several rows are one entry.
    func addHistory(_ entry: String)
    /// Shows a message above the line that is being edited, or at once when none is.
    func printMessage(_ message: String)
}

/// Why no line could be read.
package struct LineEditorError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What happened, ready to be shown.
    package let description: String

    /// Creates an error from its text.
    package init(_ description: String) {
        self.description = description
    }
}
