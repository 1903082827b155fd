import IoTDBWire

/// A format as values: what stands in front of the rows, around their cells, and behind them.
struct TemplateDocument: Sendable {
    /// In front of the first row.
    var header: [UInt8] = []
    /// Around the cells.
    var row: RowTemplate
    /// Behind the last row.
    var footer: [UInt8] = []
}

/// Writes every format whose rows are cells with the same text around them.
struct TemplateRenderer: ResultRenderer {
    /// Makes the document for a result.
    typealias Maker = @Sendable ([ResultColumn], RenderOptions, CellStyle) -> TemplateDocument

    private let options: RenderOptions
    private let style: CellStyle
    private let make: Maker
    private var formatter: ValueFormatter
    private var rows = RowAssembler()
    private var document = TemplateDocument(row: RowTemplate(suffix: []))
    private var isFirst = true

    init(options: RenderOptions, style: CellStyle, make: @escaping Maker) {
        self.options = options
        self.style = style
        self.make = make
        formatter = ValueFormatter([], options, style: style)
    }

    mutating func begin(columns: [ResultColumn], to output: inout OutputBuffer) throws(OutputError) {
        formatter = ValueFormatter(columns, options, style: style)
        document = make(columns, options, style)
        isFirst = true
        output.text.append(document.header)
        try output.flushIfFull()
    }

    mutating func page(_ page: Page, to output: inout OutputBuffer) throws(OutputError) {
        guard !document.row.fields.isEmpty else { return }
        for group in RowGroup.groups(of: page) {
            formatter.format(group, into: &rows)
            try rows.write(0..<rows.rowCount, as: document.row, isFirst: &isFirst, to: &output)
        }
    }

    mutating func end(_ summary: ResultSummary, to output: inout OutputBuffer) throws(OutputError) {
        output.text.append(document.footer)
        try output.flush()
    }
}
