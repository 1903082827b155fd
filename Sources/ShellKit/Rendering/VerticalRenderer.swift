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
    /// What stands around the cells; nil until the first page has told how wide values are.
    private var template: RowTemplate?
    private var valueWidth = 0
    private var isFirst = true
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
        template = nil
        isFirst = true
        record = 0
    }

    package mutating func page(_ page: Page, to output: inout OutputBuffer) throws(OutputError) {
        let template = template ?? measuredTemplate(page)
        self.template = template
        for group in RowGroup.groups(of: page) {
            guard let group = limit.take(group) else { continue }
            formatter.format(group, into: &rows)
            changes.mark(group, in: &rows)
            if record == 0 { writeShared(to: &output.text) }
            addHeadings()
            try rows.write(0..<rows.rowCount, as: template, isFirst: &isFirst, to: &output)
        }
    }

    package mutating func end(_ summary: ResultSummary, to output: inout OutputBuffer) throws(OutputError) {
        if summary.rowCount == 0 && !options.tuplesOnly { output.text.append("(0 rows)\n") }
        if limit.isExceeded && !options.tuplesOnly { limit.appendFooter(summary, to: &output.text) }
        limit.appendNotices(summary, cutCells: formatter.cutCells, options, to: &output.text)
        output.text.append("\n")
        try output.flush()
    }

    /// The lines of a record, as wide as the widest value of the first page.
    private mutating func measuredTemplate(_ page: Page) -> RowTemplate {
        valueWidth = measure(page)
        let rule = String(repeating: "-", count: headingWidth - fixedHeadingWidth)
        var template = RowTemplate(suffix: Array((names.isEmpty ? rule + "\n" : "\n").utf8))
        template.add([], column: names.count)
        for (column, name) in names.enumerated() {
            let padding = String(repeating: " ", count: nameWidth - name.columns)
            template.add(Array("\(column == 0 ? rule : "")\n\(name.text)\(padding) | ".utf8), column: column)
        }
        return template
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

    /// Terminal columns of the line above a record.
    private var headingWidth: Int { nameWidth + 3 + valueWidth }

    /// Columns of that line which differ from record to record: the longest number, or all up to the cross.
    private var fixedHeadingWidth: Int { min(headingWidth, max(nameWidth + 2, 34)) }

    /// Adds the lines above the records as a column: `-[ RECORD 1 ]-+----`.
    ///
    /// The cross stands above the bars where the record number leaves room for it. What is the same in all of these
    /// lines is part of the template.
    private mutating func addHeadings() {
        let (first, end, cross) = (record, fixedHeadingWidth, nameWidth + 1)
        record += rows.rowCount
        rows.addColumn(atMost: max(end, 34) + NumberText.maximumLength) { writer, row in
            let start = writer.count
            writer.put("-[ RECORD ")
            NumberText.write(Int64(first + row + 1), to: &writer)
            writer.put(" ]")
            let missing = cross - (writer.count - start)
            if missing >= 0 {
                writer.put(UInt8(ascii: "-"), repeated: missing)
                writer.put(UInt8(ascii: "+"))
            }
            writer.put(UInt8(ascii: "-"), repeated: end - (writer.count - start))
        }
    }
}
