import IoTDBWire

/// Formats some rows of a result column by column, lays the texts end to end, and puts rows together from them.
///
/// The only place where rows are put together. It computes how long they can get, and ``TextWriter`` checks every byte
/// against that bound. Reused for the next rows, so that a stream of pages allocates nothing.
struct RowAssembler: Sendable {
    /// Where one cell's text lies, and its terminal columns.
    struct Cell: Sendable, Equatable {
        var start = 0
        var length = 0
        var columns: Int32 = 0
        var isNull = false
    }

    /// Rows that are formatted together: enough to pay for the change of column, few enough to stay in a near cache.
    static let rowLimit = 256
    /// Bytes of output that are put together before they are offered to the sink; a longer row goes alone.
    private static let windowLimit = 256 * 1024

    /// The text of all cells. A value that is valid for many rows stands here once.
    private var text = TextBuffer(capacity: 32 * 1024)
    /// Cells of the first column, then of the second, and so on; longer than needed when there have been more.
    private var cells: [Cell] = []
    /// Bytes that the cells of each column take in the output.
    private var columnBytes: [Int] = []
    /// Number of rows.
    private(set) var rowCount = 0
    /// Number of columns.
    private(set) var columnCount = 0
    /// Whether any cell may be null.
    private(set) var mayHaveNulls = false

    /// Forgets the cells, keeps the memory, and makes room.
    mutating func begin(rows: Int, columns: Int) {
        text.truncate()
        rowCount = rows
        columnCount = columns
        mayHaveNulls = false
        let missing = rows * columns - cells.count
        if missing > 0 { cells.append(contentsOf: repeatElement(Cell(), count: missing)) }
        if columnBytes.count != columns { columnBytes = Array(repeating: 0, count: columns) }
    }

    /// Place and size of a cell.
    @inline(__always)
    func cell(_ row: Int, _ column: Int) -> Cell { cells[column * rowCount + row] }

    /// Whether a cell is null.
    @inline(__always)
    func isNull(_ row: Int, _ column: Int) -> Bool { cells[column * rowCount + row].isNull }

    /// Appends the text of one cell to a buffer.
    func append(_ row: Int, _ column: Int, to output: inout TextBuffer) {
        let cell = cell(row, column)
        output.append(text, from: cell.start, to: cell.start + cell.length)
    }

    /// Marks a cell: in reverse video or, without colour, with `*` behind it.
    mutating func mark(_ row: Int, _ column: Int, usesColor: Bool) {
        let place = column * rowCount + row
        var piece = TextBuffer(capacity: 64)
        if usesColor { piece.append("\u{1b}[7m") }
        append(row, column, to: &piece)
        // An empty cell needs something to be seen by.
        let mark = usesColor ? (cells[place].columns == 0 ? " " : "") : "*"
        piece.append(mark)
        if usesColor { piece.append("\u{1b}[0m") }
        cells[place].start = text.count
        cells[place].length = piece.count
        cells[place].columns += Int32(mark.utf8.count)
        columnBytes[column] += piece.count
        text.append(piece, from: 0, to: piece.count)
    }

    /// Terminal columns of the widest cell of a column.
    func widestCell(ofColumn column: Int) -> Int {
        cells[(column * rowCount)..<((column + 1) * rowCount)].reduce(0) { max($0, Int($1.columns)) }
    }

    /// Fills a column with ASCII cells that take at most `limit` bytes each; the body writes one.
    @inline(__always)
    mutating func fill(
        _ index: Int,
        _ column: Column,
        _ rows: Range<Int>,
        null: NullText,
        atMost limit: Int,
        _ body: (inout TextWriter, Int) -> Void
    ) {
        let count = column.isRun ? 1 : rows.count
        let first = column.isRun ? 0 : rows.lowerBound
        let base = text.count
        let place = index * rowCount
        Self.fill(&text, &cells, atMost: count * max(limit, null.bytes.count)) { writer, cells in
            precondition(place >= 0 && place + count <= cells.count)
            for offset in 0..<count {
                let start = writer.count
                let isNull = !column.nulls.isEmpty && column.isNull(row: first + offset)
                if isNull { writer.put(null.bytes) } else { body(&writer, first + offset) }
                let length = writer.count - start
                cells[place + offset] = Cell(
                    start: base + start,
                    length: length,
                    columns: isNull ? null.columns : Int32(truncatingIfNeeded: length),
                    isNull: isNull
                )
            }
        }
        finish(index, column, bytes: text.count - base)
    }

