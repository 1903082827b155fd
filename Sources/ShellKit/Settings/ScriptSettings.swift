/// How scripts are run, and what is told of them.
package struct ScriptSettings: Sendable, Equatable {
    /// Which statements are printed before they run.
    package enum Echo: String, Sendable, CaseIterable {
        /// None.
        case none
        /// Each statement that is sent.
        case queries
        /// Those that failed.
        case errors
        /// Everything that is read.
        case all
    }

    /// Go on after a failed statement.
    package var keepsGoing = false
    /// No banner, notices and footers.
    package var isQuiet = false
    /// Report connection events on standard error.
    package var isVerbose = false
    /// Which statements are printed before they run.
    package var echo = Echo.none
    /// Whether the statements that `\` commands send are printed.
    package var echoesHidden = false
    /// How errors are written.
    package var errors = Console.Style.text
    /// The file that takes down statements and messages; nil for none.
    package var logFile: String?
    /// The file that results go to; nil for the standard output.
    package var outputFile: String?
    /// The file that remembers how far a script has come; nil for none.
    package var checkpointFile: String?
    /// Whether what the checkpoint says is done is left out.
    package var resumes = false
    /// Most statements a second; nil for no limit.
    package var throttle: Double?
    /// Whether statements that delete ask first at the prompt, and are refused in scripts.
    package var isSafe: Bool?
    /// Whether only statements that read are sent.
    package var isReadOnly = false
    /// Whether commands that touch files or start programs are refused.
    package var isSandboxed = false

    /// The defaults.
    package init() {}
}
