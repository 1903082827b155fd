package import IoTDBWire

/// One line for each cell under a heading for each row, as psql's expanded display (`\x`).
package struct VerticalRenderer: ResultRenderer {
    private let options: RenderOptions
    private var formatter: ValueFormatter
    private var batch = RowBatch()
    /// Names made safe, and their columns.
    private var names: [(text: String, columns: Int)] = []
    private var nameWidth = 0
    private var valueWidth: Int?
    private var record = 0

    package init(options: RenderOptions) {
        self.options = options
        formatter = ValueFormatter([], options, style: .display)
    }

    package mutating func begin(columns: [ResultColumn], to output: inout OutputBuffer) throws(OutputError) {
        formatter = ValueFormatter(columns, options, style: .display)
        names = columns.map { (DisplayText.safe($0.name), DisplayWidth.columns(of: $0.name)) }
        nameWidth = names.reduce(0) { max($0, $1.columns) }
        valueWidth = nil
        record = 0
    }

    package mutating func page(_ page: Page, to output: inout OutputBuffer) throws(OutputError) {
        let valueWidth = valueWidth ?? measure(page)
        self.valueWidth = valueWidth
        for group in RowGroup.groups(of: page) {
            formatter.format(group, into: &batch)
            for row in 0..<batch.rowCount {
                record += 1
                writeHeading(valueWidth, to: &output.text)
                for column in names.indices { writeLine(column, batch.cell(row, column), to: &output.text) }
                try output.flushIfFull()
            }
        }
    }

    package mutating func end(_ summary: ResultSummary, to output: inout OutputBuffer) throws(OutputError) {
        if summary.rowCount == 0 && !options.tuplesOnly { output.text.append("(0 rows)\n") }
        output.text.append("\n")
        try output.flush()
    }

    /// The widest value of the first page.
    private mutating func measure(_ page: Page) -> Int {
        var width = 0
        for group in RowGroup.groups(of: page) {
            formatter.format(group, into: &batch)
            for column in names.indices { width = max(width, batch.widestCell(ofColumn: column)) }
        }
        return width
    }

    /// Writes `-[ RECORD 1 ]-+----`: the cross stands above the bars where the record number leaves room for it.
    private func writeHeading(_ valueWidth: Int, to text: inout TextBuffer) {
        let start = text.count
        text.append("-[ RECORD ")
        NumberText.append(Int64(record), to: &text)
        text.append(" ]")
        let missing = nameWidth + 1 - (text.count - start)
        if missing >= 0 {
            text.append(UInt8(ascii: "-"), repeated: missing)
            text.append("+")
        }
        text.append(UInt8(ascii: "-"), repeated: nameWidth + 3 + valueWidth - (text.count - start))
        text.append("\n")
    }

    private func writeLine(_ column: Int, _ cell: RowBatch.Cell, to text: inout TextBuffer) {
        let name = names[column]
        text.append(name.text)
        text.append(UInt8(ascii: " "), repeated: nameWidth - name.columns)
        text.append(" | ")
        let isDim = cell.isNull && options.dimsNull
        if isDim { text.append("\u{1b}[2m") }
        text.append(batch.text, from: cell.start, to: cell.start + cell.length)
        if isDim { text.append("\u{1b}[0m") }
        text.append("\n")
    }
}
