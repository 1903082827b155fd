/// One page of a result: the blocks of one answer of the server, all with the columns of its ``ResultSet``.
public struct Page: Sendable {
    /// The decoded blocks, in row order.
    package var blocks: [TsBlock] = []

    package init() {}

    /// Number of rows in all blocks.
    ///
    /// A page may hold more rows than the fetch size.
    public var rowCount: Int { blocks.reduce(0) { $0 + $1.rowCount } }
}
