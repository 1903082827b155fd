/// The rows of a result that have not been read yet, as an asynchronous sequence.
///
/// Who leaves a loop early and iterates again goes on at the next row.
public struct RowSequence: AsyncSequence, Sendable {
    /// A row.
    public typealias Element = Row
    /// How a result fails.
    public typealias Failure = IoTDBError
    let results: ResultSet

    /// Starts reading at the row that comes next.
    public func makeAsyncIterator() -> Iterator { Iterator(reader: RowReader(results)) }

    /// Reads row after row.
    ///
    /// Not to be shared between tasks. While it lives, other readers of the result fail.
    public struct Iterator: AsyncIteratorProtocol {
        @usableFromInline let reader: RowReader

        /// The next row, or nil after the last.
        @inlinable
        public mutating func next() async throws(IoTDBError) -> Row? {
            try await next(isolation: nil)
        }

        /// The next row, or nil after the last.
        @inlinable
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(IoTDBError) -> Row? {
            while true {
                if let row = reader.takeRow() { return row }
                guard try await reader.advance(isolation: actor) else { return nil }
            }
        }
    }
}

@available(*, unavailable)
extension RowSequence.Iterator: Sendable {}

/// A page that is read row by row, and how far.
struct PartialPage: Sendable {
    /// The page; the block at hand is the one before `nextBlock`.
    var page = Page()
    var nextBlock = 0
    /// The block at hand, its next row and its number of rows.
    var block: RowBlock?
    var index = 0
    var end = 0
}

/// Takes rows out of pages, one after the other, and gives back to the result what it leaves unread.
///
/// Used by one iterator only, which cannot be sent to another task: nothing here is locked.
@usableFromInline
final class RowReader {
    private let results: ResultSet
    private let columns: ColumnIndex
    private var page = Page()
    private var nextBlock = 0
    private var isFirstPage = true
    /// Whether the result lets nobody else read meanwhile.
    private var isReading = false
    /// Whether no row of the page was kept, so that its memory is free when it was read.
    private var isFree = false
    // Read and written for each row, by one task that never reads and writes at once.
    @exclusivity(unchecked) @usableFromInline var block: RowBlock?
    @exclusivity(unchecked) @usableFromInline var index = 0
    @exclusivity(unchecked) @usableFromInline var end = 0

    init(_ results: ResultSet) {
        self.results = results
        columns = results.columnIndex
    }

    deinit {
        guard isReading else { return }
        results.readingEnded(PartialPage(page: page, nextBlock: nextBlock, block: block, index: index, end: end))
    }

    /// The next row of the block at hand.
    @inlinable
    func takeRow() -> Row? {
        guard index < end, let block else { return nil }
        index += 1
        return Row(block, index: index - 1)
    }

    /// Goes on to the next block; false at the end of the result.
    @usableFromInline
    func advance(isolation actor: isolated (any Actor)?) async throws(IoTDBError) -> Bool {
        if !isReading {
            try take(results.readingBegan())
            if index < end { return true }
        }
        dropBlock()
        while nextBlock == page.blocks.count {
            guard let next = try await turnPage(isolation: actor) else { return false }
            (page, nextBlock, isFree) = (next, 0, true)
        }
        let shared = RowBlock(page.blocks[nextBlock], columns)
        nextBlock += 1
        (block, index, end) = (shared, 0, shared.rowCount)
        return true
    }

    /// Goes on where an earlier iterator stopped.
    private func take(_ rest: PartialPage) {
        isReading = true
        (page, nextBlock, isFree) = (rest.page, rest.nextBlock, false)
        (block, index, end) = (rest.block, rest.index, rest.end)
    }

    /// Lets go of the block that was read.
    private func dropBlock() {
        if block != nil, !isKnownUniquelyReferenced(&block) { isFree = false }
        (block, index, end) = (nil, 0, 0)
    }

    private func turnPage(isolation actor: isolated (any Actor)?) async throws(IoTDBError) -> Page? {
        if isFree { results.recycle(page) }
        (page, nextBlock, isFree) = (Page(), 0, false)
        let next = try await results.nextPage(forRows: true)
        // Not while the first page is read, which is all that some readers want.
        if !isFirstPage { results.prefetch() }
        isFirstPage = false
        return next
    }
}

extension ResultSet {
    /// The rows that have not been read yet.
    ///
    /// From the second page on the next page is fetched while the rows of one are read.
    public var rows: RowSequence { RowSequence(results: self) }
}
