/// The rows of a result, each decoded as it is read.
public struct DecodedRows<Element: Sendable>: AsyncSequence, Sendable {
    /// How a result fails.
    public typealias Failure = IoTDBError
    @usableFromInline let rows: RowSequence
    @usableFromInline let makeDecode: @Sendable () -> (Row) throws(IoTDBError) -> Element

    /// - Parameter makeDecode: makes what decodes the rows of one iterator, and may remember something for the next
    ///   row.
    @inlinable
    init(_ rows: RowSequence, _ makeDecode: @escaping @Sendable () -> (Row) throws(IoTDBError) -> Element) {
        self.rows = rows
        self.makeDecode = makeDecode
    }

    /// Starts reading at the row that comes next.
    @inlinable
    public func makeAsyncIterator() -> Iterator { Iterator(rows.makeAsyncIterator(), makeDecode()) }

    /// Reads and decodes row after row.
    ///
    /// Not to be shared between tasks.
    public struct Iterator: AsyncIteratorProtocol {
        @usableFromInline var rows: RowSequence.Iterator
        @usableFromInline let decode: (Row) throws(IoTDBError) -> Element

        @inlinable
        init(_ rows: RowSequence.Iterator, _ decode: @escaping (Row) throws(IoTDBError) -> Element) {
            (self.rows, self.decode) = (rows, decode)
        }

        /// The next element, or nil after the last row.
        @inlinable
        public mutating func next() async throws(IoTDBError) -> Element? { try await next(isolation: nil) }

        /// The next element, or nil after the last row.
        @inlinable
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(IoTDBError) -> Element? {
            guard let row = try await rows.next(isolation: actor) else { return nil }
            return try decode(row)
        }
    }
}

@available(*, unavailable)
extension DecodedRows.Iterator: Sendable {}

extension RowSequence {
    /// The rows as values of a type, by the names of the columns; see ``RowDecoder``.
    public func decode<Element: Decodable & Sendable>(
        _ type: Element.Type,
        missingColumns: RowDecoder.MissingColumns = .throwing
    ) -> DecodedRows<Element> {
        DecodedRows(self) {
            let decoding = RowDecoding(missingColumns)
            return { row throws(IoTDBError) in try decoding.decode(type, row) }
        }
    }

    /// The rows as tuples, by the order of the columns: `results.rows.decode((Int64, Double?).self)`.
    ///
    /// Columns beyond the tuple are left out.
    @_disfavoredOverload
    @inlinable
    public func decode<each Column: ValueConvertible & Sendable>(
        _ type: (repeat each Column).Type
    ) -> DecodedRows<(repeat each Column)> {
        DecodedRows(self) { { row throws(IoTDBError) in try row.decode(type) } }
    }
}

extension Row {
    /// The row as a value of a type, by the names of the columns; see ``RowDecoder``.
    /// - Throws: `IoTDBError`, as ``RowDecoder/decode(_:from:)``.
    public func decode<Element: Decodable>(
        _ type: Element.Type = Element.self,
        missingColumns: RowDecoder.MissingColumns = .throwing
    ) throws(IoTDBError) -> Element {
        try RowDecoder(missingColumns: missingColumns).decode(type, from: self)
    }

    /// The first cells as a tuple: `let (time, value) = try row.decode((Int64, Double?).self)`.
    /// - Throws: `IoTDBError`, as ``get(_:at:)``.
    @_disfavoredOverload
    @inlinable
    public func decode<each Column: ValueConvertible>(
        _ type: (repeat each Column).Type = (repeat each Column).self
    ) throws(IoTDBError) -> (repeat each Column) {
        var position = -1
        return (repeat try (each Column).cell(of: self, after: &position))
    }
}

extension ResultSet {
    /// Reads all rows that have not been read yet, and closes the result.
    ///
    /// - Throws: `IoTDBError`: a result that ends too early gives no rows.
    public func collect() async throws(IoTDBError) -> [Row] {
        try await closing { () throws(IoTDBError) in try await Self.elements(of: self.rows.makeAsyncIterator()) }
    }

    /// Decodes all rows that have not been read yet by the names of the columns, and closes the result; see
    /// ``RowDecoder``.
    ///
    /// - Throws: `IoTDBError`, also for a row that cannot be decoded.
    public func decode<Element: Decodable & Sendable>(
        _ type: Element.Type,
        missingColumns: RowDecoder.MissingColumns = .throwing
    ) async throws(IoTDBError) -> [Element] {
        try await closing { () throws(IoTDBError) in
            let decoding = RowDecoding(missingColumns)
            var elements: [Element] = []
            var rows = self.rows.makeAsyncIterator()
            while let row = try await rows.next() { elements.append(try decoding.decode(type, row)) }
            return elements
        }
    }

    /// Decodes all rows that have not been read yet as tuples, by the order of the columns, and closes the result.
    @_disfavoredOverload
    @inlinable
    public func decode<each Column: ValueConvertible & Sendable>(
        _ type: (repeat each Column).Type
    ) async throws(IoTDBError) -> [(repeat each Column)] {
        try await closing { () throws(IoTDBError) in
            var elements: [(repeat each Column)] = []
            var rows = self.rows.makeAsyncIterator()
            while let row = try await rows.next() { elements.append(try row.decode(type)) }
            return elements
        }
    }

    /// The next row, or nil where there is none; closes the result.
    public func first() async throws(IoTDBError) -> Row? {
        try await closing { () throws(IoTDBError) in
            var rows = self.rows.makeAsyncIterator()
            return try await rows.next()
        }
    }

    private static func elements(of iterator: RowSequence.Iterator) async throws(IoTDBError) -> [Row] {
        var (rows, elements): (RowSequence.Iterator, [Row]) = (iterator, [])
        while let row = try await rows.next() { elements.append(row) }
        return elements
    }

    /// Runs a closure and closes the result however it ends.
    @usableFromInline
    func closing<Success>(
        _ body: () async throws(IoTDBError) -> Success
    ) async throws(IoTDBError) -> Success {
        let value: Success
        do throws(IoTDBError) {
            value = try await body()
        } catch {
            await close()
            throw error
        }
        await close()
        return value
    }
}
