/// One block of result rows as the server sends it, columnar: a time column and value columns of equal row count.
///
/// ``withValues(of:as:_:)`` reads a column. Source of the layout: class `TsBlockSerde` of the TsFile library; see
/// <doc:WireFormat>.
public struct TsBlock: Sendable {
    /// Number of rows (the wire calls it position count).
    public package(set) var rowCount = 0
    /// The block's own time column, INT64.
    ///
    /// Meaningless in table-model blocks.
    package var time = Column()
    /// Value columns in wire order.
    package var columns: [Column] = []
    /// The bytes the block was decoded from; ``CellRange`` points into them.
    package var bytes: ArraySlice<UInt8> = []

    package init() {}

    /// The column at a block index, where −1 is the time column.
    package func column(at index: Int) -> Column { index < 0 ? time : columns[index] }
}

/// Heading of one result column.
public struct ResultColumn: Sendable, Hashable {
    /// Label as the server sends it; `Time` for the time column that a tree result has in front.
    ///
    /// Names may repeat.
    public let name: String
    /// Logical type of the cells.
    public let type: DataType
    /// Index of the column inside each TsBlock; −1 is the block's time column.
    package let blockIndex: Int

    package init(name: String, type: DataType, blockIndex: Int) {
        self.name = name
        self.type = type
        self.blockIndex = blockIndex
    }
}

extension TsBlock {
    /// Whether a column lies otherwise than by row or as a run, so that ``window(_:)`` has to come before reading
    /// storage by row.
    package var hasPackedColumns: Bool { columns.contains { $0.isPacked } || time.isPacked }

    /// A few rows as a block of their own, each column by row or as a run.
    package func window(_ rows: Range<Int>) -> TsBlock {
        var block = TsBlock()
        block.rowCount = rows.count
        block.bytes = bytes
        block.time = time.window(rows, in: bytes)
        block.columns = columns.map { $0.window(rows, in: bytes) }
        return block
    }
}

extension Column {
    /// Whether an element of the storage is neither that of one row nor of all.
    var isPacked: Bool { layout == .packed || layout == .dictionary }

    /// The column of some of the rows, by row; a run stays one.
    func window(_ rows: Range<Int>, in bytes: ArraySlice<UInt8>) -> Column {
        if layout == .run { return self }
        var column = Column()
        column.physicalType = physicalType
        column.prepare(rows.count)
        for row in rows { copy(row, to: row - rows.lowerBound, of: &column, rows.count, bytes) }
        return column
    }

    private func copy(_ row: Int, to target: Int, of column: inout Column, _ count: Int, _ bytes: ArraySlice<UInt8>) {
        guard !isNull(row: row) else {
            if column.nulls.isEmpty { column.nulls = Array(repeating: 0, count: (count + 7) / 8) }
            column.nulls[target >> 3] |= 0x80 >> UInt8(target & 7)
            return
        }
        let index = index(ofRow: row)
        switch physicalType {
        case .boolean: column.bits[target] = boolean(at: index) ? 1 : 0
        case .int32, .float: column.int32s[target] = int32s[index]
        case .int64, .double: column.int64s[target] = int64s[index]
        case .binary: column.ranges[target] = range(at: index, in: bytes)
        }
    }
}
