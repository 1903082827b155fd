extension Column {
    /// Reads the null part and the values of encodings 0 to 3.
    mutating func decodeArray(
        _ reader: inout ByteReader,
        _ encoding: ColumnEncoding,
        _ count: Int,
        _ budget: inout Int
    ) throws(ThriftDecodingError) {
        guard encoding == physicalType.arrayEncoding else {
            throw ThriftDecodingError("encoding \(encoding) for values of type \(physicalType)", at: reader.offset)
        }
        let nullCount = try decodeNulls(&reader, count)
        if physicalType == .boolean {
            try decodeBits(&reader, count, isAllNull: nullCount == count, &budget)
        } else if nullCount == count, count > 0 {
            becomeNullRun()
        } else {
            try checkSize(reader, count - nullCount)
            try spend(physicalType.width, count, &budget, reader.offset)
            try decodeValues(&reader, count, nullCount)
        }
    }

    /// Reads the flag byte and the bitmap, and answers how many rows are null.
    ///
    /// A bitmap without a set bit is dropped.
    private mutating func decodeNulls(_ reader: inout ByteReader, _ count: Int) throws(ThriftDecodingError) -> Int {
        let mayHaveNull: UInt8 = try reader.readInteger()
        guard mayHaveNull != 0 else {
            nulls.removeAll(keepingCapacity: true)
            return 0
        }
        let bitmap = try reader.readSlice(count: (count + 7) / 8)
        nulls.removeAll(keepingCapacity: true)
        nulls.append(contentsOf: bitmap)
        if count & 7 != 0, let last = nulls.indices.last { nulls[last] &= 0xff << UInt8(8 - count & 7) }
        let nullCount = nulls.reduce(0) { $0 + $1.nonzeroBitCount }
        if nullCount == 0 { nulls.removeAll(keepingCapacity: true) }
        return nullCount
    }

    /// A column of nulls only is kept as a run: its bitmap is all that the wire has of it.
    private mutating func becomeNullRun() {
        prepare(1)
        nulls.removeAll(keepingCapacity: true)
        nulls.append(0x80)
        isRun = true
    }

    private mutating func decodeBits(
        _ reader: inout ByteReader,
        _ count: Int,
        isAllNull: Bool,
        _ budget: inout Int
    ) throws(ThriftDecodingError) {
        let packed = try reader.readSlice(count: (count + 7) / 8)
        if isAllNull, count > 0 { return becomeNullRun() }
        try spend(1, count, &budget, reader.offset)
        prepare(count)
        ByteReader.spread(bits: packed, to: &bits)
    }

    /// Checks before anything is allocated that the values can be in the bytes left.
    private func checkSize(_ reader: ByteReader, _ valueCount: Int) throws(ThriftDecodingError) {
        let size = physicalType == .binary ? 4 : physicalType.width
        guard valueCount <= reader.remaining / size else {
            throw ThriftDecodingError(
                "\(valueCount) values of \(size) bytes, \(reader.remaining) bytes left",
                at: reader.offset
            )
        }
    }

    /// Takes the memory that a column needs from what the block may use.
    func spend(_ width: Int, _ count: Int, _ budget: inout Int, _ offset: Int) throws(ThriftDecodingError) {
        budget -= width * count
        guard budget >= 0 else {
            throw ThriftDecodingError("a block with so few values in \(count) rows is not read", at: offset)
        }
    }

    /// Gives the storage in use room for exactly `count` values, keeping its memory.
    mutating func prepare(_ count: Int) {
        switch physicalType {
        case .boolean: bits.setCount(count, filler: 0)
        case .int32, .float: int32s.setCount(count, filler: 0)
        case .int64, .double: int64s.setCount(count, filler: 0)
        case .binary: ranges.setCount(count, filler: CellRange(start: 0, count: 0))
        }
    }

    private mutating func decodeValues(
        _ reader: inout ByteReader,
        _ count: Int,
        _ nullCount: Int
    ) throws(ThriftDecodingError) {
        prepare(count)
        switch physicalType {
        case .boolean: preconditionFailure("BOOLEAN values are read by decodeBits")
        case .int32, .float: try reader.readIntegers(into: &int32s, nulls: nulls, valueCount: count - nullCount)
        case .int64, .double: try reader.readIntegers(into: &int64s, nulls: nulls, valueCount: count - nullCount)
        case .binary: try decodeRanges(&reader, count)
        }
    }

    private mutating func decodeRanges(_ reader: inout ByteReader, _ count: Int) throws(ThriftDecodingError) {
        for row in 0..<count {
            if !nulls.isEmpty, nulls[row >> 3] & (0x80 >> UInt8(row & 7)) != 0 {
                ranges[row] = CellRange(start: 0, count: 0)
                continue
            }
            let length: Int32 = try reader.readInteger()
            let start = reader.offset
            try reader.skip(count: Int(length))
            ranges[row] = CellRange(start: Int32(start), count: length)
        }
    }
}

extension Array {
    /// Makes the array `count` long without giving memory back.
    mutating func setCount(_ count: Int, filler: Element) {
        if self.count > count { removeLast(self.count - count) }
        // A whole array is appended because element by element takes a thousand times as long in debug builds.
        if self.count < count { append(contentsOf: Array(repeating: filler, count: count - self.count)) }
    }
}
