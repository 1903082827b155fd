import IoTDBWire

/// The text of some rows of a result, formatted column after column and laid end to end; reused for the next rows.
struct RowBatch: Sendable {
    /// Where one cell's text lies, and its terminal columns.
    struct Cell: Sendable, Equatable {
        var start = 0
        var length = 0
        var columns: Int32 = 0
        var isNull = false
    }

    /// Rows that are formatted together: enough to pay for the change of column, few enough to stay in a near cache.
    static let rowLimit = 256

    /// The text of all cells. A value that is valid for many rows stands here once.
    private(set) var text = TextBuffer(capacity: 32 * 1024)
    /// Cells of the first column, then of the second, and so on; longer than needed when the batch has been larger.
    private var cells: [Cell] = []
    /// Number of rows in the batch.
    private(set) var rowCount = 0
    /// Number of columns in the batch.
    private(set) var columnCount = 0

    /// Forgets the cells, keeps the memory, and makes room.
    mutating func begin(rows: Int, columns: Int) {
        text.truncate()
        rowCount = rows
        columnCount = columns
        let missing = rows * columns - cells.count
        if missing > 0 { cells.append(contentsOf: repeatElement(Cell(), count: missing)) }
    }

    /// Place and size of a cell.
    @inline(__always)
    func cell(_ row: Int, _ column: Int) -> Cell { cells[column * rowCount + row] }

    /// Terminal columns of the widest cell of a column.
    func widestCell(ofColumn column: Int) -> Int {
        cells[(column * rowCount)..<((column + 1) * rowCount)].reduce(0) { max($0, Int($1.columns)) }
    }

    /// Fills a column with ASCII cells that take at most `limit` bytes each; the body writes one and returns its length.
    @inline(__always)
    mutating func fill(
        _ index: Int,
        _ column: Column,
        _ rows: Range<Int>,
        null: NullText,
        atMost limit: Int,
        _ body: (UnsafeMutablePointer<UInt8>, Int) -> Int
    ) {
        let count = column.isRun ? 1 : rows.count
        let first = column.isRun ? 0 : rows.lowerBound
        let base = text.count
        Self.fill(&text, &cells, atMost: count * max(limit, null.bytes.count)) { target, cells in
            var at = 0
            for offset in 0..<count {
                let isNull = !column.nulls.isEmpty && column.isNull(row: first + offset)
                let length = isNull ? null.write(to: target + at) : body(target + at, first + offset)
                cells[index * rows.count + offset] = Cell(
                    start: base + at,
                    length: length,
                    columns: isNull ? null.columns : Int32(truncatingIfNeeded: length),
                    isNull: isNull
                )
                at += length
            }
            return at
        }
        if column.isRun { repeatFirst(ofColumn: index) }
    }

    /// Two stored properties as separate parameters, because one closure cannot reach into `self` while another changes it.
    @inline(__always)
    private static func fill(
        _ text: inout TextBuffer,
        _ cells: inout [Cell],
        atMost limit: Int,
        _ body: (UnsafeMutablePointer<UInt8>, UnsafeMutableBufferPointer<Cell>) -> Int
    ) {
        cells.withUnsafeMutableBufferPointer { cells in
            text.write(atMost: limit) { body($0, cells) }
        }
    }

    /// Fills a column with cells of any length; the body appends one and returns its terminal columns.
    mutating func fill(
        _ index: Int,
        _ column: Column,
        _ rows: Range<Int>,
        null: NullText,
        _ body: (inout TextBuffer, Int) -> Int
    ) {
        let count = column.isRun ? 1 : rows.count
        let first = column.isRun ? 0 : rows.lowerBound
        for offset in 0..<count {
            let start = text.count
            let isNull = column.isNull(row: first + offset)
            if isNull { text.append(null.bytes) }
            let columns = isNull ? null.columns : Int32(clamping: body(&text, first + offset))
            cells[index * rows.count + offset] = Cell(
                start: start,
                length: text.count - start,
                columns: columns,
                isNull: isNull
            )
        }
        if column.isRun { repeatFirst(ofColumn: index) }
    }

    /// Gives all rows of a column the cell of the first.
    private mutating func repeatFirst(ofColumn index: Int) {
        let start = index * rowCount
        for place in start..<(start + rowCount) { cells[place] = cells[start] }
    }

    /// Rows from `first` on that together need at most about 256 KiB, at least one, and the bytes they need.
    ///
    /// - Parameter overhead: Bytes a row needs besides the text of its cells.
    func rows(from first: Int, overhead: Int) -> (rows: Range<Int>, bytes: Int) {
        var end = first
        var bytes = 0
        while end < rowCount {
            var row = overhead
            for column in 0..<columnCount { row += cell(end, column).length }
            if end > first && bytes + row > 256 * 1024 { break }
            bytes += row
            end += 1
        }
        return (first..<end, bytes)
    }

    /// Hands the text and the cells to a renderer that assembles rows.
    @inline(__always)
    func withCells(_ body: (UnsafeRawBufferPointer, UnsafeBufferPointer<Cell>) -> Void) {
        text.withBytes { text in cells.withUnsafeBufferPointer { body(text, $0) } }
    }
}

/// What stands for null.
struct NullText: Sendable {
    /// The text, safe for a terminal.
    let bytes: [UInt8]
    /// Its terminal columns.
    let columns: Int32

    init(_ string: String) {
        var text = TextBuffer()
        columns = Int32(clamping: DisplayText.append(string, to: &text))
        bytes = text.withBytes { Array($0) }
    }

    /// Writes the text and returns its length.
    @inline(__always)
    func write(to target: UnsafeMutablePointer<UInt8>) -> Int {
        for (offset, byte) in bytes.enumerated() { target[offset] = byte }
        return bytes.count
    }
}
