import IoTDBWire

/// The database in which the server describes the others.
enum InformationSchema {
    /// Its name.
    static let name = "information_schema"
    /// Its tables.
    static let tables = ["databases", "tables", "columns", "queries"]

    /// Columns of one of its tables.
    static func columns(of table: String) throws(StatementError) -> [TableColumn] {
        let (tags, attributes): ([String], [String])
        switch table {
        case "tables": (tags, attributes) = (["database", "table_name"], ["ttl(ms)", "status"])
        case "columns":
            (tags, attributes) = (["database", "table_name", "column_name"], ["datatype", "category", "status"])
        case "databases", "queries": throw .unsupported("\(name).\(table)")
        default: throw StatementError(code: 550, message: "Table '\(name).\(table)' does not exist.")
        }
        return tags.map { TableColumn(name: $0, type: .string, category: .tag) }
            + attributes.map { TableColumn(name: $0, type: .string, category: .attribute) }
    }

    /// The rows of one of its tables.
    static func relation(
        _ table: String,
        _ store: TableStore,
        qualifier: String
    ) throws(StatementError) -> Relation {
        let columns = try columns(of: table).map {
            ScopeColumn(qualifier: qualifier, name: $0.name, heading: $0.name, type: .string)
        }
        var rows: [[Value]] = []
        for name in store.databaseNames {
            guard let database = store.databases[name] else { continue }
            for tableName in store.tables(of: database) {
                guard let found = database.tables[tableName] else { continue }
                let place: [Value] = [.string(name), .string(tableName)]
                if table == "tables" {
                    rows.append(place + [.string(TableStore.text(found.timeToLive)), .string("USING")])
                    continue
                }
                rows += found.allColumns.map {
                    place + [
                        .string($0.name), .string($0.type.name), .string($0.categoryName), .string("USING"),
                    ]
                }
            }
        }
        return Relation(columns: columns, rows: rows)
    }
}
