/// What the prompt looks like and offers.
package struct PromptSettings: Sendable, Equatable {
    /// The template of the first line; what it may hold stands at ``PromptTemplate``.
    package var first = PromptSettings.defaultFirst
    /// The template of the lines that go on; empty: blanks as wide as the first, and what is open.
    package var continuation = ""
    /// Seconds after which the bell rings when a statement ends; nil for never.
    package var notifyAfter: Double?
    /// How many entries the history keeps.
    package var historySize = 10_000

    /// User, host and database or dialect, as the shell has always shown them.
    package static let defaultFirst = "%n@%M %~> "

    /// The defaults.
    package init() {}
}
