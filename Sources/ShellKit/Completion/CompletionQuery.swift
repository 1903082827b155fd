import IoTDBWire

/// A name that a server has given.
package struct SchemaName: Sendable, Equatable {
    /// What it is the name of.
    package enum Kind: Sendable, Equatable {
        /// Something that the path goes on behind.
        case inner
        /// A device of the tree dialect.
        case device
        /// A time series.
        case series
        /// Anything else.
        case plain
    }

    /// The name without quotes; of a path the last level.
    package let name: String
    /// What it names.
    package let kind: Kind

    /// A name.
    package init(_ name: String, _ kind: Kind = .plain) { (self.name, self.kind) = (name, kind) }
}

/// The rows of a result as text.
package struct SchemaRows: Sendable, Equatable {
    /// The names of the columns.
    package let columns: [String]
    /// The rows.
    package let rows: [[String]]

    /// Rows.
    package init(columns: [String], rows: [[String]]) { (self.columns, self.rows) = (columns, rows) }
}

/// What a server is asked for names.
package enum CompletionQuery: Sendable, Hashable {
    /// The nodes below a path of the tree dialect, which is quoted as it must be.
    case children(of: String)
    /// The databases.
    case databases
    /// The tables of a database.
    case tables(database: String)
    /// The columns of a table.
    case columns(database: String, table: String)
    /// The things of a place that has a list of its own: users, roles, pipes and the like.
    case list(CompletionPlace)

    /// The statement that asks; nil where a name cannot be written.
    package var statement: String? {
        switch self {
        case .children(let path): "SHOW CHILD PATHS \(path)"
        case .databases: "SHOW DATABASES"
        case .tables(let database): Self.quoted(database).map { "SHOW TABLES FROM \($0)" }
        case .columns(let database, let table):
            Self.quoted(database).flatMap { database in Self.quoted(table).map { "DESC \(database).\($0)" } }
        case .list(let place): Self.lists[place]
        }
    }

    private static func quoted(_ name: String) -> String? { QuotedName.text(name, .table) }

    private static let lists: [CompletionPlace: String] = [
        .user: "LIST USER", .role: "LIST ROLE", .udf: "SHOW FUNCTIONS", .pipe: "SHOW PIPES",
        .plugin: "SHOW PIPEPLUGINS", .trigger: "SHOW TRIGGERS", .template: "SHOW DEVICE TEMPLATES",
        .topic: "SHOW TOPICS", .model: "SHOW MODELS", .cq: "SHOW CQS", .query: "SHOW QUERIES",
    ]

    /// The names in the rows of the answer.
    package func names(in rows: SchemaRows) -> [SchemaName] {
        switch self {
        case .children: rows.rows.compactMap(Self.child)
        case .databases, .tables, .columns: rows.rows.compactMap { $0.first.map { SchemaName($0) } }
        case .list(.query): Self.column("queryid", rows).map { SchemaName($0) }
        case .list(.udf):
            rows.rows.filter { $0.count > 1 && !$0[1].hasPrefix("built-in") && $0[1] != "native" }
                .map { SchemaName($0[0]) }
        case .list: rows.rows.compactMap { $0.first.map { SchemaName($0) } }
        }
    }

    /// Whether the answer is of no use a moment later.
    var isShortLived: Bool { self == .list(.query) }

    private static func child(_ row: [String]) -> SchemaName? {
        guard let path = row.first, let name = QuotedName.levels(ofPath: path).last else { return nil }
        switch row.count > 1 ? row[1] : "" {
        case "TIMESERIES": return SchemaName(name, .series)
        case "DEVICE": return SchemaName(name, .device)
        case _: return SchemaName(name, .inner)
        }
    }

    private static func column(_ name: String, _ rows: SchemaRows) -> [String] {
        guard let index = rows.columns.firstIndex(where: { $0.lowercased() == name || $0.lowercased() == "query_id" })
        else { return [] }
        return rows.rows.compactMap { $0.count > index ? $0[index] : nil }
    }
}
