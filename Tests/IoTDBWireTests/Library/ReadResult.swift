import IoTDBTesting
import IoTDBWire

/// A result as it was read: up to its end, to the last recorded page, or to an error.
struct ReadResult: Sendable {
    var columns: [ResultColumn] = []
    var rows: [[Value]] = []
    /// What ended the rows before their end.
    var failure: IoTDBError?
    /// Whether the rows were read to their end.
    var isComplete = false

    /// Reads the first page and as many more as were recorded, then closes the result.
    init(_ results: ResultSet, fetches: Int) async {
        columns = results.columns
        let index = ColumnIndex(columns)
        do throws(IoTDBError) {
            for _ in 0...fetches {
                guard let page = try await results.nextPage() else {
                    isComplete = true
                    break
                }
                rows += page.rows(columns: index).map(\.values)
                // What follows the last page needs no request, so asking costs nothing.
            }
        } catch {
            failure = error
        }
        await results.close()
    }

    /// What is not as the Go client read it; empty when all is.
    func differences(_ expect: JSON) -> [String] {
        var found: [String] = []
        let names = expect["columns"]?.array?.compactMap(\.string) ?? []
        if columns.map(\.name) != names { found.append("columns \(columns.map(\.name)) instead of \(names)") }
        let types = expect["types"]?.array?.compactMap(\.string) ?? []
        if columns.map(goType) != types { found.append("types \(columns.map(goType)) instead of \(types)") }
        let count = Int(expect["row_count"]?.integer ?? -1)
        // The Go test left some results in the middle of a page, which we hand out whole.
        if rows.count < count { found.append("\(rows.count) rows instead of \(count)") }
        if isComplete, failure == nil, rows.count > count { found.append("\(rows.count) rows instead of \(count)") }
        for (row, cells) in (expect["rows"]?.array ?? []).enumerated() where row < rows.count {
            for (column, cell) in (cells.array ?? []).enumerated() where column < rows[row].count {
                if !GoText.shows(cell, rows[row][column]) {
                    found.append("row \(row), column \(column): \(rows[row][column]) instead of \(cell)")
                }
            }
        }
        return found
    }

    /// Go calls the time column of a tree result INT64.
    private func goType(_ column: ResultColumn) -> String { column.blockIndex == -1 ? "INT64" : column.type.name }
}
