package import IoTDBWire

/// Rows read from the buffers of an insertTablet request, as a server reads them.
///
/// Plain buffers only: compressed ones are refused.
package struct DecodedTablet: Sendable {
    /// Times as sent, which need not ascend.
    package var timestamps: [Int64]
    /// Cells by column.
    package var columns: [TabletColumn]

    /// Decodes both buffers of a request with `size` rows.
    /// - Throws: when a buffer is too short or too long for the rows and columns, or a flag is neither 0 nor 1.
    package init(
        timestamps timeBytes: ArraySlice<UInt8>,
        values: ArraySlice<UInt8>,
        columns schema: [ColumnSchema],
        rowCount: Int
    ) throws(ThriftDecodingError) {
        guard rowCount >= 0 else { throw ThriftDecodingError("\(rowCount) rows", at: 0) }
        var times = ByteReader(timeBytes)
        timestamps = try times.readIntegers(count: rowCount)
        try times.expectEnd()
        columns = schema.map(TabletColumn.init)
        var reader = ByteReader(values)
        for index in columns.indices { try columns[index].readCells(count: rowCount, from: &reader) }
        guard reader.remaining > 0 else { return }
        for index in columns.indices { try columns[index].readBitmap(count: rowCount, from: &reader) }
        try reader.expectEnd()
    }

    /// The values of a row.
    package func row(_ row: Int) -> [Value] { columns.map { $0.value(row: row) } }
}

extension TabletColumn {
    fileprivate mutating func readCells(count: Int, from reader: inout ByteReader) throws(ThriftDecodingError) {
        switch layout {
        case .bits: bits = try reader.readSlice(count: count).map { $0 == 1 ? 1 : 0 }
        case .int32: int32s = try reader.readIntegers(count: count)
        case .int64: int64s = try reader.readIntegers(count: count)
        case .binary: try readBinaryCells(count: count, from: &reader)
        }
    }

    private mutating func readBinaryCells(count: Int, from reader: inout ByteReader) throws(ThriftDecodingError) {
        guard count <= reader.remaining / 4 else {
            throw ThriftDecodingError("\(count) binary cells in \(reader.remaining) bytes", at: reader.offset)
        }
        ends.reserveCapacity(count)
        for _ in 0..<count { appendCell(try reader.readSized()) }
    }

    fileprivate mutating func readBitmap(count: Int, from reader: inout ByteReader) throws(ThriftDecodingError) {
        let flag: UInt8 = try reader.readInteger()
        guard flag <= 1 else { throw ThriftDecodingError("null flag \(flag)", at: reader.offset - 1) }
        guard flag == 1 else { return }
        nulls = [UInt8](try reader.readSlice(count: count / 8 + 1))
        // Bits behind the last row mean nothing.
        nulls[count / 8] &= (1 << UInt8(count & 7)) - 1
        nullCount = nulls.reduce(0) { $0 + $1.nonzeroBitCount }
    }
}

extension ByteReader {
    /// Reads big-endian numbers.
    fileprivate mutating func readIntegers<Integer: FixedWidthInteger>(
        count: Int
    ) throws(ThriftDecodingError) -> [Integer] {
        let width = MemoryLayout<Integer>.size
        let (size, overflow) = count.multipliedReportingOverflow(by: width)
        guard !overflow else { throw ThriftDecodingError("\(count) numbers", at: offset) }
        let slice = try readSlice(count: size)
        return slice.withUnsafeBytes { source in
            [Integer](unsafeUninitializedCapacity: count) { target, initialized in
                for index in 0..<count {
                    let raw = source.loadUnaligned(fromByteOffset: index * width, as: Integer.self)
                    target.initializeElement(at: index, to: Integer(bigEndian: raw))
                }
                initialized = count
            }
        }
    }
}
