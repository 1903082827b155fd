package import IoTDBWire

/// Writes one result in one format, page by page as the pages come.
package protocol ResultRenderer: Sendable {
    /// Starts a result; nothing need be written before the first page.
    mutating func begin(columns: [ResultColumn], to output: inout OutputBuffer) throws(OutputError)
    /// Writes the rows of a page.
    mutating func page(_ page: Page, to output: inout OutputBuffer) throws(OutputError)
    /// Ends a result; the caller flushes.
    mutating func end(_ summary: ResultSummary, to output: inout OutputBuffer) throws(OutputError)
    /// Whether further pages would be shown; false when the limit of rows is reached, so that the caller may stop
    /// reading.
    var wantsMore: Bool { get }
}

extension ResultRenderer {
    /// Formats without a limit take every page.
    package var wantsMore: Bool { true }
}

/// What is known when a result has been read.
package struct ResultSummary: Sendable, Equatable {
    /// Number of rows in all pages that were read.
    package var rowCount: Int
    /// Whether the result was read to its end.
    package var isWhole = true

    package init(rowCount: Int, isWhole: Bool = true) {
        self.rowCount = rowCount
        self.isWhole = isWhole
    }
}
