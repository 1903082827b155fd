import CivilTime
package import IoTDBWire

/// Prints a result in the format of the settings, page by page as they come.
package struct ResultPrinter: Sendable {
    /// Where it goes.
    package var target: OutputRouter.Target
    /// How it looks.
    private(set) var display: DisplaySettings
    /// Language of statements that are written.
    let dialect: SQLDialect
    /// Zone of printed times.
    let timeZone: TimeZoneID
    /// Whether output is coloured.
    package let usesColor: Bool
    /// Whether lines may be drawn with characters beyond ASCII.
    let drawsBoxes: Bool
    /// The window, where there is one.
    let window: Terminal.Size?
    /// Line above the result; nil for none.
    var title: String?
    /// Keeps the result for `\last`; nil for nothing.
    var keeper: ResultKeeper?
    /// Tells how far the result has come; nil where nobody sees it.
    var progress: ResultProgress?

    /// Prints a result to its end; while a page is printed the next one is fetched.
    ///
    /// - Returns: the number of rows.
    func print(_ results: ResultSet) async throws -> Int {
        var buffer = OutputBuffer(sink: target.sink)
        var renderer = renderer(for: results.timestampPrecision)
        var rows = 0
        keeper?.begin(results.columns, precision: results.timestampPrecision)
        var isWhole = true
        do {
            writeTitle(to: &buffer)
            try renderer.begin(columns: results.columns, to: &buffer)
            while let page = try await results.nextPage() {
                results.prefetch()
                rows += page.rowCount
                progress?.update(rows: rows)
                try renderer.page(page, to: &buffer)
                try buffer.flush()
                if keeper?.keep(page) != true { results.recycle(page) }
                // Nobody sees what follows.
                guard renderer.wantsMore else {
                    isWhole = false
                    break
                }
            }
        } catch {
            await results.close()
            keeper?.end(isWhole: false)
            // What was read is shown before the error that ends it.
            try buffer.flush()
            throw error
        }
        if !isWhole { await results.close() }
        keeper?.end(isWhole: isWhole)
        try renderer.end(ResultSummary(rowCount: rows, isWhole: isWhole), to: &buffer)
        return rows
    }

    /// Prints a result that was kept, or one that the shell has computed.
    func print(_ result: ReplayableResult) throws {
        var buffer = OutputBuffer(sink: target.sink)
        writeTitle(to: &buffer)
        try result.render(with: renderer(for: result.precision), to: &buffer)
        try buffer.flush()
    }

    /// Begins a result that a command computes.
    package func writer(_ columns: [ResultColumn], _ precision: TimestampPrecision) throws -> ResultWriter {
        try ResultWriter(target, renderer(for: precision), columns: columns)
    }

    /// Begins a result in a form of its own, such as a chart.
    package func writer(_ columns: [ResultColumn], _ renderer: any ResultRenderer) throws -> ResultWriter {
        try ResultWriter(target, renderer, columns: columns)
    }

    /// Whether the format is one for people.
    var isForPeople: Bool { display.format.audience == .people }

    /// The same printer, which gives each column a line of its own where a row is wider than the terminal.
    var expandedWhereNarrow: ResultPrinter {
        var printer = self
        if display.rendering.expanded == .off { printer.display.rendering.expanded = .auto }
        return printer
    }

    /// A value of any type as a text, in the way that the settings print times; null stays null.
    package func text(of value: Value, _ precision: TimestampPrecision) -> Value {
        var text = TextBuffer()
        switch value {
        case .timestamp(let time):
            var options = display.rendering
            (options.zone, options.precision) = (timeZone, precision)
            TimeText.append(time, options, to: &text)
        case .float(let number): NumberText.append(number, to: &text)
        case .double(let number): NumberText.append(number, to: &text)
        default: return value.asText
        }
        return .string(text.string)
    }

    private func writeTitle(to buffer: inout OutputBuffer) {
        guard let title, !display.rendering.tuplesOnly, display.format.audience == .people else { return }
        DisplayText.append(title, to: &buffer.text)
        buffer.text.append("\n")
    }

    private func renderer(for precision: TimestampPrecision) -> any ResultRenderer {
        var options = display.rendering
        options.zone = timeZone
        options.precision = precision
        options.dialect = dialect
        options.isTerminal = target.isTerminal
        options.width = window?.columns
        options.drawsBoxes = drawsBoxes
        options.dimsNull = usesColor && target.destination == .standardOutput
        return display.format.renderer(options)
    }
}
