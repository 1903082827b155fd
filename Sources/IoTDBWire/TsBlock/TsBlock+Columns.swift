extension TsBlock {
    /// Lends the cells of a column as they lie in memory, without a copy: the fastest way to read a result.
    ///
    /// ```swift
    /// for try await page in results.pages {
    ///     for block in page.blocks {
    ///         try block.withValues(of: results.columns[1], as: Double.self) { values, nulls in
    ///             for row in values.indices where !nulls[row] { sum += values[row] }
    ///         }
    ///     }
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - column: a column of the result that the page is of; traps when the block has no such column.
    ///   - type: type of the cells; see ``ColumnElement``.
    ///   - body: gets one element for each row, whose value means nothing where the row is null. The buffer is valid
    ///     only inside.
    /// - Throws: `IoTDBError` with ``IoTDBError/Code/typeMismatch`` when the column has another type, and what `body`
    ///   throws.
    public func withValues<Element: ColumnElement, Result>(
        of column: ResultColumn,
        as type: Element.Type = Element.self,
        _ body: (UnsafeBufferPointer<Element>, NullMask) throws -> Result
    ) throws -> Result {
        var stored = self.column(at: column.blockIndex)
        guard type.columnTypes.contains(column.type), stored.physicalType.elementType == type else {
            let name = column.type.name
            throw IoTDBError(.typeMismatch, "column \(column.name) is \(name) and has no cells of type \(type)")
        }
        guard stored.layout == .rows || rowCount * MemoryLayout<Element>.size <= maximumBlockGrowth else {
            throw IoTDBError(
                .frameTooLarge,
                "a block of \(rowCount) equal or mostly null cells of column \(column.name) is not laid out",
                requestState: .answered
            )
        }
        if stored.isPacked { stored = stored.window(0..<rowCount, in: bytes) }
        let nulls = NullMask(bits: stored.nullBits(rowCount))
        switch stored.physicalType {
        case .boolean: return try stored.bits.lend(stored.isRun, rowCount) { try body($0, nulls) }
        case .int32, .float: return try stored.int32s.lend(stored.isRun, rowCount) { try body($0, nulls) }
        case .int64, .double: return try stored.int64s.lend(stored.isRun, rowCount) { try body($0, nulls) }
        case .binary: preconditionFailure("no element type is stored as binary")
        }
    }

    /// The texts of a TEXT or STRING column, nil for nulls.
    ///
    /// - Parameter column: as for ``withValues(of:as:_:)``.
    /// - Throws: ``IoTDBError/Code/typeMismatch`` for a column of another type.
    public func texts(of column: ResultColumn) throws(IoTDBError) -> [String?] {
        guard column.type == .text || column.type == .string else {
            throw IoTDBError(.typeMismatch, "column \(column.name) is \(column.type.name) and has no texts")
        }
        return (0..<rowCount).map { value(row: $0, column: column).text }
    }
}

extension PhysicalType {
    /// The type that cells are lent as.
    fileprivate var elementType: (any ColumnElement.Type)? {
        switch self {
        case .boolean: Bool.self
        case .int32: Int32.self
        case .int64: Int64.self
        case .float: Float.self
        case .double: Double.self
        case .binary: nil
        }
    }
}

extension Column {
    /// The null bits of all rows, also of a run, which has one.
    fileprivate func nullBits(_ count: Int) -> [UInt8] {
        isRun && isNull(row: 0) ? Array(repeating: 0xff, count: (count + 7) / 8) : isRun ? [] : nulls
    }
}

extension Array where Element: FixedWidthInteger {
    /// Lends the elements as a type of the same size whose every bit pattern in use is valid; those of a run are
    /// repeated.
    fileprivate func lend<Lent, Result>(
        _ isRun: Bool,
        _ count: Int,
        _ body: (UnsafeBufferPointer<Lent>) throws -> Result
    ) rethrows -> Result {
        let rows = isRun ? self[0..<1].first.map { Array(repeating: $0, count: count) } ?? [] : self
        return try rows.withUnsafeBufferPointer { buffer in
            // A BOOLEAN is stored as 0 or 1, which are the two patterns of `Bool`.
            try buffer.withMemoryRebound(to: Lent.self) { try body($0) }
        }
    }
}
