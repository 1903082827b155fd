package import IoTDBWire

/// The aligned table, in the look of psql.
///
/// The first page fixes the widths; a longer cell later widens its own row only.
package struct AlignedRenderer: ResultRenderer {
    private let options: RenderOptions
    private var batches: RowBatches
    private var headings: [ResultColumn] = []
    private var widths: [Int] = []
    /// Columns that are aligned to the right.
    private var isNumeric: [Bool] = []
    private var hasHeader = false

    package init(options: RenderOptions) {
        self.options = options
        batches = RowBatches([], ValueFormatter(options, style: .display))
    }

    package mutating func begin(columns: [ResultColumn], to output: inout OutputBuffer) throws(OutputError) {
        headings = columns
        isNumeric = columns.map(\.isNumeric)
        widths = columns.map { DisplayWidth.columns(of: $0.name) }
        batches = RowBatches(columns, ValueFormatter(options, style: .display))
        hasHeader = false
    }

    package mutating func page(_ page: Page, to output: inout OutputBuffer) throws(OutputError) {
        if !hasHeader {
            measure(page)
            try writeHeader(to: &output)
        }
        guard !headings.isEmpty else { return }
        for group in RowGroup.groups(of: page) {
            for row in 0..<batches.load(group) {
                writeRow(row, to: &output.text)
                try output.flushIfFull()
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
            _ = batches.load(group)
            for (index, batch) in batches.columns.enumerated() {
                widths[index] = batch.cells.reduce(widths[index]) { max($0, $1.columns) }
            }
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

    @inline(__always)
    private func writeRow(_ row: Int, to text: inout TextBuffer) {
        let last = widths.count - 1
        for index in widths.indices {
            text.append(index > 0 ? " | " : " ")
            let cell = batches.columns[index].cells[row]
            let blanks = widths[index] - cell.columns
            if isNumeric[index] { text.append(UInt8(ascii: " "), repeated: blanks) }
            writeText(of: cell, in: batches.columns[index], to: &text)
            if !isNumeric[index] && index < last { text.append(UInt8(ascii: " "), repeated: blanks) }
        }
        text.append(UInt8(ascii: "\n"))
    }

    @inline(__always)
    private func writeText(of cell: CellBatch.Cell, in batch: CellBatch, to text: inout TextBuffer) {
        let isDim = cell.isNull && options.dimsNull
        if isDim { text.append("\u{1b}[2m") }
        text.append(batch.text, from: cell.start, to: cell.end)
        if isDim { text.append("\u{1b}[0m") }
    }
}
