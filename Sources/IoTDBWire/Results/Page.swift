/// One page of a result: the blocks of one answer of the server, all with the columns of its ``ResultSet``.
public struct Page: Sendable {
    /// The decoded blocks, in row order; see ``TsBlock/withValues(of:as:_:)`` for their columns.
    public package(set) var blocks: [TsBlock] = []
    /// The bytes of the whole answer, which text cells point into; used again for a later page.
    var frame: [UInt8] = []

    package init() {}

    /// Number of rows in all blocks.
    ///
    /// A page may hold more rows than the fetch size, and none.
    public var rowCount: Int { blocks.reduce(0) { $0 + $1.rowCount } }

    /// Bytes that the cells take when they are laid out in memory; larger than on the wire where most cells are null.
    var expandedSize: Int {
        blocks.reduce(0) { size, block in
            size + block.columns.reduce(0) { $1.layout == .rows ? $0 + $1.physicalType.width * block.rowCount : $0 }
        }
    }

    /// Reads blocks into this page, whose storage is used again.
    ///
    /// - Parameter memory: bytes that the whole answer may still take, those of the blocks on the wire included; nil
    ///   for blocks that came otherwise.
    mutating func decode(
        _ wire: [ArraySlice<UInt8>],
        columnCount: Int,
        memory: Int? = nil
    ) throws(ThriftDecodingError) {
        // The columns of a result are few or worth their memory, so that one block's are never refused.
        let besides = (columnCount + 1) * Column.ownSize
        let left = memory.map { $0 - wire.reduce(0) { $0 + $1.count } } ?? DecodingAllowance.basis
        var allowance = DecodingAllowance(left + besides)
        blocks.reserveCapacity(wire.count)
        if blocks.count > wire.count { blocks.removeLast(blocks.count - wire.count) }
        for index in wire.indices {
            // One by one: a block without rows takes more memory than bytes, and is refused where there are many.
            if index == blocks.count { blocks.append(TsBlock()) }
            try blocks[index].decode(wire[index], &allowance)
            let found = blocks[index].columns.count
            guard found >= columnCount else {
                throw ThriftDecodingError("block \(index) has \(found) columns instead of \(columnCount)", at: 0)
            }
        }
    }

    /// Lets go of the answer's bytes and hands their storage out.
    mutating func takeFrame() -> [UInt8] {
        for index in blocks.indices { blocks[index].bytes = [] }
        let taken = frame
        frame = []
        return taken
    }
}

/// The pages of a result as an asynchronous sequence, to be iterated once.
public struct PageSequence: AsyncSequence, Sendable {
    /// A page of rows.
    public typealias Element = Page
    /// How a result fails.
    public typealias Failure = IoTDBError
    let results: ResultSet

    /// Starts reading at the page that comes next.
    public func makeAsyncIterator() -> Iterator { Iterator(results: results) }

    /// Reads page after page.
    ///
    /// Not to be shared between tasks.
    public struct Iterator: AsyncIteratorProtocol {
        let results: ResultSet

        /// The next page, or nil after the last.
        public mutating func next() async throws(IoTDBError) -> Page? { try await results.nextPage() }

        /// The next page, or nil after the last.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(IoTDBError) -> Page? {
            try await results.nextPage()
        }
    }
}

@available(*, unavailable)
extension PageSequence.Iterator: Sendable {}

extension ResultSet {
    /// The pages that have not been read yet.
    public var pages: PageSequence { PageSequence(results: self) }
}
