package import IoTDBWire

/// The aligned table, in the look of psql or in a box.
///
/// The first page fixes the widths; a longer cell later widens its own row only.
package struct AlignedRenderer: ResultRenderer {
    private let options: RenderOptions
    private let border: TableBorder
    private var formatter: ValueFormatter
    private var rows = RowAssembler()
    private var columns: [ResultColumn] = []
    private var header = TableHeader(HeadingLayout(full: []))
    private var template = RowTemplate(suffix: [])
    private var isFirst = true
    private var hasHeader = false
    private var limit: RowLimit
    private var changes: ChangeMarker

    package init(options: RenderOptions) {
        self.init(options: options, border: .ascii)
    }

    init(options: RenderOptions, border: TableBorder) {
        self.options = options
        self.border = border
        formatter = ValueFormatter([], options, style: .display)
        limit = RowLimit(options)
        changes = ChangeMarker([], options)
    }

    package var wantsMore: Bool { !limit.isExceeded }

    package mutating func begin(columns: [ResultColumn], to output: inout OutputBuffer) throws(OutputError) {
        self.columns = columns
        header = TableHeader(HeadingLayout(columns.map(\.name), options, stacks: true))
        formatter = ValueFormatter(columns, options, style: .display)
        limit = RowLimit(options)
        changes = ChangeMarker(columns, options)
        isFirst = true
        hasHeader = false
    }

    package mutating func page(_ page: Page, to output: inout OutputBuffer) throws(OutputError) {
        if !hasHeader {
            measure(page)
            try writeHeader(to: &output)
        }
        guard !columns.isEmpty else { return }
        for group in RowGroup.groups(of: page) {
            guard let group = limit.take(group) else { continue }
            formatter.format(group, into: &rows)
            changes.mark(group, in: &rows)
            try rows.write(0..<rows.rowCount, as: template, isFirst: &isFirst, to: &output)
        }
    }

    package mutating func end(_ summary: ResultSummary, to output: inout OutputBuffer) throws(OutputError) {
        if !hasHeader { try writeHeader(to: &output) }
        if let rule = border.bottom { append(rule, to: &output.text) }
        if !options.tuplesOnly { limit.appendFooter(summary, to: &output.text) }
        limit.appendNotices(summary, cutCells: formatter.cutCells, options, to: &output.text)
        output.text.append("\n")
        try output.flush()
    }

    /// Columns of the terminal that the rows of a table with this first page take.
    mutating func rowWidth(of page: Page) -> Int {
        measure(page)
        return rowWidth(header.widths)
    }

    /// Columns of a row whose cells have some widths: two blanks and a line each, and in a box one line more.
    private func rowWidth(_ widths: [Int]) -> Int { widths.reduce(border.end == nil ? -1 : 1) { $0 + $1 + 3 } }

    /// Fits the columns to the cells of the first page.
    private mutating func measure(_ page: Page) {
        var cells = Array(repeating: 0, count: columns.count)
        let uncut = formatter
        var (limit, changes) = (limit, changes)
        for group in RowGroup.groups(of: page) {
            guard let group = limit.take(group) else { break }
            formatter.format(group, into: &rows)
            changes.mark(group, in: &rows)
            for column in cells.indices { cells[column] = max(cells[column], rows.widestCell(ofColumn: column)) }
        }
        // The cells that were cut are counted when they are written.
        formatter = uncut
        let room = options.shortensHeadings && options.isTerminal ? options.width : nil
        let frame = rowWidth(cells.map { _ in 0 })
        header.fit(cells: cells, room: room.map { $0 - frame })
    }

    /// Writes the names, centred, and the line below them.
    private mutating func writeHeader(to output: inout OutputBuffer) throws(OutputError) {
        hasHeader = true
        makeTemplate()
        if options.showsHeader, let shared = header.shared {
            DisplayText.append(shared, to: &output.text)
            output.text.append("\n")
        }
        if let rule = border.top { append(rule, to: &output.text) }
        guard options.showsHeader else { return }
        if columns.isEmpty && border.end == nil { return output.text.append("--\n") }
        for line in header.lines { append(line, to: &output.text) }
        append(border.middle, to: &output.text)
        try output.flushIfFull()
    }

    /// Appends one line of names.
    private func append(_ line: [String], to text: inout TextBuffer) {
        text.append(border.start)
        for (index, name) in line.enumerated() {
            if index > 0 { text.append(border.separator) }
            let blanks = header.widths[index] - DisplayWidth.columns(of: name)
            text.append(UInt8(ascii: " "), repeated: 1 + blanks / 2)
            DisplayText.append(name, to: &text)
            text.append(UInt8(ascii: " "), repeated: blanks - blanks / 2 + 1)
        }
        if let end = border.end { text.append(end) }
        text.append("\n")
    }

    private func append(_ rule: TableBorder.Rule, to text: inout TextBuffer) {
        text.append(rule.left)
        for (index, width) in header.widths.enumerated() {
            if index > 0 { text.append(rule.cross) }
            for _ in 0..<(width + 2) { text.append(rule.fill) }
        }
        text.append(rule.right)
        text.append("\n")
    }

    /// Makes what stands around the cells; the last column has no blanks behind its text unless a line follows.
    private mutating func makeTemplate() {
        var suffix = TextBuffer(capacity: 64)
        if let end = border.end {
            suffix.append(" ")
            suffix.append(end)
        }
        suffix.append("\n")
        template = RowTemplate(suffix: suffix.bytes)
        for (index, column) in columns.enumerated() {
            var lead = TextBuffer(capacity: 64)
            if index > 0 { lead.append(" ") }
            lead.append(index > 0 ? border.separator : border.start)
            lead.append(" ")
            let isLast = index == columns.count - 1 && border.end == nil
            let padding: RowTemplate.Padding = column.alignsRight(options.timeMode) ? .left : isLast ? .none : .right
            template.add(lead.bytes, column: index, width: header.widths[index], padding: padding)
        }
    }
}
