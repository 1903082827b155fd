/// Most value columns of a block.
///
/// Far above what a server sends; bounds memory against a hostile count.
let maximumColumnCount = 100_000

/// Most bytes that a column is laid out in for ``TsBlock/withValues(of:as:_:)`` when it is not laid out by row already.
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
        var allowance = DecodingAllowance(DecodingAllowance.basis + maximumColumnCount * Column.ownSize)
        try decode(wire, &allowance)
    }

    /// The same for one of the blocks of an answer.
    mutating func decode(
        _ wire: ArraySlice<UInt8>,
        _ allowance: inout DecodingAllowance
    ) throws(ThriftDecodingError) {
        var reader = ByteReader(wire)
        let columnCount = Int(try reader.readInteger() as Int32)
        guard columnCount >= 0, columnCount <= maximumColumnCount, columnCount <= reader.remaining else {
            throw ThriftDecodingError("a block of \(columnCount) columns", at: 0)
        }
        let types = try reader.readSlice(count: columnCount)
        let count = Int(try reader.readInteger() as Int32)
        guard count >= 0 else { throw ThriftDecodingError("a block of \(count) rows", at: reader.offset) }
        let encodings = try reader.readSlice(count: columnCount + 1)
        try allowance.spend(
            (columnCount + 1) * Column.ownSize + MemoryLayout<TsBlock>.stride,
            "a block of \(columnCount) columns",
            at: 0
        )
        resize(to: columnCount)
        bytes = wire
        rowCount = count
        try time.decode(
            &reader,
            encoding: encodings[encodings.startIndex],
            type: PhysicalType.int64.rawValue,
            count,
            &allowance
        )
        for index in 0..<columnCount {
            let encoding = encodings[encodings.startIndex + 1 + index]
            try columns[index].decode(
                &reader,
                encoding: encoding,
                type: types[types.startIndex + index],
                count,
                &allowance
            )
        }
        guard reader.remaining == 0 else {
            throw ThriftDecodingError("\(reader.remaining) bytes left over after the block", at: reader.offset)
        }
    }

    private mutating func resize(to count: Int) {
        if columns.count > count { columns.removeLast(columns.count - count) }
        columns.reserveCapacity(count)
        while columns.count < count { columns.append(Column()) }
    }
}

extension Column {
    /// Bytes that a column takes whatever it holds: itself, and two arrays of a cell or two.
    static var ownSize: Int { MemoryLayout<Column>.stride + 96 }

    /// Reads one column of `count` rows.
    mutating func decode(
        _ reader: inout ByteReader,
        encoding: UInt8,
        type: UInt8,
        _ count: Int,
        _ allowance: inout DecodingAllowance
    ) throws(ThriftDecodingError) {
        guard let encoding = ColumnEncoding(rawValue: encoding) else {
            throw ThriftDecodingError("unknown column encoding \(encoding)", at: reader.offset)
        }
        guard let physicalType = PhysicalType(typeByte: type) else {
            throw ThriftDecodingError("unknown physical type \(type)", at: reader.offset)
        }
        self.physicalType = physicalType
        layout = .rows
        dropUnused()
        switch encoding {
        case .rle: try decodeRun(&reader, type: type, &allowance)
        case .dictionary: try decodeDictionary(&reader, type: type, count, &allowance)
        case .byteArray, .int32Array, .int64Array, .binaryArray:
            try decodeArray(&reader, encoding, count, &allowance)
        }
    }

    private mutating func decodeRun(
        _ reader: inout ByteReader,
        type: UInt8,
        _ allowance: inout DecodingAllowance
    ) throws(ThriftDecodingError) {
        let inner: UInt8 = try reader.readInteger()
        guard inner != ColumnEncoding.rle.rawValue, inner != ColumnEncoding.dictionary.rawValue else {
            throw ThriftDecodingError("encoding \(inner) inside a run", at: reader.offset)
        }
        try decode(&reader, encoding: inner, type: type, 1, &allowance)
        isRun = true
    }

    private mutating func decodeDictionary(
        _ reader: inout ByteReader,
        type: UInt8,
        _ count: Int,
        _ allowance: inout DecodingAllowance
    ) throws(ThriftDecodingError) {
        let inner: UInt8 = try reader.readInteger()
        guard inner < ColumnEncoding.rle.rawValue else {
            throw ThriftDecodingError("encoding \(inner) inside a dictionary", at: reader.offset)
        }
        let size = Int(try reader.readInteger() as Int32)
        guard size >= 0 else { throw ThriftDecodingError("a dictionary of \(size) entries", at: reader.offset) }
        try decode(&reader, encoding: inner, type: type, size, &allowance)
        let idCount = Int(try reader.readInteger() as Int32)
        guard idCount == count, reader.remaining / 4 >= count else {
            throw ThriftDecodingError("\(idCount) dictionary ids for \(count) rows", at: reader.offset)
        }
        guard layout != .packed else {
            throw ThriftDecodingError("a dictionary with so few values in \(size) entries", at: reader.offset)
        }
        numbers.setCount(count, filler: 0)
        try reader.readIntegers(into: &numbers, nulls: [], valueCount: count)
        guard numbers.allSatisfy({ $0 >= 0 && $0 < size }) else {
            throw ThriftDecodingError("a dictionary id that is none of \(size)", at: reader.offset)
        }
        // Entries that are all null are a run already.
        if layout == .rows { layout = .dictionary }
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
