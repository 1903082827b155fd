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
