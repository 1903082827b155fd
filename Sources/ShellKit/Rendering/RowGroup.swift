import IoTDBWire

/// Rows of one block that are formatted together.
struct RowGroup: Sendable {
    let block: TsBlock
    let rows: Range<Int>

    /// Bytes of text that a group takes at most, so that long cells do not pile up; a longer row is a group of its own.
    fileprivate static let byteLimit = 128 * 1024

    /// The rows of a page in groups, in order.
    static func groups(of page: Page) -> some Sequence<RowGroup> {
        page.blocks.lazy.flatMap { RowGroups(block: $0) }
    }
}

/// Divides a block by what its cells take, not by its size: many rows may share the bytes of one long cell.
private struct RowGroups: Sequence, IteratorProtocol {
    private let block: TsBlock
    /// The columns of long cells that are not one value for all rows.
    private let texts: [Column]
    /// Whether columns have to be laid out by row before they are read: they are for the rows of a group only.
    private let isPacked: Bool
    private var position = 0

    init(block: TsBlock) {
        self.block = block
        isPacked = block.hasPackedColumns
        texts = block.columns.filter { $0.physicalType == .binary && !$0.isRun }
    }

    mutating func next() -> RowGroup? {
        guard position < block.rowCount else { return nil }
        let start = position
        let last = Swift.min(start + RowAssembler.rowLimit, block.rowCount)
        if isPacked { return groupOfWindow(start..<last) }
        position = texts.isEmpty ? last : end(from: start, to: last)
        return RowGroup(block: block, rows: start..<position)
    }

    private mutating func groupOfWindow(_ rows: Range<Int>) -> RowGroup? {
        var window = RowGroups(block: block.window(rows))
        let group = window.next()
        position += group?.rows.count ?? rows.count
        return group
    }

    private func end(from start: Int, to last: Int) -> Int {
        var bytes = 0
        for row in start..<last {
            for column in texts { bytes += Int(column.ranges[row].count) }
            if bytes > RowGroup.byteLimit, row > start { return row }
        }
        return last
    }
}
