import IoTDBWire

/// A query of a ``FakeServer``: `select canary C pages P rows R`.
///
/// The result has the columns Time (row number, from 0) and `canary` (INT64: C · 1 000 000 + row number), so that a row
/// that is wrong, repeated, missing or of another query shows itself.
struct FakeQuery: Sendable {
    let canary: Int64
    let rows: Int
    var pagesLeft: Int
    var nextRow = 0

    /// Reads the statement; nil for any other.
    init?(_ statement: String) {
        let words = statement.split(separator: " ")
        guard words.count == 7, words[0] == "select", words[1] == "canary", words[3] == "pages", words[5] == "rows",
            let canary = Int64(words[2]), let pages = Int(words[4]), let rows = Int(words[6])
        else { return nil }
        self.canary = canary
        self.rows = rows
        pagesLeft = pages
    }

    /// The blocks of the next page.
    mutating func nextPage() -> [ArraySlice<UInt8>] {
        guard pagesLeft > 0 else { return [] }
        pagesLeft -= 1
        guard rows > 0 else { return [] }
        defer { nextRow += rows }
        return [Self.block(times: nextRow..<nextRow + rows) { canary * 1_000_000 + Int64($0) }[...]]
    }

    /// A block with one INT64 column, laid out as the server does.
    private static func block(times: Range<Int>, value: (Int) -> Int64) -> [UInt8] {
        var bytes: [UInt8] = []
        func append(_ number: some FixedWidthInteger) {
            withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
        }
        append(Int32(1))
        bytes.append(PhysicalType.int64.rawValue)
        append(Int32(times.count))
        bytes += [ColumnEncoding.int64Array.rawValue, ColumnEncoding.int64Array.rawValue]
        bytes.append(0)
        for row in times { append(Int64(row)) }
        bytes.append(0)
        for row in times { append(value(row)) }
        return bytes
    }
}
