extension Column {
    /// Reads the null part and the values of encodings 0 to 3.
    mutating func decodeArray(
        _ reader: inout ByteReader,
        _ encoding: ColumnEncoding,
        _ count: Int,
        _ allowance: inout DecodingAllowance
    ) throws(ThriftDecodingError) {
        guard encoding == physicalType.arrayEncoding else {
            throw ThriftDecodingError("encoding \(encoding) for values of type \(physicalType)", at: reader.offset)
        }
        let nullCount = try decodeNulls(&reader, count)
        if physicalType == .boolean {
            try decodeBits(&reader, count, isAllNull: nullCount == count, &allowance)
        } else if nullCount == count, count > 0 {
            becomeNullRun()
        } else {
            try checkSize(reader, count - nullCount)
            let valueSize = physicalType == .binary ? 4 : physicalType.width
            if allowance.take(physicalType.width * count - valueSize * (count - nullCount)) {
                try decodeValues(&reader, count, nullCount)
            } else {
                try decodePacked(&reader, count, nullCount)
            }
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
        _ allowance: inout DecodingAllowance
    ) throws(ThriftDecodingError) {
        let packed = try reader.readSlice(count: (count + 7) / 8)
        if isAllNull, count > 0 { return becomeNullRun() }
        guard allowance.take(count - packed.count) else {
            bits = Array(packed)
            layout = .packed
            return
        }
        prepare(count)
        ByteReader.spread(bits: packed, to: &bits)
    }

    /// Keeps the values side by side as they are on the wire: laid out by row they would take many times as much.
    private mutating func decodePacked(
        _ reader: inout ByteReader,
        _ count: Int,
        _ nullCount: Int
    ) throws(ThriftDecodingError) {
        layout = .packed
        countValues(count)
        let valueCount = count - nullCount
        switch physicalType {
        case .boolean: preconditionFailure("BOOLEAN values are read by decodeBits")
        case .int32, .float:
            int32s.setCount(valueCount, filler: 0)
            try reader.readIntegers(into: &int32s, nulls: [], valueCount: valueCount)
        case .int64, .double:
            int64s.setCount(valueCount, filler: 0)
            try reader.readIntegers(into: &int64s, nulls: [], valueCount: valueCount)
        case .binary: try decodeMilestones(&reader, valueCount)
        }
    }

    /// Counts the values before every 512th row.
    private mutating func countValues(_ count: Int) {
        numbers.removeAll(keepingCapacity: true)
        guard !nulls.isEmpty else { return }
        numbers.reserveCapacity(count / Self.rankStep + 1)
        var before = 0
        for byte in 0...(count >> 3) {
            if byte % (Self.rankStep >> 3) == 0 { numbers.append(Int32(truncatingIfNeeded: before)) }
            if byte < nulls.count { before += 8 - nulls[byte].nonzeroBitCount }
        }
    }

    private mutating func decodeMilestones(
        _ reader: inout ByteReader,
        _ valueCount: Int
    ) throws(ThriftDecodingError) {
        milestones.removeAll(keepingCapacity: true)
        milestones.reserveCapacity(valueCount / Self.milestoneStep + 1)
        for value in 0..<valueCount {
            if value % Self.milestoneStep == 0 { milestones.append(Int32(truncatingIfNeeded: reader.offset)) }
            try reader.skip(count: Int(try reader.readInteger() as Int32))
        }
    }

    /// Frees the storages of other types and layouts, which an earlier block has left.
    mutating func dropUnused() {
        let isBinary = physicalType == .binary
        if physicalType != .boolean, !bits.isEmpty { bits = [] }
        if physicalType.width != 4, !int32s.isEmpty { int32s = [] }
        if physicalType.width != 8 || isBinary, !int64s.isEmpty { int64s = [] }
        if !isBinary, !ranges.isEmpty { ranges = [] }
        if !milestones.isEmpty { milestones = [] }
        if !numbers.isEmpty { numbers = [] }
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
    /// Makes the array `count` long without giving memory back; what it held means nothing afterwards.
    mutating func setCount(_ count: Int, filler: Element) {
        if count > capacity {
            // The old storage first, so that both are never there.
            self = []
            self = Array(repeating: filler, count: count)
        }
        if self.count > count { removeLast(self.count - count) }
        // A whole array is appended because element by element takes a thousand times as long in debug builds.
        while self.count < count {
            append(contentsOf: Array(repeating: filler, count: Swift.min(count - self.count, 8192)))
        }
    }
}

/// Encoding byte of a TsBlock column (class `ColumnEncoding` of the TsFile library).
package enum ColumnEncoding: UInt8, Sendable {
    /// BOOLEAN, one bit a row, nulls included.
    case byteArray = 0
    /// INT32, DATE and FLOAT, 4 bytes for each row that is not null.
    case int32Array = 1
    /// INT64, TIMESTAMP, DOUBLE and the time column, 8 bytes for each row that is not null.
    case int64Array = 2
    /// TEXT, STRING, BLOB and OBJECT, 32-bit length and bytes for each row that is not null.
    case binaryArray = 3
    /// One value for all rows: an inner encoding, then a column of one row.
    case rle = 4
    /// A column of distinct values, then a 32-bit id for each row.
    case dictionary = 5
}
