/// The cells of one column of a ``Tablet``: typed storage in row order, in the byte order of the machine.
///
/// One of the storages is in use: `bits` for BOOLEAN, `int32s` for INT32, DATE and the bits of FLOAT, `int64s` for
/// INT64, TIMESTAMP and the bits of DOUBLE, `bytes` with `ends` for the rest. A null keeps a zero, or an empty cell, in
/// its place.
package struct TabletColumn: Sendable {
    /// Name, type and category; the name is as it goes on the wire.
    package let schema: ColumnSchema
    /// BOOLEAN values, 0 or 1.
    package var bits: [UInt8] = []
    /// INT32 and DATE values, or the bits of FLOAT.
    package var int32s: [Int32] = []
    /// INT64 and TIMESTAMP values, or the bits of DOUBLE.
    package var int64s: [Int64] = []
    /// Binary cells, each as on the wire: big-endian 32-bit length, then the bytes.
    package var bytes: [UInt8] = []
    /// Where each binary cell ends in ``bytes``.
    package var ends: [Int] = []
    /// One bit a row, least significant first, 1 = null. Ends at the byte of the last null: rows behind it are not
    /// null.
    package var nulls: [UInt8] = []
    /// Number of null cells.
    package var nullCount = 0

    package init(_ schema: ColumnSchema) { self.schema = schema }

    /// Which storage is in use.
    package enum Layout {
        case bits
        case int32
        case int64
        case binary
    }

    /// The storage that the type uses.
    package var layout: Layout {
        switch schema.type {
        case .boolean: .bits
        case .int32, .date, .float: .int32
        case .int64, .timestamp, .double: .int64
        default: .binary
        }
    }

    /// Number of cells, nulls included.
    package var count: Int {
        switch layout {
        case .bits: bits.count
        case .int32: int32s.count
        case .int64: int64s.count
        case .binary: ends.count
        }
    }

    /// Whether a row is null.
    package func isNull(row: Int) -> Bool {
        let byte = row >> 3
        return byte < nulls.count && nulls[byte] & (1 << UInt8(row & 7)) != 0
    }

    /// Where a binary cell lies in ``bytes``, its length included.
    package func cell(row: Int) -> Range<Int> { (row == 0 ? 0 : ends[row - 1])..<ends[row] }

    /// Bytes that a row takes on the wire, without its null bit.
    package func wireSize(row: Int) -> Int {
        switch layout {
        case .bits: 1
        case .int32: 4
        case .int64: 8
        case .binary: cell(row: row).count
        }
    }

    /// Bytes that all rows take on the wire, without null bits.
    package var wireSize: Int {
        switch layout {
        case .bits: count
        case .int32: count * 4
        case .int64: count * 8
        case .binary: bytes.count
        }
    }

    /// Makes room for rows; texts are taken to be short.
    package mutating func reserve(_ rows: Int) {
        switch layout {
        case .bits: bits.reserveCapacity(rows)
        case .int32: int32s.reserveCapacity(rows)
        case .int64: int64s.reserveCapacity(rows)
        case .binary:
            ends.reserveCapacity(rows)
            bytes.reserveCapacity(rows * 16)
        }
    }

    /// Removes all cells and keeps the memory.
    package mutating func removeAll() {
        bits.removeAll(keepingCapacity: true)
        int32s.removeAll(keepingCapacity: true)
        int64s.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        nulls.removeAll(keepingCapacity: true)
        nullCount = 0
    }
}
