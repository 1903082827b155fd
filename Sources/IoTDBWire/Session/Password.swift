/// A password whose descriptions are masked.
public struct Password: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible,
    CustomDebugStringConvertible,
    CustomReflectable
{
    package let text: String

    /// Takes the password in clear text.
    public init(_ text: String) { self.text = text }

    /// Takes the password in clear text.
    public init(stringLiteral value: String) { text = value }

    /// Always `***`.
    public var description: String { "***" }

    /// Always `***`.
    public var debugDescription: String { "***" }

    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
