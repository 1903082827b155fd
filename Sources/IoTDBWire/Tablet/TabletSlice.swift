/// Rows of a tablet that make one request.
package struct TabletSlice: Sendable {
    /// Places in the order of time.
    package let rows: Range<Int>
    /// Row at each place; nil where rows are in the order of time already.
    package let order: [Int]?

    package init(rows: Range<Int>, order: [Int]?) {
        self.rows = rows
        self.order = order
    }

    /// The row at a place.
    package func row(at place: Int) -> Int { order?[place] ?? place }

    /// Whether these are all rows of a tablet.
    package func isWhole(of tablet: Tablet) -> Bool { rows.count == tablet.rowCount }
}

extension Tablet {
    /// Splits the rows, in the order of time, into requests of at most `maximumBytes`; one slice when all fit, none
    /// without rows.
    ///
    /// The bound holds for the whole request with names, in either protocol. A row is never split: one that is larger
    /// makes a request of its own, of at most `maximumRowBytes`. O(rows × columns) when it splits.
    /// - Throws: ``IoTDBError/Code/invalidArgument`` for columns of unequal length, or naming the first row that is too
    ///   large by itself.
    package func slices(maximumBytes: Int, maximumRowBytes: Int? = nil) throws(IoTDBError) -> [TabletSlice] {
        try checkRectangular()
        guard rowCount > 0 else { return [] }
        let order = isSorted ? nil : timeOrder()
        let limit = RequestLimit(self, maximumBytes: min(maximumBytes, Int(Int32.max)))
        let rowLimit = RequestLimit(self, maximumBytes: min(maximumRowBytes ?? maximumBytes, Int(Int32.max)))
        if limit.admits(rows: rowCount, cells: storage.reduce(0) { $0 + $1.wireSize }) {
            return [TabletSlice(rows: 0..<rowCount, order: order)]
        }
        var slices: [TabletSlice] = []
        var start = 0
        var cells = 0
        for place in 0..<rowCount {
            let row = order?[place] ?? place
            let rowCells = storage.reduce(0) { $0 + $1.wireSize(row: row) }
            guard rowLimit.admits(rows: 1, cells: rowCells) else { throw tooLarge(row, rowCells, rowLimit) }
            if place > start, !limit.admits(rows: place - start + 1, cells: cells + rowCells) {
                slices.append(TabletSlice(rows: start..<place, order: order))
                start = place
                cells = 0
            }
            cells += rowCells
        }
        return slices + [TabletSlice(rows: start..<rowCount, order: order)]
    }

    private func tooLarge(_ row: Int, _ cells: Int, _ limit: RequestLimit) -> IoTDBError {
        let size = limit.size(rows: 1, cells: cells)
        return IoTDBError(
            .invalidArgument,
            "row \(row) of \(target), time \(timestamps[row]), needs \(size) bytes and a request may have \(limit.maximumBytes)"
        )
    }
}

/// Sizes of the requests that a tablet can be split into.
private struct RequestLimit {
    let maximumBytes: Int
    /// Names with length, type and category, a null flag a column, and 256 bytes for everything else.
    private let fixedBytes: Int
    /// Columns that need a null bitmap.
    private let nullableColumns: Int

    init(_ tablet: Tablet, maximumBytes: Int) {
        self.maximumBytes = maximumBytes
        nullableColumns = tablet.storage.count { $0.nullCount > 0 }
        let names = tablet.storage.reduce(0) { $0 + $1.schema.name.utf8.count + 4 + 4 + 1 + 1 }
        fixedBytes = 256 + tablet.target.utf8.count + names
    }

    /// Upper bound of the bytes of a request with these rows, whose cells take `cells` bytes.
    func size(rows: Int, cells: Int) -> Int { fixedBytes + cells + rows * 8 + nullableColumns * (rows / 8 + 1) }

    func admits(rows: Int, cells: Int) -> Bool { size(rows: rows, cells: cells) <= maximumBytes }
}
