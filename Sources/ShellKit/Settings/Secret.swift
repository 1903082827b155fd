/// A password; it prints as `***`.
package struct Secret: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The password itself, for the login call only.
    package let value: String

    /// Keeps a password from being printed.
    package init(_ value: String) {
        self.value = value
    }

    /// Always `***`.
    package var description: String { "***" }
    /// Always `***`.
    package var debugDescription: String { "***" }
    /// Shows no children, so that `dump` prints nothing either.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
