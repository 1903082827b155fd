/// The text of some rows of one column, laid end to end and reused for the next rows.
struct CellBatch: Sendable {
    /// Where one cell's text lies, and its terminal columns.
    struct Cell: Sendable, Equatable {
        var start: Int
        var end: Int
        var columns: Int
        var isNull: Bool
    }

    /// Rows that are formatted together: enough to pay for the change of column, few enough to stay in the nearest cache.
    static let rowLimit = 256

    var text = TextBuffer(capacity: 8 * 1024)
    private(set) var cells: [Cell] = []

    /// Forgets the cells and keeps the memory.
    mutating func removeAll() {
        text.truncate()
        cells.removeAll(keepingCapacity: true)
    }

    /// Ends the cell that was appended to ``text`` from `start` on.
    ///
    /// - Parameter columns: Terminal columns; the number of bytes when absent, right for ASCII.
    @inline(__always)
    mutating func close(from start: Int, columns: Int? = nil, isNull: Bool = false) {
        let end = text.count
        cells.append(Cell(start: start, end: end, columns: columns ?? end - start, isNull: isNull))
    }

    /// Repeats the last cell without copying its text.
    mutating func repeatLast(_ times: Int) {
        guard times > 0, let last = cells.last else { return }
        cells.append(contentsOf: repeatElement(last, count: times))
    }
}
