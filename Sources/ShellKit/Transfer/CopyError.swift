/// Why a `\copy` or `\dump` cannot be carried out; one line for the user.
package struct CopyError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The reason.
    package let description: String

    package init(_ description: String) { self.description = description }
}
