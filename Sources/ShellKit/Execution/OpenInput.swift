import SQLText

/// An input that is being read: the prompt, a script, or a file that either includes.
struct OpenInput {
    /// Most inputs that may include each other.
    static let depthLimit = 16

    /// The folder that names count from in `\ir`; nil for the working folder.
    let folder: String?
    /// The name in messages; nil for the prompt or a text.
    let name: String?
    /// Cuts the lines into statements.
    var splitter: StatementSplitter
    /// The open conditions.
    var conditions = ConditionStack()

    init(name: String?, folder: String?, splitter: StatementSplitter) {
        self.name = name
        self.folder = folder
        self.splitter = splitter
    }
}

/// How an input ended.
struct ScriptOutcome {
    /// The status of its first failure.
    var status = ExitStatus.success
    /// Whether it was left by `\q`, and with which status.
    var quits = false
    /// Whether a failure ended it before its end.
    var isStopped = false
}
