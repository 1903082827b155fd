package import IoTDBWire

/// One line for each cell under a heading for each row, as psql's expanded display (`\x`).
package struct VerticalRenderer: ResultRenderer {
    private let options: RenderOptions
    private var formatter: ValueFormatter
    private var rows = RowAssembler()
    /// What stands above the first row; nil for nothing.
    private var shared: String?
    /// Names made safe, and their columns.
    private var names: [(text: String, columns: Int)] = []
    private var nameWidth = 0
    private var valueWidth: Int?
    private var record = 0
    private var limit: RowLimit
    private var changes: ChangeMarker

    package init(options: RenderOptions) {
        self.options = options
        formatter = ValueFormatter([], options, style: .display)
        limit = RowLimit(options)
        changes = ChangeMarker([], options)
    }

    package var wantsMore: Bool { !limit.isExceeded }

    package mutating func begin(columns: [ResultColumn], to output: inout OutputBuffer) throws(OutputError) {
        formatter = ValueFormatter(columns, options, style: .display)
        let layout = HeadingLayout(columns.map(\.name), options, stacks: false)
        shared = layout.shared
        names = layout.headings.map { (DisplayText.safe($0.name), DisplayWidth.columns(of: $0.name)) }
        nameWidth = names.reduce(0) { max($0, $1.columns) }
        limit = RowLimit(options)
        changes = ChangeMarker(columns, options)
        valueWidth = nil
        record = 0
    }

    package mutating func page(_ page: Page, to output: inout OutputBuffer) throws(OutputError) {
        let valueWidth = valueWidth ?? measure(page)
        self.valueWidth = valueWidth
        for group in RowGroup.groups(of: page) {
            guard let group = limit.take(group) else { continue }
            formatter.format(group, into: &rows)
            changes.mark(group, in: &rows)
            for row in 0..<rows.rowCount {
                record += 1
                if record == 1 { writeShared(to: &output.text) }
                writeHeading(valueWidth, to: &output.text)
                for column in names.indices { writeLine(row, column, to: &output.text) }
                try output.flushIfFull()
            }
        }
    }

    package mutating func end(_ summary: ResultSummary, to output: inout OutputBuffer) throws(OutputError) {
        if summary.rowCount == 0 && !options.tuplesOnly { output.text.append("(0 rows)\n") }
        if limit.isExceeded && !options.tuplesOnly { limit.appendFooter(summary, to: &output.text) }
        limit.appendNotices(summary, cutCells: formatter.cutCells, options, to: &output.text)
        output.text.append("\n")
        try output.flush()
    }

    /// The widest value of the first page.
    private mutating func measure(_ page: Page) -> Int {
        var width = 0
        let uncut = formatter
        var (limit, changes) = (limit, changes)
        for group in RowGroup.groups(of: page) {
            guard let group = limit.take(group) else { break }
            formatter.format(group, into: &rows)
            changes.mark(group, in: &rows)
            for column in names.indices { width = max(width, rows.widestCell(ofColumn: column)) }
        }
        formatter = uncut
        return width
    }

    private func writeShared(to text: inout TextBuffer) {
        guard let shared, options.showsHeader else { return }
        DisplayText.append(shared, to: &text)
        text.append("\n")
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

    private func writeLine(_ row: Int, _ column: Int, to text: inout TextBuffer) {
        let name = names[column]
        text.append(name.text)
        text.append(UInt8(ascii: " "), repeated: nameWidth - name.columns)
        text.append(" | ")
        rows.append(row, column, to: &text)
        text.append("\n")
    }
}
