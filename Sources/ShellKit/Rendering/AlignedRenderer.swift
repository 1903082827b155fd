package import IoTDBWire

/// The aligned table, in the look of psql.
///
/// The first page fixes the widths; a longer cell later widens its own row only.
package struct AlignedRenderer: ResultRenderer {
    private let options: RenderOptions
    private var formatter: ValueFormatter
    private var batch = RowBatch()
    private var headings: [ResultColumn] = []
    private var widths: [Int] = []
    /// Columns that are aligned to the right.
    private var isNumeric: [Bool] = []
    private var hasHeader = false

    package init(options: RenderOptions) {
        self.options = options
        formatter = ValueFormatter([], options, style: .display)
    }

    package mutating func begin(columns: [ResultColumn], to output: inout OutputBuffer) throws(OutputError) {
        headings = columns
        isNumeric = columns.map(\.isNumeric)
        widths = columns.map { DisplayWidth.columns(of: $0.name) }
        formatter = ValueFormatter(columns, options, style: .display)
        hasHeader = false
    }

    package mutating func page(_ page: Page, to output: inout OutputBuffer) throws(OutputError) {
        if !hasHeader {
            measure(page)
            try writeHeader(to: &output)
        }
        guard !headings.isEmpty else { return }
        // Separators, padding, the colours of null and a line feed.
        let overhead = widths.reduce(1) { $0 + $1 + 16 }
        for group in RowGroup.groups(of: page) {
            formatter.format(group, into: &batch)
            var row = 0
            while row < batch.rowCount {
                let next = batch.rows(from: row, overhead: overhead)
                write(next.rows, atMost: next.bytes, to: &output.text)
                try output.flushIfFull()
                row = next.rows.upperBound
            }
        }
    }

    package mutating func end(_ summary: ResultSummary, to output: inout OutputBuffer) throws(OutputError) {
        if !hasHeader { try writeHeader(to: &output) }
        if !options.tuplesOnly {
            output.text.append("(")
            NumberText.append(Int64(summary.rowCount), to: &output.text)
            output.text.append(summary.rowCount == 1 ? " row)\n" : " rows)\n")
        }
        output.text.append("\n")
        try output.flush()
    }

    /// Columns of the terminal that the rows of a table with this first page take.
    mutating func rowWidth(of page: Page) -> Int {
        measure(page)
        return widths.reduce(0) { $0 + $1 + 3 } - 1
    }

    /// Widens the columns to the cells of the first page.
    private mutating func measure(_ page: Page) {
        for group in RowGroup.groups(of: page) {
            formatter.format(group, into: &batch)
            for column in widths.indices { widths[column] = max(widths[column], batch.widestCell(ofColumn: column)) }
        }
    }

    /// Writes the names, centred, and the line below them.
    private mutating func writeHeader(to output: inout OutputBuffer) throws(OutputError) {
        hasHeader = true
        guard !options.tuplesOnly else { return }
        if headings.isEmpty { return output.text.append("--\n") }
        for (index, heading) in headings.enumerated() {
            output.text.append(index > 0 ? "| " : " ")
            let blanks = widths[index] - DisplayWidth.columns(of: heading.name)
            output.text.append(UInt8(ascii: " "), repeated: blanks / 2)
            DisplayText.append(heading.name, to: &output.text)
            output.text.append(UInt8(ascii: " "), repeated: blanks - blanks / 2 + 1)
        }
        output.text.append("\n")
        for (index, width) in widths.enumerated() {
            if index > 0 { output.text.append("+") }
            output.text.append(UInt8(ascii: "-"), repeated: width + 2)
        }
        output.text.append("\n")
        try output.flushIfFull()
    }

    private func write(_ rows: Range<Int>, atMost limit: Int, to text: inout TextBuffer) {
        let rowCount = batch.rowCount
        batch.withCells { source, cells in
            text.write(atMost: limit) { target in
                var line = LineWriter(at: target)
                for row in rows {
                    for column in widths.indices {
                        line.put(column > 0 ? " | " : " ")
                        put(cells[column * rowCount + row], of: source, column, in: &line)
                    }
                    line.put(UInt8(ascii: "\n"))
                }
                return line.at - target
            }
        }
    }

    /// Puts one cell with its padding; the last column has no blanks behind its text.
    @inline(__always)
    private func put(
        _ cell: RowBatch.Cell,
        of source: UnsafeRawBufferPointer,
        _ column: Int,
        in line: inout LineWriter
    ) {
        let blanks = widths[column] - Int(cell.columns)
        if isNumeric[column] { line.put(UInt8(ascii: " "), repeated: blanks) }
        let isDim = cell.isNull && options.dimsNull
        if isDim { line.put("\u{1b}[2m") }
        line.put(source, from: cell.start, count: cell.length)
        if isDim { line.put("\u{1b}[0m") }
        if !isNumeric[column] && column + 1 < widths.count { line.put(UInt8(ascii: " "), repeated: blanks) }
    }
}
