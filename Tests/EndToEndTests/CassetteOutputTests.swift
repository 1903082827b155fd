import IoTDBTesting
import ShellKit
import Testing

/// What the built shell prints for every recorded statement, a folder in one process.
@Suite(.serialized) struct CassetteOutputTests {
    @Test(arguments: CassetteName.folders)
    func everyCellIsInTheOutput(_ folder: String) throws {
        let script = try FolderScript(folder: folder)
        let csv = try script.run(format: "csv")
        try script.checkErrors(csv)
        let table = try script.run(format: "table")
        try script.checkErrors(table)
        var records = CSVRecords(csv.output)
        var lines = TableLines(table.output)
        for cassette in script.cassettes {
            guard let expectation = try cassette.result() else { continue }
            let rows = try checkCSV(cassette.id, expectation, &records)
            checkTable(cassette.id, expectation, rows, &lines)
        }
        let areAtEnd = (records.isAtEnd, lines.isAtEnd)
        #expect(areAtEnd == (true, true))
    }

    /// Checks header, number of rows and every recorded cell; answers all rows.
    private func checkCSV(
        _ id: String,
        _ expectation: Cassette.Expectation,
        _ records: inout CSVRecords
    ) throws -> [[CSVField]] {
        let types = expectation.allTypes
        // Without columns, and without times, a result has no csv at all.
        guard !expectation.allColumns.isEmpty else { return [] }
        let header = records.next()
        #expect(header?.map(\.text) == expectation.allColumns, "\(id)")
        var rows: [[CSVField]] = []
        for index in 0..<expectation.rowCount {
            let record = records.next()
            let row = try #require(record, "\(id) ends after \(index) rows")
            try #require(row.count == types.count, "\(id), row \(index)")
            rows.append(row)
            if index < expectation.rows.count { checkRow("\(id), row \(index)", row, expectation.rows[index], types) }
        }
        return rows
    }

    private func checkRow(_ place: String, _ row: [CSVField], _ cells: [Cassette.Cell?], _ types: [String]) {
        #expect(cells.count == types.count, "\(place)")
        for (field, (cell, type)) in zip(row, zip(cells, types)) where !field.shows(cell, type: type) {
            Issue.record("\(place): \(field) instead of \(cell.map { "\($0)" } ?? "null")")
        }
    }

    /// Checks header, rows and footer; the cells are those of csv, made safe for a terminal.
    private func checkTable(
        _ id: String,
        _ expectation: Cassette.Expectation,
        _ rows: [[CSVField]],
        _ lines: inout TableLines
    ) {
        let header = lines.next()
        #expect(header == TableLines.joined(expectation.allColumns), "\(id)")
        let rule = lines.next() ?? ""
        #expect(rule.utf8.allSatisfy { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }, "\(id)")
        for (index, row) in rows.enumerated() {
            let cells = row.map { $0.text.isEmpty && !$0.isQuoted ? "null" : DisplayText.safe($0.text) }
            let line = lines.next()
            if line != TableLines.joined(cells) { Issue.record("\(id), row \(index): \(line ?? "no line")") }
        }
        let footer = lines.next()
        #expect(footer == (rows.count == 1 ? "(1 row)" : "(\(rows.count) rows)"), "\(id)")
        let blank = lines.next()
        #expect(blank == "", "\(id)")
    }
}
