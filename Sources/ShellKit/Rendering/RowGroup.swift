import IoTDBWire

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
            let step = min(RowBatch.rowLimit, max(1, byteLimit / bytesPerRow))
            return stride(from: 0, to: block.rowCount, by: step).lazy.map { start in
                RowGroup(block: block, rows: start..<min(start + step, block.rowCount))
            }
        }
    }
}
