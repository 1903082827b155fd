/// A block behind one reference, for the rows that lie in it.
///
/// A copy of a block counts the references of all its arrays, and a row is copied often: it holds this instead.
@usableFromInline
final class RowBlock: Sendable {
    /// The columns of the result.
    let columns: ColumnIndex
    /// The column of the block for each column of the result.
    private let cells: [Column]
    /// What texts lie in.
    private let bytes: ArraySlice<UInt8>
    /// Number of columns of the result.
    @usableFromInline let columnCount: Int
    /// Number of rows of the block.
    @usableFromInline let rowCount: Int

    init(_ block: TsBlock, _ columns: ColumnIndex) {
        self.columns = columns
        cells = columns.columns.map { block.column(at: $0.blockIndex) }
        bytes = block.bytes
        columnCount = cells.count
        rowCount = block.rowCount
    }

    /// One cell as a value.
    func value(row: Int, position: Int) -> Value {
        cells[position].value(row: row, type: columns.columns[position].type, bytes: bytes)
    }

    /// Whether a cell is null.
    @usableFromInline
    func isNull(row: Int, position: Int) -> Bool { cells[position].isNull(row: row) }

    /// The number of a column that stores 64-bit integers; nil for a null and for other columns.
    @inline(__always)
    func storedInt64(row: Int, position: Int) -> Int64? {
        cells[position].physicalType == .int64 ? cells[position].int64(row: row) : nil
    }

    /// The number of a DOUBLE; nil for a null and for other columns.
    @inline(__always)
    func storedDouble(row: Int, position: Int) -> Double? {
        guard cells[position].physicalType == .double, let bits = cells[position].int64(row: row) else { return nil }
        return Double(bitPattern: UInt64(bitPattern: bits))
    }

    /// The number of a column that stores 32-bit integers; nil for a null and for other columns.
    @inline(__always)
    func storedInt32(row: Int, position: Int) -> Int32? {
        cells[position].physicalType == .int32 ? cells[position].int32(row: row) : nil
    }

    /// The number of a FLOAT; nil for a null and for other columns.
    @inline(__always)
    func storedFloat(row: Int, position: Int) -> Float? {
        guard cells[position].physicalType == .float, let bits = cells[position].int32(row: row) else { return nil }
        return Float(bitPattern: UInt32(bitPattern: bits))
    }

    /// The truth value of a BOOLEAN; nil for a null and for other columns.
    @inline(__always)
    func storedBoolean(row: Int, position: Int) -> Bool? {
        guard cells[position].physicalType == .boolean, !cells[position].isNull(row: row) else { return nil }
        return cells[position].boolean(at: cells[position].index(ofRow: row))
    }
}

extension Column {
    /// What is stored of a row in 64 bits; nil for a null.
    @inline(__always)
    fileprivate func int64(row: Int) -> Int64? { isNull(row: row) ? nil : int64s[index(ofRow: row)] }

    /// What is stored of a row in 32 bits; nil for a null.
    @inline(__always)
    fileprivate func int32(row: Int) -> Int32? { isNull(row: row) ? nil : int32s[index(ofRow: row)] }
}
