import IoTDBWire

/// Prints results in the format of the settings, page by page as they come.
struct ResultPrinter: Sendable {
    let console: Console
    let settings: ShellSettings
    /// Columns of the terminal, where the expanded format depends on it.
    let terminalWidth: Int?

    /// Prints a result to its end; while a page is printed the next one is fetched.
    ///
    /// - Returns: the number of rows.
    func print(_ results: ResultSet) async throws -> Int {
        var buffer = console.outputBuffer()
        var renderer = renderer(for: results)
        var rows = 0
        do {
            try renderer.begin(columns: results.columns, to: &buffer)
            while let page = try await results.nextPage() {
                results.prefetch()
                rows += page.rowCount
                try renderer.page(page, to: &buffer)
                try buffer.flush()
                results.recycle(page)
            }
        } catch {
            await results.close()
            // What was read is shown before the error that ends it.
            try buffer.flush()
            throw error
        }
        try renderer.end(ResultSummary(rowCount: rows), to: &buffer)
        return rows
    }

    private func renderer(for results: ResultSet) -> any ResultRenderer {
        var options = settings.renderOptions(results.timestampPrecision)
        options.width = terminalWidth
        options.expanded = ExpandedMode(rawValue: settings.expanded.rawValue) ?? .off
        let format: ResultFormat =
            switch settings.format {
            case .csv: .csv
            case .table: .table
            }
        return format.renderer(options)
    }
}
