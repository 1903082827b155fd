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

extension TsBlock {
    /// One cell.
    ///
    /// The logical type of the column decides; where the block stores another physical type, the stored one does.
    ///
    /// - Parameters:
    ///   - row: From 0 to below ``rowCount``.
    ///   - column: A column of the result; its block index was checked when the page was decoded.
    package func value(row: Int, column: ResultColumn) -> Value {
        // Asked where it lies: a copy of a column counts references of all its arrays.
        column.blockIndex < 0
            ? time.value(row: row, type: column.type, bytes: bytes)
            : columns[column.blockIndex].value(row: row, type: column.type, bytes: bytes)
    }
}

extension Column {
    /// One cell; binary ones lie in the bytes of the block.
    func value(row: Int, type: DataType, bytes: ArraySlice<UInt8>) -> Value {
        if isNull(row: row) { return .null }
        let index = index(ofRow: row)
        switch physicalType {
        case .boolean: return .boolean(boolean(at: index))
        case .int32: return type == .date ? .date(int32s[index]) : .int32(int32s[index])
        case .int64: return type == .timestamp ? .timestamp(int64s[index]) : .int64(int64s[index])
        case .float: return .float(Float(bitPattern: UInt32(bitPattern: int32s[index])))
        case .double: return .double(Double(bitPattern: UInt64(bitPattern: int64s[index])))
        case .binary: return Self.binaryValue(bytes.cell(range(at: index, in: bytes)), type: type)
        }
    }

    private static func binaryValue(_ cell: ArraySlice<UInt8>, type: DataType) -> Value {
        switch type {
        case .text: return .text(String(decoding: cell, as: UTF8.self))
        case .string: return .string(String(decoding: cell, as: UTF8.self))
        case .object: return .object([UInt8](cell))
        default: return .blob([UInt8](cell))
        }
    }
}

extension ArraySlice<UInt8> {
    /// The bytes of a cell of the block whose bytes these are.
    fileprivate func cell(_ range: CellRange) -> ArraySlice<UInt8> {
        let start = startIndex + Int(range.start)
        return self[start..<start + Int(range.count)]
    }
}
