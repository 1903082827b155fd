import IoTDBTesting
import IoTDBWire
import Testing

/// A column of a random block: its cells, and its bytes as a server writes them.
///
/// A cell is the bits of its value; of a binary one the bytes, the first lowest, with their number in the lowest byte.
private struct RandomColumn {
    let type: PhysicalType
    /// Whether one stored cell stands for all rows.
    let isRun: Bool
    let cells: [UInt64?]

    init(_ type: PhysicalType, rows: Int, using generator: inout SeededGenerator) {
        self.type = type
        isRun = rows > 0 && Int.random(in: 0..<4, using: &generator) == 0
        let nullShare = [0, 1, 5, 9].randomElement(using: &generator) ?? 0
        let distinct = (0..<(isRun ? 1 : rows)).map { _ in
            Int.random(in: 0..<10, using: &generator) < nullShare ? nil : Self.cell(type, generator.next())
        }
        cells = isRun ? Array(repeating: distinct[0], count: rows) : distinct
    }

    private static func cell(_ type: PhysicalType, _ random: UInt64) -> UInt64 {
        switch type {
        case .boolean: return random & 1
        case .int32, .float: return random & 0xffff_ffff
        case .int64, .double: return random
        case .binary:
            let count = random & 7
            return random & (UInt64.max >> (56 - 8 * count)) & ~0xff | count
        }
    }

    /// Encoding byte of the cells.
    private var encoding: UInt8 {
        switch type {
        case .boolean: 0
        case .int32, .float: 1
        case .int64, .double: 2
        case .binary: 3
        }
    }

    /// Encoding byte in the block's heading.
    var headingEncoding: UInt8 { isRun ? 4 : encoding }

    var bytes: [UInt8] { isRun ? [encoding] + Self.bytes(type, [cells[0]]) : Self.bytes(type, cells) }

    private static func bytes(_ type: PhysicalType, _ cells: [UInt64?]) -> [UInt8] {
        var bytes: [UInt8] = [cells.contains(nil) ? 1 : 0]
        if cells.contains(nil) { bytes += packed(cells.map { $0 == nil }) }
        if type == .boolean { return bytes + packed(cells.map { $0 == 1 }) }
        for case let cell? in cells {
            switch type {
            case .int32, .float: append(UInt32(cell), to: &bytes)
            case .binary:
                append(UInt32(cell & 0xff), to: &bytes)
                for place in 0..<(cell & 0xff) { bytes.append(UInt8(truncatingIfNeeded: cell >> (8 + 8 * place))) }
            default: append(cell, to: &bytes)
            }
        }
        return bytes
    }

    private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    private static func packed(_ bits: [Bool]) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: (bits.count + 7) / 8)
        for (row, bit) in bits.enumerated() where bit { bytes[row / 8] |= 0x80 >> UInt8(row % 8) }
        return bytes
    }
}

@Suite("Random TsBlocks")
struct TsBlockPropertyTests {
    /// 10 200 blocks in all.
    @Test("a block decodes to the cells it was made of", arguments: 0..<300 as Range<UInt64>)
    func decode(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let types: [PhysicalType] = [.boolean, .int32, .int64, .float, .double, .binary]
        var block = TsBlock()
        for _ in 0..<34 {
            let rows = Int.random(in: 0...30, using: &generator)
            let columns = (0..<Int.random(in: 0...5, using: &generator)).map { _ in
                RandomColumn(types.randomElement(using: &generator) ?? .int32, rows: rows, using: &generator)
            }
            // The slice begins at an odd address, as blocks inside an answer do.
            try block.decode(([0] + Self.bytes(columns, rows: rows)).dropFirst())
            #expect(block.rowCount == rows && block.columns.count == columns.count)
            for (column, expected) in zip(block.columns, columns) {
                let cells = (0..<rows).map { Self.cell(column, of: block, row: $0) }
                #expect(cells == expected.cells)
            }
        }
    }

    /// A block with the columns; its time column is a row number.
    private static func bytes(_ columns: [RandomColumn], rows: Int) -> [UInt8] {
        var bytes: [UInt8] = [0, 0, 0, UInt8(columns.count)]
        bytes += columns.map(\.type.rawValue)
        bytes += [0, 0, 0, UInt8(rows), 2]
        bytes += columns.map(\.headingEncoding)
        bytes.append(0)
        for row in 0..<rows { bytes += [0, 0, 0, 0, 0, 0, 0, UInt8(row)] }
        return bytes + columns.flatMap(\.bytes)
    }

    private static func cell(_ column: Column, of block: TsBlock, row: Int) -> UInt64? {
        if column.isNull(row: row) { return nil }
        let index = column.index(ofRow: row)
        switch column.physicalType {
        case .boolean: return UInt64(column.bits[index])
        case .int32, .float: return UInt64(UInt32(bitPattern: column.int32s[index]))
        case .int64, .double: return UInt64(bitPattern: column.int64s[index])
        case .binary:
            let range = column.ranges[index]
            let start = block.bytes.startIndex + Int(range.start)
            let bytes = block.bytes[start..<start + Int(range.count)]
            return bytes.reversed().reduce(0) { ($0 | UInt64($1)) << 8 } | UInt64(range.count)
        }
    }
}
