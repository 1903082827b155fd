/// What the shell is started with: settings, what to run, and what only counts at the start.
package struct StartUp: Sendable {
    /// Something to run instead of reading the standard input.
    package enum Input: Sendable, Equatable {
        /// `-e SQL`: one or more statements.
        case text(String)
        /// `-f FILE`; `-` is the standard input.
        case file(String)
    }

    /// A variable of `-v`.
    package struct Variable: Sendable, Equatable {
        /// Its name.
        package let name: String
        /// Its value.
        package let value: String
    }

    /// Everything that can be set.
    package var settings = Settings()
    /// What to run, in order; empty to read the standard input.
    package var inputs: [Input] = []
    /// The variables of `-v`, in order.
    package var variables: [Variable] = []
    /// Whether the configuration file and the start-up script are read.
    package var readsFiles = true
    /// The profile to start with, if one was named.
    package var profile: String?
    /// The variables of the environment, for what is read after the start: a profile, its password.
    package var environment: [String: String] = [:]
    /// Whether the server is only asked whether it serves.
    package var pings = false

    /// The defaults.
    package init() {}
}
