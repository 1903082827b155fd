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
