import IoTDBTesting
import IoTDBWire
import Testing

@Suite("TsBlocks")
struct TsBlockVectorTests {
    static let vectors = Vectors.load("tsblocks")

    @Test("a block decodes to the described cells", arguments: vectors)
    func decode(_ vector: Vector) throws {
        var block = TsBlock()
        try block.decode(vector.bytes[...])
        try check(block, vector)
    }

    @Test("a block that held another one decodes the same")
    func reuse() throws {
        var block = TsBlock()
        for vector in Self.vectors + Self.vectors.reversed() {
            try block.decode(vector.bytes[...])
            try check(block, vector)
        }
    }

    private func check(_ block: TsBlock, _ vector: Vector) throws {
        let expected = vector.expected
        #expect(Int64(block.rowCount) == expected["positionCount"]?.integer)
        #expect(Int64(block.columns.count) == expected["valueColumnCount"]?.integer)
        let times = (0..<block.rowCount).map { JSON.string(String(block.time.int64s[block.time.index(ofRow: $0)])) }
        #expect(JSON.array(times) == expected["times"])
        for (index, column) in block.columns.enumerated() {
            let cells = (0..<block.rowCount).map { block.cell(column, row: $0) }
            let wanted = try #require(expected["columns"]?[index]?.array).map(\.bare)
            #expect(cells == wanted, "column \(index)")
        }
    }

    @Test("every prefix of a block is refused", arguments: vectors)
    func prefixes(_ vector: Vector) {
        for count in 0..<vector.bytes.count {
            var block = TsBlock()
            #expect(throws: ThriftDecodingError.self) { try block.decode(vector.bytes.prefix(count)) }
        }
    }

    @Test("bytes behind a block are refused", arguments: vectors)
    func leftOver(_ vector: Vector) {
        var block = TsBlock()
        #expect(throws: ThriftDecodingError.self) { try block.decode((vector.bytes + [0])[...]) }
    }

    @Test("10 000 changed blocks give a block or a decoding error")
    func mutations() {
        var random = SeededGenerator(seed: 7)
        var block = TsBlock()
        for round in 0..<10_000 {
            var bytes = Self.vectors[round % Self.vectors.count].bytes
            for _ in 0...Int.random(in: 0..<4, using: &random) { bytes.mutate(&random) }
            do { try block.decode(bytes[...]) } catch { continue }
            for column in block.columns where block.rowCount > 0 {
                _ = block.cell(column, row: block.rowCount - 1)
            }
        }
    }

    @Test("a run of two thousand million rows takes no memory")
    func hugeRun() throws {
        var bytes: [UInt8] = [0, 0, 0, 1, 1, 0x7f, 0xff, 0xff, 0xff, 4, 4]
        bytes += [2, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        bytes += [1, 0, 0, 0, 0, 9]
        var block = TsBlock()
        try block.decode(bytes[...])
        #expect(block.rowCount == Int(Int32.max))
        #expect(block.columns[0].int32s == [9])
    }

    @Test("a block of few values in very many rows keeps them as they came")
    func sparse() throws {
        let rows = 40_000_000
        var bytes: [UInt8] = [0, 0, 0, 1, 2]
        for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: rows >> shift)) }
        bytes += [4, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        // One row of all has a value.
        bytes += [1, 0x7f]
        bytes += [UInt8](repeating: 0xff, count: rows / 8 - 1)
        bytes += [0, 0, 0, 0, 0, 0, 0, 7]
        var block = TsBlock()
        try block.decode(bytes[...])
        #expect(block.rowCount == rows)
        #expect(block.columns[0].int64s == [7])
        #expect(!block.columns[0].isNull(row: 0) && block.columns[0].isNull(row: rows - 1))
    }
}

extension TsBlock {
    /// A cell as the vectors write it.
    func cell(_ column: Column, row: Int) -> JSON {
        if column.isNull(row: row) { return .null }
        let index = column.index(ofRow: row)
        switch column.physicalType {
        case .boolean: return .bool(column.bits[index] == 1)
        case .int32: return .integer(Int64(column.int32s[index]))
        case .int64: return .string(String(column.int64s[index]))
        case .float: return .bits(UInt64(UInt32(bitPattern: column.int32s[index])), digits: 8)
        case .double: return .bits(UInt64(bitPattern: column.int64s[index]), digits: 16)
        case .binary:
            let range = column.ranges[index]
            let start = bytes.startIndex + Int(range.start)
            return .object(["$hex": .string(Array(bytes[start..<start + Int(range.count)]).hex)])
        }
    }
}

extension JSON {
    static func bits(_ value: UInt64, digits: Int) -> JSON {
        let text = String(value, radix: 16)
        return .object(["bits": .string(String(repeating: "0", count: digits - text.count) + text)])
    }

    /// Without the readable text that stands beside bits and bytes.
    var bare: JSON {
        guard var members = object else { return self }
        members["text"] = nil
        members["utf8"] = nil
        return .object(members)
    }
}
