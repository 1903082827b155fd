/// One column of a ``TsBlock``: typed storage of its rows.
///
/// Exactly one of the storages is in use, chosen by
/// ``physicalType``: `bits` for BOOLEAN, `int32s` for INT32 and the bits of FLOAT, `int64s` for INT64 and the bits of DOUBLE, `ranges`
/// for binary cells. In the layout of rows a null row keeps a zero in its place. Storage is kept when a block is
/// decoded again, so that a stream of pages allocates nothing.
package struct Column: Sendable {
    /// How rows lie in the storage.
    package enum Layout: UInt8, Sendable {
        /// An element for each row: the fastest to read, and what nearly every column has.
        case rows
        /// One element that is valid for every row (RLE on the wire); also all nulls.
        case run
        /// An element for each row that is not null, as on the wire, and of BOOLEAN a bit for each row: columns that
        /// would take far more memory than they came in.
        case packed
        /// An element for each entry of a dictionary, and the number of its entry for each row.
        case dictionary
    }

    /// Storage in use.
    package var physicalType: PhysicalType = .int64
    /// How rows lie in it.
    package internal(set) var layout = Layout.rows
    /// True when the single stored value, at index 0, is valid for every row.
    package var isRun: Bool {
        get { layout == .run }
        set { layout = newValue ? .run : .rows }
    }
    /// Null indicators, most significant bit first, 1 = null; empty when no row is null.
    ///
    /// A run has one bit, a dictionary one for each entry.
    package var nulls: [UInt8] = []
    /// BOOLEAN values, one byte a row, 0 or 1; packed, one bit a row.
    package var bits: [UInt8] = []
    /// INT32 values, or the IEEE 754 bits of FLOAT.
    package var int32s: [Int32] = []
    /// INT64 values, or the IEEE 754 bits of DOUBLE.
    package var int64s: [Int64] = []
    /// Where each binary cell lies in the block's bytes; see ``range(at:in:)``.
    package var ranges: [CellRange] = []
    /// The entry of each row of a dictionary; of a packed column the number of values before each 512th row.
    var numbers: [Int32] = []
    /// Where every 16th cell of a packed binary column lies in the block's bytes, its length included.
    var milestones: [Int32] = []

    package init() {}

    /// Place of a row's value in the storage.
    @inline(__always)
    package func index(ofRow row: Int) -> Int { layout == .rows ? row : storedIndex(ofRow: row) }

    /// Whether a row is null.
    @inline(__always)
    package func isNull(row: Int) -> Bool {
        if nulls.isEmpty { return false }
        let index = layout == .rows || layout == .packed ? row : storedIndex(ofRow: row)
        return nulls[index >> 3] & (0x80 >> UInt8(index & 7)) != 0
    }

    /// The truth value at a place of the storage of a BOOLEAN column.
    @inline(__always)
    package func boolean(at index: Int) -> Bool {
        layout == .packed ? bits[index >> 3] & (0x80 >> UInt8(index & 7)) != 0 : bits[index] != 0
    }

    /// Where the binary cell at a place of the storage lies in the bytes of its block.
    @inline(__always)
    package func range(at index: Int, in bytes: ArraySlice<UInt8>) -> CellRange {
        layout == .packed ? packedRange(at: index, in: bytes) : ranges[index]
    }

    private func storedIndex(ofRow row: Int) -> Int {
        switch layout {
        case .rows: row
        case .run: 0
        case .packed: physicalType == .boolean || nulls.isEmpty ? row : valueCount(before: row)
        case .dictionary: Int(numbers[row])
        }
    }

    /// Rows of a packed column for which the count of earlier values is kept.
    static var rankStep: Int { 512 }
    /// Cells of a packed binary column for which the place is kept.
    static var milestoneStep: Int { 16 }

    /// Number of rows before `row` that are not null.
    private func valueCount(before row: Int) -> Int {
        let start = row / Self.rankStep
        var count = Int(numbers[start])
        var byte = start * Self.rankStep >> 3
        while byte < row >> 3 {
            count += 8 - nulls[byte].nonzeroBitCount
            byte += 1
        }
        let rest = row & 7
        return rest == 0 ? count : count + rest - (nulls[byte] >> UInt8(8 - rest)).nonzeroBitCount
    }

    /// The lengths between two milestones were checked when the block was decoded.
    private func packedRange(at index: Int, in bytes: ArraySlice<UInt8>) -> CellRange {
        bytes.withUnsafeBytes { bytes in
            var place = Int(milestones[index / Self.milestoneStep])
            var length = Int32(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: Int32.self))
            for _ in 0..<index % Self.milestoneStep {
                place += 4 + Int(length)
                length = Int32(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: Int32.self))
            }
            return CellRange(start: Int32(truncatingIfNeeded: place + 4), count: length)
        }
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

/// Which rows of a column are null.
public struct NullMask: Sendable {
    /// One bit a row, most significant first, 1 = null; empty when no row is null.
    @usableFromInline let bits: [UInt8]

    init(bits: [UInt8]) { self.bits = bits }

    /// Whether no row is null, so that none has to be asked for.
    @inlinable public var isEmpty: Bool { bits.isEmpty }

    /// Whether a row is null.
    @inlinable
    public subscript(row: Int) -> Bool {
        !bits.isEmpty && bits[row >> 3] & (0x80 >> UInt8(truncatingIfNeeded: row & 7)) != 0
    }
}

/// A type whose cells a ``TsBlock`` keeps side by side in memory: `Int64`, `Int32`, `Double`, `Float` and `Bool`.
///
/// Only the library's own conformances work.
public protocol ColumnElement: BitwiseCopyable, Sendable {
    /// Types of the columns that are read as this type.
    static var columnTypes: Set<DataType> { get }
}

extension Int64: ColumnElement {
    /// INT64 and TIMESTAMP.
    public static var columnTypes: Set<DataType> { [.int64, .timestamp] }
}

extension Int32: ColumnElement {
    /// INT32 and DATE.
    public static var columnTypes: Set<DataType> { [.int32, .date] }
}

extension Double: ColumnElement {
    /// DOUBLE.
    public static var columnTypes: Set<DataType> { [.double] }
}

extension Float: ColumnElement {
    /// FLOAT.
    public static var columnTypes: Set<DataType> { [.float] }
}

extension Bool: ColumnElement {
    /// BOOLEAN.
    public static var columnTypes: Set<DataType> { [.boolean] }
}
