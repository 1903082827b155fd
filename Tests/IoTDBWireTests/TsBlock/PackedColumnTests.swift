import IoTDBTesting
import Testing

@testable import IoTDBWire

/// Columns that are kept as on the wire, because by row they would take many times the memory.
@Suite struct PackedColumnTests {
    private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }

    /// Whether a row of the test's columns is null: all but few.
    private static func isNull(_ row: Int) -> Bool { row % 700 != 3 && row % 5_000 >= 9 }

    private static func bitmap(_ rows: Int, _ isSet: (Int) -> Bool) -> [UInt8] {
        var bits = [UInt8](repeating: 0, count: (rows + 7) / 8)
        for row in 0..<rows where isSet(row) { bits[row >> 3] |= 0x80 >> UInt8(row & 7) }
        return bits
    }

    /// A block with a time column that is a run, and columns of each storage.
    private static func block(rows: Int) -> [UInt8] {
        let nulls: [UInt8] = joined([1], bitmap(rows, isNull))
        let values = (0..<rows).filter { !isNull($0) }
        let cells = values.map { Array(String($0).utf8) }
        let head = joined(bytes(Int32(6)), [2, 1, 5, 5, 0, 5], bytes(Int32(rows)), [4, 2, 1, 3, 3, 0, 5])
        let time = joined([2, 0], bytes(Int64(7)))
        let long = joined(nulls, Array(values.map { bytes(Int64($0)) }.joined()))
        let short = joined(nulls, Array(values.map { bytes(Int32($0)) }.joined()))
        let texts = joined(nulls, Array(cells.map { joined(bytes(Int32($0.count)), $0) }.joined()))
        let empty = joined([0], [UInt8](repeating: 0, count: 4 * rows))
        let booleans = joined([0], bitmap(rows) { $0 % 3 == 0 })
        let entries = joined([3], bytes(Int32(2)), [0], bytes(Int32(1)), [0x61], bytes(Int32(1)), [0x62])
        let ids = joined(bytes(Int32(rows)), Array((0..<rows).map { bytes(Int32($0 & 1)) }.joined()))
        return joined(head, time, long, short, texts, empty, booleans, entries, ids)
    }

    private static func joined(_ parts: [UInt8]...) -> [UInt8] { Array(parts.joined()) }

    private static let types: [DataType] = [.int64, .int32, .text, .text, .boolean, .text]

    private static func cell(_ row: Int, _ column: Int) -> Value {
        switch column {
        case 3: .text("")
        case 4: .boolean(row % 3 == 0)
        case 5: .text(row & 1 == 0 ? "a" : "b")
        case _ where isNull(row): .null
        case 0: .int64(Int64(row))
        case 1: .int32(Int32(row))
        default: .text(String(row))
        }
    }

    private static func decoded(_ wire: [UInt8], _ allowance: Int) throws -> TsBlock {
        var block = TsBlock()
        var allowance = DecodingAllowance(allowance)
        try block.decode(wire[...], &allowance)
        return block
    }

    private static func heading(_ column: Int) -> ResultColumn {
        ResultColumn(name: "c\(column)", type: types[column], blockIndex: column)
    }

    /// With every allowance, from too little to enough, the cells are the same.
    @Test(arguments: [0, 1, 511, 512, 513, 5_000, 20_003])
    func cellsAreTheSameHoweverTheyAreKept(rows: Int) throws {
        let wire = Self.block(rows: rows)
        var layouts: Set<[Column.Layout]> = []
        for allowance in [2_000, 20_000, 60_000, 120_000, 1 << 20] {
            let block = try Self.decoded(wire, allowance)
            layouts.insert(block.columns.map(\.layout))
            var wrong = 0
            for column in Self.types.indices {
                for row in 0..<rows where block.value(row: row, column: Self.heading(column)) != Self.cell(row, column)
                {
                    wrong += 1
                }
            }
            #expect(wrong == 0, "with \(allowance)")
        }
        if rows > 5_000 { #expect(layouts.count >= 3) }
    }

    @Test func windowsHoldTheSameCells() throws {
        let rows = 5_003
        let block = try Self.decoded(Self.block(rows: rows), 2_000)
        #expect(block.hasPackedColumns)
        for range in [0..<1, 0..<rows, 1_000..<1_007, 4_990..<rows] {
            let window = block.window(range)
            #expect(!window.hasPackedColumns && window.rowCount == range.count)
            for column in Self.types.indices {
                let cells = (0..<range.count).map { window.value(row: $0, column: Self.heading(column)) }
                #expect(cells == range.map { Self.cell($0, column) })
            }
        }
    }

    @Test func cellsAreLent() throws {
        let rows = 5_003
        let block = try Self.decoded(Self.block(rows: rows), 2_000)
        try block.withValues(of: Self.heading(0), as: Int64.self) { values, nulls in
            #expect(values.count == rows)
            #expect((0..<rows).allSatisfy { nulls[$0] == Self.isNull($0) && (nulls[$0] || values[$0] == Int64($0)) })
        }
        try block.withValues(of: Self.heading(4), as: Bool.self) { values, _ in
            #expect((0..<rows).allSatisfy { values[$0] == ($0 % 3 == 0) })
        }
    }

    @Test func aBlockIsUsedAgainWithOtherColumns() throws {
        var block = try Self.decoded(Self.block(rows: 20_003), 2_000)
        try block.decode(Self.block(rows: 100)[...])
        #expect(!block.columns[0...4].contains { $0.isPacked })
        #expect(block.value(row: 3, column: Self.heading(0)) == .int64(3))
    }

    @Test func dictionariesWithoutValues() throws {
        let entries = Self.joined([3], Self.bytes(Int32(2)), [1, 0xc0])
        func block(_ ids: [Int32]) -> [UInt8] {
            let head = Self.joined(Self.bytes(Int32(1)), [5], Self.bytes(Int32(2)), [4, 5, 2, 0], Self.bytes(Int64(7)))
            return Self.joined(head, entries, Self.bytes(Int32(2)), Array(ids.map { Self.bytes($0) }.joined()))
        }
        let read = try Self.decoded(block([0, 1]), 2_000)
        #expect(read.columns[0].isNull(row: 0) && read.columns[0].isNull(row: 1))
        for ids in [[0, 2], [-1, 0]] as [[Int32]] {
            #expect(throws: ThriftDecodingError.self) { try Self.decoded(block(ids), 2_000) }
        }
    }
}
