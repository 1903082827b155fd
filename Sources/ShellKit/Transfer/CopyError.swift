/// Why a `\copy` or `\dump` cannot be carried out; one line for the user.
package struct CopyError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The reason.
    package let description: String

    /// Whether the rows of the file are at fault, and not the command or the file.
    package let isOfRows: Bool

    package init(_ description: String, isOfRows: Bool = false) {
        self.description = description
        self.isOfRows = isOfRows
    }
}
