package import IoTDBWire

/// One statement as it is sent, and where the user wrote it.
package struct Statement: Sendable, Equatable {
    /// The text from its first to its last token, without `;`; comments are blanks of the same length.
    package let text: String
    /// Where the first token stands.
    package let position: SourcePosition
    /// Whether `\gx` ended it: its result is printed a column a line.
    package let isExpanded: Bool

    /// A statement at a place.
    package init(text: String, position: SourcePosition, isExpanded: Bool = false) {
        self.text = text
        self.position = position
        self.isExpanded = isExpanded
    }

    /// The place in the user's text that the server calls `line L:C`.
    ///
    /// Lines count from 1 in both dialects; columns from 0 in the tree dialect and from 1 in the table dialect.
    package func position(serverLine: Int, serverColumn: Int, dialect: SQLDialect) -> SourcePosition {
        let line = max(serverLine, 1).subtractingReportingOverflow(1).partialValue
        let column = max(serverColumn, dialect == .tree ? 0 : 1) &- (dialect == .tree ? 0 : 1)
        let indent = line == 0 ? position.column : 1
        return SourcePosition(
            source: position.source,
            line: position.line &+ line,
            column: column.addingReportingOverflow(indent).partialValue
        )
    }
}
