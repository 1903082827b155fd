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

/// The line when Tab was pressed.
package struct CompletionRequest: Sendable, Equatable {
    /// The line up to the cursor.
    package var textBeforeCursor: String
    /// The rest of it: a FROM behind the cursor tells which columns may stand before it.
    package var textAfterCursor: String

    /// Creates a request.
    package init(textBeforeCursor: String, textAfterCursor: String = "") {
        self.textBeforeCursor = textBeforeCursor
        self.textAfterCursor = textAfterCursor
    }
}

/// What answers Tab.
package enum CompletionAnswer: Sendable {
    /// The candidates are known.
    case ready(CompletionResult)
    /// A server has to be asked. The editor waits a tenth of a second, then says that names are being fetched; they are
    /// shown when they come, unless the line is another one by then.
    case pending(@Sendable () async -> CompletionResult)
}

/// Answers Tab.
///
/// Runs on the editor's thread, must be quick.
package typealias CompletionResponder = @Sendable (CompletionRequest) -> CompletionAnswer
