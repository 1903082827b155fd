import IoTDBWire

/// A query of a ``FakeServer``: `select canary C pages P rows R`, or the same and `cell B`.
///
/// With `cell` each row also has a TEXT of B bytes, for results that are large and cheap to make.
///
/// The result has the columns Time (row number, from 0) and `canary` (INT64: C · 1 000 000 + row number), so that a row
/// that is wrong, repeated, missing or of another query shows itself.
struct FakeQuery: Sendable {
    let canary: Int64
    let rows: Int
    /// The cell of the column `filler`, its length in front; empty without such a column.
    let filler: [UInt8]
    var pagesLeft: Int
    var nextRow = 0

    /// Reads the statement; nil for any other.
    init?(_ statement: String) {
        let words = statement.split(separator: " ")
        guard words.count == 7 || (words.count == 9 && words[7] == "cell"), words[0] == "select", words[1] == "canary",
            words[3] == "pages", words[5] == "rows",
            let canary = Int64(words[2]), let pages = Int(words[4]), let rows = Int(words[6])
        else { return nil }
        self.canary = canary
        self.rows = rows
        let size = words.count == 9 ? UInt32(words[8]) ?? 0 : 0
        filler =
            size == 0
            ? [] : withUnsafeBytes(of: size.bigEndian) { Array($0) } + Array(repeating: 0x61, count: Int(size))
        pagesLeft = pages
    }

    /// The blocks of the next page.
    mutating func nextPage() -> [ArraySlice<UInt8>] {
        guard pagesLeft > 0 else { return [] }
        pagesLeft -= 1
        guard rows > 0 else { return [] }
        defer { nextRow += rows }
        return [block(times: nextRow..<nextRow + rows) { canary * 1_000_000 + Int64($0) }[...]]
    }

    /// A block with one INT64 column and perhaps one of texts, laid out as the server does.
    private func block(times: Range<Int>, value: (Int) -> Int64) -> [UInt8] {
        var bytes: [UInt8] = []
        func append(_ number: some FixedWidthInteger) {
            withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
        }
        let hasFiller = !filler.isEmpty
        bytes.reserveCapacity(64 + times.count * (16 + filler.count))
        append(Int32(hasFiller ? 2 : 1))
        bytes.append(PhysicalType.int64.rawValue)
        if hasFiller { bytes.append(PhysicalType.binary.rawValue) }
        append(Int32(times.count))
        bytes += [ColumnEncoding.int64Array.rawValue, ColumnEncoding.int64Array.rawValue]
        if hasFiller { bytes.append(ColumnEncoding.binaryArray.rawValue) }
        bytes.append(0)
        for row in times { append(Int64(row)) }
        bytes.append(0)
        for row in times { append(value(row)) }
        guard hasFiller else { return bytes }
        bytes.append(0)
        for _ in times { bytes += filler }
        return bytes
    }
}
