package import IoTDBWire

/// Writes one result in one format, page by page as the pages come.
package protocol ResultRenderer: Sendable {
    /// Starts a result; nothing need be written before the first page.
    mutating func begin(columns: [ResultColumn], to output: inout OutputBuffer) throws(OutputError)
    /// Writes the rows of a page.
    mutating func page(_ page: Page, to output: inout OutputBuffer) throws(OutputError)
    /// Ends a result; the caller flushes.
    mutating func end(_ summary: ResultSummary, to output: inout OutputBuffer) throws(OutputError)
}

/// What is known when a result has been read.
package struct ResultSummary: Sendable, Equatable {
    /// Number of rows in all pages.
    package var rowCount: Int

    package init(rowCount: Int) {
        self.rowCount = rowCount
    }
}
