package import IoTDBWire

/// Comma-separated values: one header line, lines ended by LF, null empty, the empty text `""`.
///
/// A row whose only cell is null is `""`, because readers pass over empty lines. A tree result without columns and rows prints
/// nothing. Numbers that are instants by their name only (`__endTime`) stay numbers.
package struct CSVRenderer: ResultRenderer {
    private let options: RenderOptions
    private var batches: RowBatches
    /// The header of a result that has no columns but the server's time column: written only before a row.
    private var lateHeader: [ResultColumn] = []

    package init(options: RenderOptions) {
        self.options = options
        batches = RowBatches([], ValueFormatter(options, style: .csv))
    }

    package mutating func begin(columns: [ResultColumn], to output: inout OutputBuffer) throws(OutputError) {
        batches = RowBatches(columns, ValueFormatter(options, style: .csv))
        lateHeader = []
        guard !options.tuplesOnly else { return }
        if columns.allSatisfy({ $0.blockIndex < 0 }) { lateHeader = columns } else { writeHeader(columns, to: &output) }
    }

    private func writeHeader(_ columns: [ResultColumn], to output: inout OutputBuffer) {
        for (index, column) in columns.enumerated() {
            if index > 0 { output.text.append(UInt8(ascii: ",")) }
            var name = column.name
            _ = name.withUTF8 { CSVText.append(UnsafeRawBufferPointer($0), to: &output.text) }
        }
        output.text.append(UInt8(ascii: "\n"))
    }

    package mutating func page(_ page: Page, to output: inout OutputBuffer) throws(OutputError) {
        guard !batches.columns.isEmpty else { return }
        if !lateHeader.isEmpty, page.rowCount > 0 {
            writeHeader(lateHeader, to: &output)
            lateHeader = []
        }
        for group in RowGroup.groups(of: page) {
            for row in 0..<batches.load(group) {
                writeRow(row, to: &output.text)
                try output.flushIfFull()
            }
        }
    }

    @inline(__always)
    private func writeRow(_ row: Int, to text: inout TextBuffer) {
        for index in batches.columns.indices {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            let cell = batches.columns[index].cells[row]
            text.append(batches.columns[index].text, from: cell.start, to: cell.end)
        }
        if batches.columns.count == 1, batches.columns[0].cells[row].isNull { text.append("\"\"") }
        text.append(UInt8(ascii: "\n"))
    }

    package mutating func end(_ summary: ResultSummary, to output: inout OutputBuffer) throws(OutputError) {
        try output.flush()
    }
}