    /// Two stored properties as separate parameters, because one closure cannot reach into `self` while another changes
    /// it.
    @inline(__always)
    private static func fill(
        _ text: inout TextBuffer,
        _ cells: inout [Cell],
        atMost limit: Int,
        _ body: (inout TextWriter, UnsafeMutableBufferPointer<Cell>) -> Void
    ) {
        cells.withUnsafeMutableBufferPointer { cells in
            text.write(atMost: limit) { body(&$0, cells) }
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
        let base = text.count
        for offset in 0..<count {
            let start = text.count
            let isNull = column.isNull(row: first + offset)
            if isNull { text.append(null.bytes) }
            let columns = isNull ? null.columns : Int32(clamping: body(&text, first + offset))
            cells[index * rowCount + offset] = Cell(
                start: start,
                length: text.count - start,
                columns: columns,
                isNull: isNull
            )
        }
        finish(index, column, bytes: text.count - base)
    }

    /// Adds a column behind those of the result, of texts that take at most `limit` bytes each; the body writes one.
    ///
    /// It is there until the next rows begin.
    @inline(__always)
    mutating func addColumn(atMost limit: Int, _ body: (inout TextWriter, Int) -> Void) {
        let (base, place, count) = (text.count, columnCount * rowCount, rowCount)
        let missing = place + count - cells.count
        if missing > 0 { cells.append(contentsOf: repeatElement(Cell(), count: missing)) }
        Self.fill(&text, &cells, atMost: count * limit) { writer, cells in
            precondition(place + count <= cells.count)
            for row in 0..<count {
                let start = writer.count
                body(&writer, row)
                cells[place + row] = Cell(start: base + start, length: writer.count - start)
            }
        }
        columnCount += 1
        columnBytes.append(text.count - base)
    }

    /// Gives all rows of a run the cell of the first, and notes the bytes of the column.
    private mutating func finish(_ index: Int, _ column: Column, bytes: Int) {
        if !column.nulls.isEmpty { mayHaveNulls = true }
        columnBytes[index] = column.isRun ? bytes * rowCount : bytes
        guard column.isRun else { return }
        let start = index * rowCount
        for place in start..<(start + rowCount) { cells[place] = cells[start] }
    }

    /// Writes some rows in windows of bytes, so that the longest cells in many rows take little memory.
    ///
    /// - Parameter isFirst: whether no row stands in front of these; false afterwards.
    func write(
        _ rows: Range<Int>,
        as template: RowTemplate,
        isFirst: inout Bool,
        to output: inout OutputBuffer
    ) throws(OutputError) {
        var first = rows.lowerBound
        while first < rows.upperBound {
            let window = window(first..<rows.upperBound, template)
            write(window.rows, as: template, skipsSeparator: isFirst, atMost: window.bytes, to: &output.text)
            isFirst = false
            try output.flushIfFull()
            first = window.rows.upperBound
        }
    }

    /// The first of some rows that together need at most a window, at least one, and the bytes they need.
    private func window(_ rows: Range<Int>, _ template: RowTemplate) -> (rows: Range<Int>, bytes: Int) {
        let all = template.fields.reduce(rowCount * template.overhead) { $0 + columnBytes[$1.column] }
        if all <= Self.windowLimit { return (rows, all) }
        var end = rows.lowerBound
        var bytes = 0
        while end < rows.upperBound {
            var row = template.overhead
            for field in template.fields { row += cell(end, field.column).length }
            if end > rows.lowerBound && bytes + row > Self.windowLimit { break }
            bytes += row
            end += 1
        }
        return (rows.lowerBound..<end, bytes)
    }

    private func write(
        _ rows: Range<Int>,
        as template: RowTemplate,
        skipsSeparator: Bool,
        atMost limit: Int,
        to output: inout TextBuffer
    ) {
        let (separator, suffix, rowCount) = (template.separator, template.suffix, rowCount)
        let suffixByte = template.literals[suffix.lowerBound]
        text.withBytes { source in
            template.literals.withUnsafeBytes { literals in
                output.write(atMost: limit) { writer in
                    for row in rows {
                        if !separator.isEmpty, row > rows.lowerBound || !skipsSeparator {
                            writer.put(literals, from: separator.lowerBound, count: separator.count)
                        }
                        for field in template.fields {
                            let cell = cells[field.column * rowCount + row]
                            if field.leadCount == 1 {
                                writer.put(field.leadByte)
                            } else if field.leadCount > 0 {
                                writer.put(literals, from: field.leadStart, count: field.leadCount)
                            }
                            if field.padding == .left {
                                writer.put(UInt8(ascii: " "), repeated: field.width - Int(cell.columns))
                            }
                            writer.put(source, from: cell.start, count: cell.length)
                            if field.padding == .right {
                                writer.put(UInt8(ascii: " "), repeated: field.width - Int(cell.columns))
                            }
                        }
                        if suffix.count == 1 {
                            writer.put(suffixByte)
                        } else {
                            writer.put(literals, from: suffix.lowerBound, count: suffix.count)
                        }
                    }
                }
            }
        }
    }
}
