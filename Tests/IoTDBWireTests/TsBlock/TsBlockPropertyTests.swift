import IoTDBTesting
import IoTDBWire
import Testing

/// A column of a random block: its cells, and its bytes as a server writes them.
private struct RandomColumn {
    let type: PhysicalType
    let cells: [UInt64?]

    init(_ type: PhysicalType, rows: Int, using generator: inout SeededGenerator) {
        self.type = type
        let nullShare = [0, 1, 5, 9].randomElement(using: &generator) ?? 0
        let mask: UInt64 = type == .boolean ? 1 : type == .int32 ? 0xffff_ffff : .max
        cells = (0..<rows).map { _ in
            Int.random(in: 0..<10, using: &generator) < nullShare ? nil : generator.next() & mask
        }
    }

    var bytes: [UInt8] {
        var bytes: [UInt8] = [cells.contains(nil) ? 1 : 0]
        if cells.contains(nil) { bytes += packed(cells.map { $0 == nil }) }
        if type == .boolean { return bytes + packed(cells.map { $0 == 1 }) }
        let width = type == .int32 ? 4 : 8
        for case let cell? in cells {
            bytes += (0..<width).map { UInt8(truncatingIfNeeded: cell >> UInt64(8 * (width - 1 - $0))) }
        }
        return bytes
    }

    private func packed(_ bits: [Bool]) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: (bits.count + 7) / 8)
        for (row, bit) in bits.enumerated() where bit { bytes[row / 8] |= 0x80 >> UInt8(row % 8) }
        return bytes
    }
}

@Suite("Random TsBlocks")
struct TsBlockPropertyTests {
    @Test("a block decodes to the cells it was made of", arguments: 0..<300 as Range<UInt64>)
    func decode(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var block = TsBlock()
        for _ in 0..<3 {
            let rows = Int.random(in: 0...100, using: &generator)
            let types: [PhysicalType] = [.int64, .boolean, .int32, .int64]
            let columns = types.map { RandomColumn($0, rows: rows, using: &generator) }
            // The slice begins at an odd address, as blocks inside an answer do.
            try block.decode(([0] + Self.bytes(columns, rows: rows)).dropFirst())
            #expect(block.rowCount == rows)
            for (column, expected) in zip(block.columns, columns) {
                #expect((0..<rows).map { Self.cell(column, row: $0) } == expected.cells)
            }
        }
    }

    /// A block with the columns; its time column is a row number.
    private static func bytes(_ columns: [RandomColumn], rows: Int) -> [UInt8] {
        var bytes: [UInt8] = [0, 0, 0, UInt8(columns.count)]
        bytes += columns.map(\.type.rawValue)
        bytes += [0, 0, 0, UInt8(rows), 2]
        bytes += columns.map { $0.type == .boolean ? 0 : $0.type == .int32 ? 1 : 2 }
        bytes.append(0)
        for row in 0..<rows { bytes += [0, 0, 0, 0, 0, 0, 0, UInt8(row)] }
        return bytes + columns.flatMap(\.bytes)
    }

    private static func cell(_ column: Column, row: Int) -> UInt64? {
        if column.isNull(row: row) { return nil }
        let index = column.index(ofRow: row)
        switch column.physicalType {
        case .boolean: return UInt64(column.bits[index])
        case .int32, .float: return UInt64(UInt32(bitPattern: column.int32s[index]))
        default: return UInt64(bitPattern: column.int64s[index])
        }
    }
}
