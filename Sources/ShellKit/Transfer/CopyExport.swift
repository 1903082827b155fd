package import CivilTime
package import IoTDBWire

/// Carries out a `\copy … TO`: the query, and how its rows are written.
package struct CopyExport: Sendable {
    private let command: CopyCommand
    private let dialect: SQLDialect
    private let zone: TimeZoneID
    /// Columns of the table that is written; none where a query or a path is.
    private let table: [TableColumn]

    /// A column of a table, as DESCRIBE tells it.
    package struct TableColumn: Sendable, Equatable {
        /// The name.
        package var name: String
        /// What the column is for; nil for the time, which is no column of a tablet.
        package var category: ColumnSchema.Category?

        package init(_ name: String, _ category: ColumnSchema.Category?) {
            (self.name, self.category) = (name, category)
        }
    }

    /// - Parameters:
    ///   - zone: of times that are written.
    ///   - table: the columns of the table that the command names, which tell the order of the rows and the header.
    package init(
        _ command: CopyCommand,
        _ dialect: SQLDialect,
        zone: TimeZoneID,
        table: [TableColumn] = []
    ) {
        self.command = command
        self.dialect = dialect
        self.zone = command.options.zone ?? zone
        self.table = table
    }

    /// The statement that gives the rows.
    package var sql: String {
        let statement: String
        switch command.subject {
        case .query(let query): statement = query
        case .name(let name) where dialect == .table: return "SELECT * FROM \(name)\(order)"
        case .name(let path): statement = Self.selection(path)
        }
        guard command.options.layout == .device, dialect == .tree else { return statement }
        return statement + " ALIGN BY DEVICE"
    }

    /// The order of a table's rows: the server's own changes with the place and the history of the devices, and so
    /// would the file.
    private var order: String {
        guard let time = table.first(where: { $0.category == nil }) else { return "" }
        let keys = table.filter { $0.category == .tag } + [time]
        return " ORDER BY " + keys.map { SchemaStatements.identifier($0.name) }.joined(separator: ", ")
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
        try renderer.begin(columns: headed(ordered(results.columns)), to: &buffer)
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
        switch (command.format, command.options.quotes) {
        case (.csv, .backslash): .backslashed(by: ",")
        case (.tsv, .backslash): .backslashed(by: "\t")
        case (.tsv, .rfc4180): .quotedTSV
        case (.csv, _): .csv
        case (.tsv, nil): .tsv
        case (.ndjson, _): .ndjson
        case (.insert, _): .insert
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

    /// The columns of a path by name, behind time and device.
    ///
    /// The server's own order is that of a hash table: it depends on how the series came into being, so that a copy
    /// would have another.
    private func ordered(_ columns: [ResultColumn]) -> [ResultColumn] {
        guard case .name = command.subject, dialect == .tree else { return columns }
        let isKey = { (column: ResultColumn) in
            column.blockIndex < 0 || column.name == "Device" || column.name == "Time"
        }
        let values = columns.filter { !isKey($0) }.map {
            (nodes: TreePath.nodes($0.name).map { Array($0.utf8) }, column: $0)
        }
        let sorted = values.sorted { one, other in
            one.nodes.lexicographicallyPrecedes(other.nodes) { $0.lexicographicallyPrecedes($1) }
        }
        return columns.filter(isKey) + sorted.map(\.column)
    }

    /// The columns with their types in the names, where the header has types.
    private func headed(_ columns: [ResultColumn]) -> [ResultColumn] {
        guard command.options.header == .types, command.format == .csv || command.format == .tsv else { return columns }
        return columns.map { column in
            let isDevice = dialect == .tree && column.name == "Device"
            guard !column.isRowTime, !isDevice else { return column }
            let known = table.first { $0.name.lowercased() == column.name.lowercased() }?.category ?? .field
            let category = known == .field ? "" : " \(known.name)"
            return ResultColumn(
                name: "\(column.name)(\(column.type.name)\(category))",
                type: column.type,
                blockIndex: column.blockIndex
            )
        }
    }
}
