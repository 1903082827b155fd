import IoTDBWire

/// Rows of one table as insertTablet sends them.
struct TableRows {
    /// Name of the table as it was sent.
    let table: String
    /// Columns as they were sent.
    let columns: [ColumnSchema]
    /// One time a row.
    let times: [Int64]
    /// For each column one value a row.
    let cells: [[Value]]
}

extension TableStore {
    /// Stores rows; a table or columns that are missing are made.
    mutating func write(_ rows: TableRows, _ context: DemoContext) throws(StatementError) {
        guard let database = context.database else { throw .semantic("database is not specified") }
        guard databases[database] != nil else { throw Self.unknownDatabase(database) }
        let name = TableName(database: database, table: rows.table.lowercased())
        guard name.table.unicodeScalars.allSatisfy(\.isNameCharacter), !name.table.isEmpty else {
            throw rows.table.contains(" ")
                ? .unsupported("a table name with spaces in a tablet") : Store.illegal(rows.table)
        }
        try addMissing(rows, name, context)
        let table = try table(name, context)
        for (index, column) in rows.columns.enumerated() {
            try check(column, against: table, rows, index)
        }
        let cells = rows.times.indices.map { row in rows.cells.map { $0[row] as Value? } }
        try store(
            zip(rows.times, cells).map { (time: $0, cells: $1) },
            rows.columns.map { $0.name.lowercased() },
            in: name,
            context
        )
    }

    private mutating func addMissing(
        _ rows: TableRows,
        _ name: TableName,
        _ context: DemoContext
    ) throws(StatementError) {
        let columns = try rows.columns.map { (column) throws(StatementError) in try Self.column(column) }
        if databases[context.database ?? ""]?.tables[name.table] == nil {
            var context = context
            _ = try execute(.createTable(TableDefinition(name: name, columns: columns), ifNotExists: true), &context)
            return
        }
        try change(name, context) { (table) throws(StatementError) in
            for column in columns where !table.allColumns.contains(where: { $0.name == column.name }) {
                table.add(column)
            }
        }
    }

    private static func column(_ schema: ColumnSchema) throws(StatementError) -> TableColumn {
        guard schema.name.lowercased() != "time" else {
            throw StatementError(
                code: 615,
                message: "Missing or wrong column category for time: TIME is not \(schema.category.name)"
            )
        }
        guard schema.category == .field || schema.type == .string else {
            throw StatementError(
                code: 507,
                message:
                    "DataType of \(schema.category.name) Column should only be STRING, current is \(schema.type.name)"
            )
        }
        guard schema.type != .object else { throw .unsupported("OBJECT columns") }
        return TableColumn(name: schema.name.lowercased(), type: schema.type, category: schema.category)
    }

    private func check(
        _ column: ColumnSchema,
        against table: DemoTable,
        _ rows: TableRows,
        _ index: Int
    ) throws(StatementError) {
        guard let found = table.columns.first(where: { $0.name == column.name.lowercased() }) else { return }
        guard found.category == column.category else {
            throw StatementError(
                code: 615,
                message:
                    "Inconsistent column category of column \(found.name): \(found.categoryName)/\(column.category.name)"
            )
        }
        guard found.type != column.type else { return }
        let value = rows.cells[index].first.flatMap { JavaText.text(of: $0) } ?? "null"
        throw StatementError(
            code: 507,
            message:
                "Fail to insert measurements [\(found.name)] caused by [data type of \(rows.table).\(found.name) is "
                + "not consistent, registered type \(found.type.name), inserting type \(column.type.name), timestamp "
                + "\(rows.times.first ?? 0), value \(value)]"
        )
    }
}
