/// One column of a ``TsBlock``: typed storage of all rows, or of a single value that is valid for every row (a run).
///
/// Exactly one of the storages is in use, chosen by ``physicalType``: `bits` for BOOLEAN, `int32s` for INT32 and the bits of FLOAT,
/// `int64s` for INT64 and the bits of DOUBLE, `ranges` for binary cells. A null row keeps a zero in its place.
/// Storage is kept when a block is decoded again, so that a stream of pages allocates nothing.
package struct Column: Sendable {
    /// Storage in use.
    package var physicalType: PhysicalType = .int64
    /// True when the single stored value, at index 0, is valid for every row (RLE on the wire).
    package var isRun = false
    /// Null indicators, most significant bit first, 1 = null; empty when no row is null.
    ///
    /// A run has one bit.
    package var nulls: [UInt8] = []
    /// BOOLEAN values, one byte a row, 0 or 1.
    package var bits: [UInt8] = []
    /// INT32 values, or the IEEE 754 bits of FLOAT.
    package var int32s: [Int32] = []
    /// INT64 values, or the IEEE 754 bits of DOUBLE.
    package var int64s: [Int64] = []
    /// Where each binary cell lies in the block's bytes.
    package var ranges: [CellRange] = []

    package init() {}

    /// Place of a row's value in the storage.
    @inline(__always)
    package func index(ofRow row: Int) -> Int { isRun ? 0 : row }

    /// Whether a row is null.
    @inline(__always)
    package func isNull(row: Int) -> Bool {
        if nulls.isEmpty { return false }
        let index = index(ofRow: row)
        return nulls[index >> 3] & (0x80 >> UInt8(index & 7)) != 0
    }
}

/// Place of a binary cell: offset and length in ``TsBlock/bytes``.
///
/// A frame is below 2 GiB, so 32 bits are enough.
package struct CellRange: Sendable, Equatable {
    package var start: Int32
    package var count: Int32

    package init(start: Int32, count: Int32) {
        self.start = start
        self.count = count
    }
}
