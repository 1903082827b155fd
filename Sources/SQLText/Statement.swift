/// One statement as it is sent, and where the user wrote it.
package struct Statement: Sendable, Equatable {
    /// The text from its first to its last token, without `;`; comments are blanks of the same length, line ends
    /// outside quotes are LF.
    package let text: String
    /// Where the first token stands.
    package let position: SourcePosition

    /// A statement at a place.
    package init(text: String, position: SourcePosition) {
        self.text = text
        self.position = position
    }
}
