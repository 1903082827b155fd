package import CivilTime
package import IoTDBWire

/// Carries out a `\copy … TO`: the query, and how its rows are written.
package struct CopyExport: Sendable {
    private let command: CopyCommand
    private let dialect: SQLDialect
    private let zone: TimeZoneID
    /// Categories of the columns of the table, where types are written into the header.
    private let categories: [String: ColumnSchema.Category]

    /// - Parameter zone: of times that are written.
    package init(
        _ command: CopyCommand,
        _ dialect: SQLDialect,
        zone: TimeZoneID,
        categories: [String: ColumnSchema.Category] = [:]
    ) {
        self.command = command
        self.dialect = dialect
        self.zone = command.options.zone ?? zone
        self.categories = categories
    }

    /// The statement that gives the rows.
    package var sql: String {
        let statement: String
        switch command.subject {
        case .query(let query): statement = query
        case .name(let table) where dialect == .table: return "SELECT * FROM \(table)"
        case .name(let path): statement = Self.selection(path)
        }
        guard command.options.layout == .device, dialect == .tree else { return statement }
        return statement + " ALIGN BY DEVICE"
    }

    /// A pattern names devices; a path names a device, or all that is below it.
    private static func selection(_ path: String) -> String {
        path.hasSuffix("*") || path.contains("*") ? "SELECT * FROM \(path)" : "SELECT * FROM \(path), \(path).**"
    }

    /// Writes all rows of a result; the next page is fetched meanwhile.
    ///
    /// - Parameter progress: is told how many rows were written, after each page.
    /// - Returns: the number of rows.
    /// - Throws: what reading and writing throw; then the output is not whole.
    package func write(
        _ results: ResultSet,
        to sink: any OutputSink,
        progress: (Int) -> Void = { _ in }
    ) async throws -> Int {
        var buffer = OutputBuffer(sink: sink)
        var renderer = format.renderer(try renderOptions(results.timestampPrecision))
        var rows = 0
        try renderer.begin(columns: headed(results.columns), to: &buffer)
        while let page = try await results.nextPage() {
            results.prefetch()
            rows += page.rowCount
            try renderer.page(page, to: &buffer)
            try buffer.flushIfFull()
            results.recycle(page)
            progress(rows)
        }
        try renderer.end(ResultSummary(rowCount: rows), to: &buffer)
        try buffer.flush()
        return rows
    }

    private var format: ResultFormat {
        switch command.format {
        case .csv: .csv
        case .tsv: .tsv
        case .ndjson: .ndjson
        case .insert: .insert
        }
    }

    private func renderOptions(_ precision: TimestampPrecision) throws -> RenderOptions {
        var options = RenderOptions(zone: zone, precision: precision)
        options.dialect = dialect
        options.nullText = command.options.null
        options.noHeader = command.options.header == .off
        options.jsonSpecial = .string
        options.timeMode = try timeMode()
        if case .name(let name) = command.subject, dialect == .table { options.insertTarget = name }
        return options
    }

    private func timeMode() throws(CopyError) -> TimeMode {
        switch command.options.time {
        case "auto", "iso": return .iso8601
        case "epoch": return .epoch
        case "s", "ms", "us", "ns":
            throw CopyError("time=\(command.options.time): times are written as iso, epoch or by a pattern")
        case let text:
            do throws(TimePatternError) {
                return .pattern(try TimePattern(text))
            } catch {
                throw CopyError("time=\(text): it is iso, epoch or a pattern; \(error)")
            }
        }
    }

    /// The columns with their types in the names, where the header has types.
    private func headed(_ columns: [ResultColumn]) -> [ResultColumn] {
        guard command.options.header == .types, command.format == .csv || command.format == .tsv else { return columns }
        return columns.map { column in
            let isTime = column.blockIndex < 0 || column.name.lowercased() == "time" && column.type == .timestamp
            let isDevice = dialect == .tree && column.name == "Device"
            guard !isTime, !isDevice else { return column }
            let category = categories[column.name.lowercased()].map { $0 == .field ? "" : " \($0.name)" } ?? ""
            return ResultColumn(
                name: "\(column.name)(\(column.type.name)\(category))",
                type: column.type,
                blockIndex: column.blockIndex
            )
        }
    }
}
