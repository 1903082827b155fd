import IoTDBWire

/// Server side of the TsBlock codec: rows of a table as the bytes of one block.
enum TsBlockEncoder {
    /// One block with a range of the rows of a table.
    static func block(_ table: ResultTable, rows: Range<Int>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(contentsOf: bigEndian(Int32(table.columns.count)))
        for column in table.columns { bytes.append(physicalType(of: column.type)) }
        bytes.append(contentsOf: bigEndian(Int32(rows.count)))
        bytes.append(Encoding.int64.rawValue)
        let encodings = table.columns.map { column in
            column.cells[rows].allSatisfy { $0 == .null } ? Encoding.run : Encoding.array(of: column.type)
        }
        bytes.append(contentsOf: encodings.map(\.rawValue))
        bytes.append(0)
        for row in rows { bytes.append(contentsOf: bigEndian(table.times?[row] ?? 0)) }
        for (column, encoding) in zip(table.columns, encodings) { append(column, rows, encoding, to: &bytes) }
        return bytes
    }

    /// Column encodings of the format.
    private enum Encoding: UInt8 {
        case bytes = 0
        case int32 = 1
        case int64 = 2
        case binary = 3
        case run = 4

        static func array(of type: DataType) -> Encoding {
            switch type {
            case .boolean: .bytes
            case .int32, .float, .date: .int32
            case .int64, .double, .timestamp: .int64
            default: .binary
            }
        }
    }

    private static func physicalType(of type: DataType) -> UInt8 {
        let physical: PhysicalType =
            switch type {
            case .boolean: .boolean
            case .int32, .date: .int32
            case .int64, .timestamp: .int64
            case .float: .float
            case .double: .double
            default: .binary
            }
        return physical.rawValue
    }

    private static func append(
        _ column: ResultTable.Column,
        _ rows: Range<Int>,
        _ encoding: Encoding,
        to bytes: inout [UInt8]
    ) {
        if encoding == .run {
            // The run of one null that a real server sends for a column without values in the block.
            bytes.append(contentsOf: [Encoding.array(of: column.type).rawValue, 1, 0x80])
            if column.type == .boolean { bytes.append(0) }
            return
        }
        let cells = column.cells[rows]
        appendNulls(cells, to: &bytes)
        if column.type == .boolean {
            appendBits(cells.map { $0 == .boolean(true) }, to: &bytes)
        } else {
            for cell in cells { append(cell, to: &bytes) }
        }
    }

    private static func appendNulls(_ cells: ArraySlice<Value>, to bytes: inout [UInt8]) {
        let nulls = cells.map { $0 == .null }
        bytes.append(nulls.contains(true) ? 1 : 0)
        if nulls.contains(true) { appendBits(nulls, to: &bytes) }
    }

    /// Bits, most significant first.
    private static func appendBits(_ bits: [Bool], to bytes: inout [UInt8]) {
        var byte: UInt8 = 0
        for (index, bit) in bits.enumerated() {
            if bit { byte |= 0x80 >> UInt8(index & 7) }
            if index & 7 == 7 {
                bytes.append(byte)
                byte = 0
            }
        }
        if bits.count & 7 != 0 { bytes.append(byte) }
    }

    /// One cell that is not null; nulls take no place.
    private static func append(_ cell: Value, to bytes: inout [UInt8]) {
        switch cell {
        case .null, .boolean: return
        case .int32(let number), .date(let number): bytes.append(contentsOf: bigEndian(number))
        case .int64(let number), .timestamp(let number): bytes.append(contentsOf: bigEndian(number))
        case .float(let number): bytes.append(contentsOf: bigEndian(Int32(bitPattern: number.bitPattern)))
        case .double(let number): bytes.append(contentsOf: bigEndian(Int64(bitPattern: number.bitPattern)))
        case .text(let text), .string(let text):
            bytes.append(contentsOf: bigEndian(Int32(truncatingIfNeeded: text.utf8.count)))
            bytes.append(contentsOf: text.utf8)
        case .blob(let blob), .object(let blob):
            bytes.append(contentsOf: bigEndian(Int32(truncatingIfNeeded: blob.count)))
            bytes.append(contentsOf: blob)
        }
    }

    private static func bigEndian<T: FixedWidthInteger>(_ number: T) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
