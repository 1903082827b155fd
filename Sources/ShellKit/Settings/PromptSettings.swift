/// What the prompt looks like and offers.
package struct PromptSettings: Sendable, Equatable {
    /// The template of the first line; what it may hold stands at ``PromptTemplate``.
    package var first = PromptSettings.defaultFirst
    /// The template of the lines that go on; empty: blanks as wide as the first, and what is open.
    package var continuation = ""
    /// The template of what stands at the right end of the first line.
    package var right = PromptSettings.defaultRight
    /// The bell rings when a statement ends that took so long; nil for never.
    package var notifyAfter: Duration?
    /// How many entries the history keeps.
    package var historySize = 10_000

    /// User, host and database or dialect, as the shell has always shown them.
    package static let defaultFirst = "%n@%M %~> "

    /// How long the last statement took, where that was long.
    package static let defaultRight = "%T"

    /// The defaults.
    package init() {}
}
