import IoTDBWire

/// The text of some rows of a result: one batch for each column, from which a renderer takes row after row.
struct RowBatches: Sendable {
    private let headings: [ResultColumn]
    private var formatter: ValueFormatter
    /// One batch for each result column; every batch holds the same rows.
    private(set) var columns: [CellBatch]

    init(_ headings: [ResultColumn], _ formatter: ValueFormatter) {
        self.headings = headings
        self.formatter = formatter
        columns = headings.map { _ in CellBatch() }
    }

    /// Replaces the rows by those of a group and returns how many they are.
    mutating func load(_ group: RowGroup) -> Int {
        for index in headings.indices {
            columns[index].removeAll()
            formatter.format(headings[index], of: group.block, rows: group.rows, into: &columns[index])
        }
        return group.rows.count
    }
}

/// Rows of one block that are formatted together.
struct RowGroup: Sendable {
    let block: TsBlock
    let rows: Range<Int>

    /// Bytes of a block that a group takes at most, so that long cells do not pile up.
    private static let byteLimit = 128 * 1024

    /// The rows of a page in groups, in order.
    static func groups(of page: Page) -> some Sequence<RowGroup> {
        page.blocks.lazy.flatMap { block in
            let bytesPerRow = block.bytes.count / max(1, block.rowCount) + 1
            let step = min(CellBatch.rowLimit, max(1, byteLimit / bytesPerRow))
            return stride(from: 0, to: block.rowCount, by: step).lazy.map { start in
                RowGroup(block: block, rows: start..<min(start + step, block.rowCount))
            }
        }
    }
}
