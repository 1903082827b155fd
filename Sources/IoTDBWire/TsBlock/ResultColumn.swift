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
