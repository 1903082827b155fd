import IoTDBWire

/// The two buffers of an insertTablet request as values.
///
/// | Buffer | Content |
/// |---|---|
/// | times | one 64-bit number a row, big-endian |
/// | values | column by column one cell a row: BOOLEAN 1 byte, numbers 4 or 8 bytes, texts and BLOB a 32-bit length and bytes |
/// | then | nothing, or for each column a flag and, where it is 1, a bit a row: least significant first, 1 is null |
struct TabletBuffers {
    /// One time a row.
    private(set) var times: [Int64] = []
    /// For each column one value a row.
    private(set) var columns: [[Value]] = []
    private var bytes: ArraySlice<UInt8>

    /// Reads both buffers; nil where they do not hold exactly so many rows.
    init?(times: ArraySlice<UInt8>, values: ArraySlice<UInt8>, _ types: [DataType], rows: Int) {
        guard rows >= 0, times.count / 8 == rows, times.count.isMultiple(of: 8) else { return nil }
        bytes = times
        for _ in 0..<rows { self.times.append(integer(8) ?? 0) }
        bytes = values
        for type in types {
            // A cell has a byte at least, so that no row count can make this loop allocate more than was sent.
            guard bytes.count >= rows else { return nil }
            var cells: [Value] = []
            cells.reserveCapacity(rows)
            for _ in 0..<rows {
                guard let cell = cell(type) else { return nil }
                cells.append(cell)
            }
            columns.append(cells)
        }
        guard bytes.isEmpty || readNulls(rows) else { return nil }
    }

    private mutating func readNulls(_ rows: Int) -> Bool {
        for column in columns.indices {
            guard let flag = bytes.popFirst(), flag <= 1 else { return false }
            guard flag == 1 else { continue }
            guard let bits = take(rows / 8 + 1) else { return false }
            for row in 0..<rows where bits[bits.startIndex + row / 8] & (1 << UInt8(row & 7)) != 0 {
                columns[column][row] = .null
            }
        }
        return bytes.isEmpty
    }

    private mutating func cell(_ type: DataType) -> Value? {
        switch type {
        case .boolean: take(1).map { .boolean($0.first == 1) }
        case .int32: integer(4).map { .int32(Int32(truncatingIfNeeded: $0)) }
        case .date: integer(4).map { .date(Int32(truncatingIfNeeded: $0)) }
        case .int64: integer(8).map { .int64($0) }
        case .timestamp: integer(8).map { .timestamp($0) }
        case .float: integer(4).map { .float(Float(bitPattern: UInt32(truncatingIfNeeded: $0))) }
        case .double: integer(8).map { .double(Double(bitPattern: UInt64(bitPattern: $0))) }
        case .text: sized().map { .text(String(decoding: $0, as: UTF8.self)) }
        case .string: sized().map { .string(String(decoding: $0, as: UTF8.self)) }
        case .blob: sized().map { .blob(Array($0)) }
        case .vector, .unknown, .object: nil
        }
    }

    private mutating func sized() -> ArraySlice<UInt8>? {
        guard let length = integer(4).map({ Int(Int32(truncatingIfNeeded: $0)) }), length >= 0 else { return nil }
        return take(length)
    }

    private mutating func integer(_ width: Int) -> Int64? {
        take(width)?.reduce(0) { $0 << 8 | Int64($1) }
    }

    private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count <= bytes.count else { return nil }
        defer { bytes = bytes.dropFirst(count) }
        return bytes.prefix(count)
    }
}
