/// The rows of a result as an asynchronous sequence, to be iterated once.
public struct RowSequence: AsyncSequence, Sendable {
    /// A row.
    public typealias Element = Row
    /// How a result fails.
    public typealias Failure = IoTDBError
    let results: ResultSet

    /// Starts reading at the page that comes next.
    public func makeAsyncIterator() -> Iterator {
        Iterator(results: results, columns: ColumnIndex(results.columns))
    }

    /// Reads row after row.
    ///
    /// Not to be shared between tasks.
    public struct Iterator: AsyncIteratorProtocol {
        private let results: ResultSet
        private let columns: ColumnIndex
        /// The page at hand, and its block that comes next.
        private var page = Page()
        private var nextBlock = 0
        private var isFirstPage = true
        /// Whether no row of the page was kept, so that its memory is free when it was read.
        private var isFree = false
        /// The block at hand.
        @usableFromInline var block: RowBlock?
        /// Its next row.
        @usableFromInline var index = 0
        /// Its number of rows.
        @usableFromInline var end = 0

        init(results: ResultSet, columns: ColumnIndex) {
            self.results = results
            self.columns = columns
        }

        /// The next row, or nil after the last.
        @inlinable
        public mutating func next() async throws(IoTDBError) -> Row? {
            try await next(isolation: nil)
        }

        /// The next row, or nil after the last.
        @inlinable
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(IoTDBError) -> Row? {
            while true {
                if let row = takeRow() { return row }
                guard try await advance(isolation: actor) else { return nil }
            }
        }

        /// The next row of the block at hand.
        @inlinable
        mutating func takeRow() -> Row? {
            guard index < end, let block else { return nil }
            index += 1
            return Row(block, index: index - 1)
        }

        /// Goes on to the next block; false at the end of the result.
        @usableFromInline
        mutating func advance(isolation actor: isolated (any Actor)?) async throws(IoTDBError) -> Bool {
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

        /// Lets go of the block that was read.
        private mutating func dropBlock() {
            if block != nil, !isKnownUniquelyReferenced(&block) { isFree = false }
            (block, index, end) = (nil, 0, 0)
        }

        private mutating func turnPage(
            isolation actor: isolated (any Actor)?
        ) async throws(IoTDBError) -> Page? {
            if isFree { results.recycle(page) }
            (page, nextBlock, isFree) = (Page(), 0, false)
            let next = try await results.nextPage()
            // Not while the first page is read, which is all that some readers want.
            if !isFirstPage { results.prefetch() }
            isFirstPage = false
            return next
        }
    }
}

@available(*, unavailable)
extension RowSequence.Iterator: Sendable {}

extension ResultSet {
    /// The rows that have not been read yet.
    ///
    /// From the second page on the next page is fetched while the rows of one are read.
    public var rows: RowSequence { RowSequence(results: self) }

    /// Decodes all rows that have not been read yet by the names of the columns, and closes the result; see ``RowDecoder``.
    ///
    /// - Throws: `IoTDBError`, also for a row that cannot be decoded.
    public func decode<Element: Decodable & Sendable>(_ type: Element.Type) async throws(IoTDBError) -> [Element] {
        let decoder = RowDecoder()
        var elements: [Element] = []
        do throws(IoTDBError) {
            var rows = self.rows.makeAsyncIterator()
            while let row = try await rows.next() { elements.append(try decoder.decode(type, from: row)) }
        } catch {
            await close()
            throw error
        }
        await close()
        return elements
    }
}
