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
        let results: ResultSet
        let columns: ColumnIndex
        private var blocks: ArraySlice<SharedBlock> = []
        private var index = 0

        init(results: ResultSet, columns: ColumnIndex) {
            self.results = results
            self.columns = columns
        }

        /// The next row, or nil after the last.
        public mutating func next() async throws(IoTDBError) -> Row? {
            while true {
                if let row = takeRow() { return row }
                guard let page = try await results.nextPage() else { return nil }
                blocks = page.blocks.map(SharedBlock.init)[...]
            }
        }

        /// The next row, or nil after the last.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(IoTDBError) -> Row? {
            while true {
                if let row = takeRow() { return row }
                guard let page = try await results.nextPage() else { return nil }
                blocks = page.blocks.map(SharedBlock.init)[...]
            }
        }

        /// The next row of the page at hand.
        private mutating func takeRow() -> Row? {
            while let shared = blocks.first {
                if index < shared.block.rowCount {
                    index += 1
                    return Row(shared, index: index - 1, columns: columns)
                }
                blocks.removeFirst()
                index = 0
            }
            return nil
        }
    }
}

@available(*, unavailable)
extension RowSequence.Iterator: Sendable {}

extension ResultSet {
    /// The rows that have not been read yet.
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
