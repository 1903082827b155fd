package import IoTDBWire

/// Comma-separated values: one header line, lines ended by LF, null empty, the empty text `""`.
///
/// A row whose only cell is null is `""`, because readers pass over empty lines. A tree result without columns and rows prints
/// nothing. Numbers that are instants by their name only (`__endTime`) stay numbers.
package struct CSVRenderer: ResultRenderer {
    private let options: RenderOptions
    private var formatter: ValueFormatter
    private var batch = RowBatch()
    private var hasColumns = false
    /// The header of a result that has no columns but the server's time column: written only before a row.
    private var lateHeader: [ResultColumn] = []

    package init(options: RenderOptions) {
        self.options = options
        formatter = ValueFormatter([], options, style: .csv)
    }

    package mutating func begin(columns: [ResultColumn], to output: inout OutputBuffer) throws(OutputError) {
        formatter = ValueFormatter(columns, options, style: .csv)
        hasColumns = !columns.isEmpty
        lateHeader = []
        guard !options.tuplesOnly else { return }
        if columns.allSatisfy({ $0.blockIndex < 0 }) { lateHeader = columns } else { writeHeader(columns, to: &output) }
    }

    private func writeHeader(_ columns: [ResultColumn], to output: inout OutputBuffer) {
        for (index, column) in columns.enumerated() {
            if index > 0 { output.text.append(UInt8(ascii: ",")) }
            var name = column.name
            name.withUTF8 { CSVText.append(UnsafeRawBufferPointer($0), to: &output.text) }
        }
        output.text.append(UInt8(ascii: "\n"))
    }

    package mutating func page(_ page: Page, to output: inout OutputBuffer) throws(OutputError) {
        guard hasColumns else { return }
        if !lateHeader.isEmpty, page.rowCount > 0 {
            writeHeader(lateHeader, to: &output)
            lateHeader = []
        }
        for group in RowGroup.groups(of: page) {
            formatter.format(group, into: &batch)
            var row = 0
            while row < batch.rowCount {
                // A comma or a line feed for each cell, and the quotes of a lone null.
                let next = batch.rows(from: row, overhead: batch.columnCount + 2)
                write(next.rows, atMost: next.bytes, to: &output.text)
                try output.flushIfFull()
                row = next.rows.upperBound
            }
        }
    }

    private func write(_ rows: Range<Int>, atMost limit: Int, to text: inout TextBuffer) {
        let (columnCount, rowCount) = (batch.columnCount, batch.rowCount)
        batch.withCells { source, cells in
            text.write(atMost: limit) { target in
                var line = LineWriter(at: target)
                for row in rows {
                    for column in 0..<columnCount {
                        if column > 0 { line.put(UInt8(ascii: ",")) }
                        let cell = cells[column * rowCount + row]
                        line.put(source, from: cell.start, count: cell.length)
                    }
                    if columnCount == 1, cells[row].isNull { line.put("\"\"") }
                    line.put(UInt8(ascii: "\n"))
                }
                return line.at - target
            }
        }
    }

    package mutating func end(_ summary: ResultSummary, to output: inout OutputBuffer) throws(OutputError) {
        try output.flush()
    }
}
