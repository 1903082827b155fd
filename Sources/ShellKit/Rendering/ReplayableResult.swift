package import IoTDBWire

/// A result that was shown once, kept so that it can be shown again in another format without asking the server
/// (`\last`).
///
/// Keeps the decoded blocks of its first pages up to a limit of bytes. A page that was kept should not be given back to
/// its result set: its memory would have to be copied.
package struct ReplayableResult: Sendable {
    /// The columns of the result.
    package let columns: [ResultColumn]
    /// Unit of its timestamps.
    package let precision: TimestampPrecision
    /// Rows that were read.
    package private(set) var rowCount = 0
    /// Rows that are kept: all, or the first ones.
    package private(set) var keptRows = 0
    /// Bytes that the kept rows take.
    package private(set) var bytes = 0
    private var pages: [Page] = []
    private var wasReadToItsEnd = true
    private let limit: Int

    /// - Parameter limit: bytes to keep at most.
    package init(columns: [ResultColumn], precision: TimestampPrecision, limit: Int = 8 << 20) {
        self.columns = columns
        self.precision = precision
        self.limit = limit
    }

    /// Whether every row of the result is kept.
    package var isWhole: Bool { wasReadToItsEnd && keptRows == rowCount }

    /// The text of the first cell that is no time of the tree dialect; nil where there is none.
    package var firstCell: String? {
        guard let column = columns.first(where: { $0.blockIndex >= 0 }) ?? columns.first,
            let block = pages.first(where: { $0.rowCount > 0 })?.blocks.first(where: { $0.rowCount > 0 })
        else { return nil }
        return block.value(row: 0, column: column).description
    }

    /// A cell; nil for one that is not kept.
    func value(row: Int, column: Int) -> Value? {
        guard columns.indices.contains(column) else { return nil }
        var row = row
        for page in pages {
            guard row >= page.rowCount else {
                for block in page.blocks {
                    if row < block.rowCount { return block.value(row: row, column: columns[column]) }
                    row -= block.rowCount
                }
                return nil
            }
            row -= page.rowCount
        }
        return nil
    }

    /// What to tell where it is not; nil where it is whole.
    package var notice: String? {
        guard !isWhole else { return nil }
        return "only the first \(keptRows) rows of this result were kept; run the statement again to see all"
    }

    /// Takes a page, in order.
    ///
    /// - Returns: whether the page is kept.
    @discardableResult
    package mutating func append(_ page: Page) -> Bool {
        let isGapless = keptRows == rowCount
        rowCount += page.rowCount
        let size = page.blocks.reduce(0) { $0 + $1.size }
        guard isGapless, size <= limit - bytes else { return false }
        pages.append(page)
        keptRows += page.rowCount
        bytes += size
        return true
    }

    /// Notes that rows are missing: an error, an interrupt or a limit ended the result early.
    package mutating func endedEarly() { wasReadToItsEnd = false }

    /// Shows the rows that are kept.
    package func render(with renderer: any ResultRenderer, to output: inout OutputBuffer) throws(OutputError) {
        var renderer = renderer
        try renderer.begin(columns: columns, to: &output)
        for page in pages where renderer.wantsMore { try renderer.page(page, to: &output) }
        try renderer.end(ResultSummary(rowCount: keptRows, isWhole: isWhole), to: &output)
    }
}

extension TsBlock {
    /// Bytes of memory that the block takes, about.
    fileprivate var size: Int {
        columns.reduce(bytes.count + time.size + 256) { $0 + $1.size + 256 }
    }
}

extension Column {
    /// Bytes of memory that the cells take.
    fileprivate var size: Int {
        nulls.count + bits.count + int32s.count * 4 + int64s.count * 8 + ranges.count * 8
    }
}
