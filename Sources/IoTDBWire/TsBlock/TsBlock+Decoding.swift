/// Most value columns of a block.
///
/// Far above what a server sends; bounds memory against a hostile count.
let maximumColumnCount = 100_000

/// Most bytes that the cells of one block may take in memory beyond twice its size on the wire.
///
/// Columns with few values grow when they are laid out by row (a null takes a bit on the wire); without a bound, 64
/// MiB of null bits would become 4 GiB of zeros.
let maximumBlockGrowth = 256 << 20

extension TsBlock {
    /// Reads a block from its bytes into this one, whose storage is used again.
    ///
    /// Layout, all numbers big-endian:
    ///
    /// | Bytes | Meaning |
    /// |---|---|
    /// | 4 | value column count c |
    /// | c | physical type of each value column |
    /// | 4 | row count n |
    /// | c + 1 | encoding of the time column and of each value column |
    /// | … | time column, then the value columns |
    package mutating func decode(_ wire: ArraySlice<UInt8>) throws(ThriftDecodingError) {
        var reader = ByteReader(wire)
        let columnCount = Int(try reader.readInteger() as Int32)
        guard columnCount >= 0, columnCount <= maximumColumnCount, columnCount <= reader.remaining else {
            throw ThriftDecodingError("a block of \(columnCount) columns", at: 0)
        }
        let types = try reader.readSlice(count: columnCount)
        let count = Int(try reader.readInteger() as Int32)
        guard count >= 0 else { throw ThriftDecodingError("a block of \(count) rows", at: reader.offset) }
        let encodings = try reader.readSlice(count: columnCount + 1)
        resize(to: columnCount)
        bytes = wire
        rowCount = count
        var budget = 2 * wire.count + maximumBlockGrowth
        try time.decode(
            &reader,
            encoding: encodings[encodings.startIndex],
            type: PhysicalType.int64.rawValue,
            count,
            &budget
        )
        for index in 0..<columnCount {
            let encoding = encodings[encodings.startIndex + 1 + index]
            try columns[index].decode(
                &reader,
                encoding: encoding,
                type: types[types.startIndex + index],
                count,
                &budget
            )
        }
        guard reader.remaining == 0 else {
            throw ThriftDecodingError("\(reader.remaining) bytes left over after the block", at: reader.offset)
        }
    }

    private mutating func resize(to count: Int) {
        if columns.count > count { columns.removeLast(columns.count - count) }
        while columns.count < count { columns.append(Column()) }
    }
}

extension Column {
    /// Reads one column of `count` rows.
    mutating func decode(
        _ reader: inout ByteReader,
        encoding: UInt8,
        type: UInt8,
        _ count: Int,
        _ budget: inout Int
    ) throws(ThriftDecodingError) {
        guard let encoding = ColumnEncoding(rawValue: encoding) else {
            throw ThriftDecodingError("unknown column encoding \(encoding)", at: reader.offset)
        }
        guard let physicalType = PhysicalType(typeByte: type) else {
            throw ThriftDecodingError("unknown physical type \(type)", at: reader.offset)
        }
        self.physicalType = physicalType
        isRun = false
        switch encoding {
        case .rle: try decodeRun(&reader, type: type, &budget)
        case .dictionary: try decodeDictionary(&reader, type: type, count, &budget)
        case .byteArray, .int32Array, .int64Array, .binaryArray:
            try decodeArray(&reader, encoding, count, &budget)
        }
    }

    private mutating func decodeRun(
        _ reader: inout ByteReader,
        type: UInt8,
        _ budget: inout Int
    ) throws(ThriftDecodingError) {
        let inner: UInt8 = try reader.readInteger()
        guard inner != ColumnEncoding.rle.rawValue, inner != ColumnEncoding.dictionary.rawValue else {
            throw ThriftDecodingError("encoding \(inner) inside a run", at: reader.offset)
        }
        try decode(&reader, encoding: inner, type: type, 1, &budget)
        isRun = true
    }

    private mutating func decodeDictionary(
        _ reader: inout ByteReader,
        type: UInt8,
        _ count: Int,
        _ budget: inout Int
    ) throws(ThriftDecodingError) {
        let inner: UInt8 = try reader.readInteger()
        guard inner < ColumnEncoding.rle.rawValue else {
            throw ThriftDecodingError("encoding \(inner) inside a dictionary", at: reader.offset)
        }
        let size = Int(try reader.readInteger() as Int32)
        guard size >= 0 else { throw ThriftDecodingError("a dictionary of \(size) entries", at: reader.offset) }
        var dictionary = Column()
        try dictionary.decode(&reader, encoding: inner, type: type, size, &budget)
        let idCount = Int(try reader.readInteger() as Int32)
        guard idCount == count, reader.remaining / 4 >= count else {
            throw ThriftDecodingError("\(idCount) dictionary ids for \(count) rows", at: reader.offset)
        }
        try spend(physicalType.width, count, &budget, reader.offset)
        try expand(dictionary, size, &reader, count)
    }

    /// Lays a dictionary out by row.
    private mutating func expand(
        _ dictionary: Column,
        _ size: Int,
        _ reader: inout ByteReader,
        _ count: Int
    ) throws(ThriftDecodingError) {
        prepare(count)
        var nullBits = [UInt8](repeating: 0, count: (count + 7) / 8)
        var hasNull = false
        for row in 0..<count {
            let id = Int(try reader.readInteger() as Int32)
            guard id >= 0, id < size else {
                throw ThriftDecodingError("dictionary id \(id) of \(size)", at: reader.offset)
            }
            if dictionary.isNull(row: id) {
                nullBits[row >> 3] |= 0x80 >> UInt8(row & 7)
                hasNull = true
            }
            copyValue(from: dictionary, at: dictionary.index(ofRow: id), to: row)
        }
        nulls = hasNull ? nullBits : []
    }

    private mutating func copyValue(from other: Column, at index: Int, to row: Int) {
        switch physicalType {
        case .boolean: bits[row] = other.bits[index]
        case .int32, .float: int32s[row] = other.int32s[index]
        case .int64, .double: int64s[row] = other.int64s[index]
        case .binary: ranges[row] = other.ranges[index]
        }
    }
}

extension PhysicalType {
    /// Bytes of one row in memory.
    var width: Int {
        switch self {
        case .boolean: 1
        case .int32, .float: 4
        case .int64, .double, .binary: 8
        }
    }

    /// The only array encoding that this type can have.
    var arrayEncoding: ColumnEncoding {
        switch self {
        case .boolean: .byteArray
        case .int32, .float: .int32Array
        case .int64, .double: .int64Array
        case .binary: .binaryArray
        }
    }
}
