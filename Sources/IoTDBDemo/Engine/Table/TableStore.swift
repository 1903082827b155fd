import IoTDBWire

/// The databases and tables of the table dialect.
struct TableStore: Sendable {
    /// One database.
    struct Database: Sendable {
        /// Milliseconds that rows are kept, unless the table says otherwise; nil is for ever.
        var timeToLive: Int64?
        /// Tables by name.
        var tables: [String: DemoTable] = [:]
        /// Names in order of creation.
        var order: [String] = []
    }

    /// Databases by name.
    var databases: [String: Database] = [:]
    private var order: [String] = []

    /// Executes a statement; a statement without rows answers nil.
    mutating func execute(
        _ statement: TableStatement,
        _ context: inout DemoContext
    ) throws(StatementError) -> ResultTable? {
        switch statement {
        case .showDatabases(let details): return showDatabases(details: details)
        case .showTables(let name, let details): return try showTables(name, details: details, context)
        case .describe(let name, let details): return try describe(name, details: details, context)
        case .showDevices(let name, let condition, let rows): return try showDevices(name, condition, rows, context)
        case .countDevices(let name, let condition):
            let count = try devices(name, condition, context).count
            return ResultTable(columns: [.init(name: "count(devices)", type: .int64, cells: [.int64(Int64(count))])])
        case .showCurrent(let fact): return Self.show(fact, context)
        case .select(let select): return try TableQuery(self, context).run(select)
        case .deleteDevices(let name, let condition):
            let found = try devices(name, condition, context)
            try change(name, context) { (table) throws(StatementError) in table.remove(devices: Set(found)) }
            return ResultTable(texts: ["num_of_deleted_devices"], rows: [["\(found.count)"]])
        case .server(let statement): return try ServerFacts.answer(statement, .table)
        case .createDatabase(let name, let ifNotExists, let timeToLive):
            try createDatabase(name, ifNotExists: ifNotExists, timeToLive)
        case .dropDatabase(let name, let ifExists): try dropDatabase(name, ifExists: ifExists)
        case .use(let name):
            guard name == InformationSchema.name || databases[name] != nil else { throw Self.unknownDatabase(name) }
            context.database = name
        case .createTable(let definition, let ifNotExists):
            try create(definition, ifNotExists: ifNotExists, context)
        case .dropTable(let name, let ifExists): try drop(name, ifExists: ifExists, context)
        case .addColumn(let name, let column, let ifTableExists, let ifNotExists):
            try alter(name, ifTableExists, context) { (table) throws(StatementError) in
                guard table.allColumns.contains(where: { $0.name == column.name }) else { return table.add(column) }
                guard ifNotExists else {
                    throw StatementError(code: 552, message: "Column '\(column.name)' already exist")
                }
            }
        case .dropColumn(let name, let column, let ifTableExists, let ifExists):
            let text = try text(of: name, context)
            try alter(name, ifTableExists, context) { (table) throws(StatementError) in
                try Self.drop(column, of: &table, named: text, ifExists: ifExists)
            }
        case .setTimeToLive(let name, let milliseconds, let ifTableExists):
            try alter(name, ifTableExists, context) { (table) throws(StatementError) in
                table.timeToLive = milliseconds
            }
        case .insert(let insert): try self.insert(insert, context)
        case .delete(let name, let condition): try delete(name, condition, context)
        case .update(let name, let assignments, let condition): try update(name, assignments, condition, context)
        }
        return nil
    }

    // MARK: Databases

    /// Adds a database with tables that are filled already.
    mutating func add(database name: String, tables: [(name: String, table: DemoTable)]) {
        var database = Database()
        for (name, table) in tables {
            database.tables[name] = table
            database.order.append(name)
        }
        databases[name] = database
        order.append(name)
    }

    private mutating func createDatabase(
        _ name: String,
        ifNotExists: Bool,
        _ timeToLive: Int64?
    ) throws(StatementError) {
        guard databases[name] == nil, name != InformationSchema.name else {
            if ifNotExists { return }
            throw StatementError(code: 501, message: "Database \(name) already exists")
        }
        guard !name.isEmpty, name.unicodeScalars.allSatisfy(\.isNameCharacter) else {
            throw StatementError(
                code: 509,
                message: "\(name) is not a legal path, because the database name can only contain english or chinese "
                    + "characters, numbers, backticks and underscores."
            )
        }
        databases[name] = Database(timeToLive: timeToLive)
        order.append(name)
    }

    private mutating func dropDatabase(_ name: String, ifExists: Bool) throws(StatementError) {
        guard databases[name] != nil else {
            if ifExists { return }
            throw StatementError(code: 500, message: "Database \(name) doesn't exist")
        }
        databases[name] = nil
        order.removeAll { $0 == name }
    }

    private func showDatabases(details: Bool) -> ResultTable {
        let names = order
        func column(_ name: String, _ type: DataType, _ first: Value, _ rest: (String) -> Value) -> ResultTable.Column {
            .init(name: name, type: type, cells: [first] + sorted(names).map(rest))
        }
        var columns = [
            column("Database", .text, .text(InformationSchema.name)) { .text($0) },
            column("TTL(ms)", .text, .text("INF")) { .text(Self.text(databases[$0]?.timeToLive)) },
            column("SchemaReplicationFactor", .int32, .null) { _ in .int32(1) },
            column("DataReplicationFactor", .int32, .null) { _ in .int32(1) },
            column("TimePartitionInterval", .int64, .null) { _ in .int64(604_800_000) },
        ]
        if details {
            columns.append(column("SchemaRegionGroupNum", .int32, .null) { _ in .int32(1) })
            columns.append(column("DataRegionGroupNum", .int32, .null) { _ in .int32(2) })
        }
        return ResultTable(columns: columns)
    }

    /// Names in the order of a real server's hash map.
    private func sorted(_ names: [String]) -> [String] {
        JavaHash.order(of: names, capacity: JavaHash.thriftCapacity(names.count)).map { names[$0] }
    }

    /// A TTL as answers print it.
    static func text(_ timeToLive: Int64?) -> String { timeToLive.map { String($0) } ?? "INF" }

    // MARK: Tables

    private func database(_ name: String?, _ context: DemoContext) throws(StatementError) -> String {
        guard let name = name ?? context.database else {
            throw .semantic("database is not specified")
        }
        return name
    }

    /// Name of a table with its database.
    func text(of name: TableName, _ context: DemoContext) throws(StatementError) -> String {
        "\(try database(name.database, context)).\(name.table)"
    }

    /// A table, or the real server's error.
    func table(_ name: TableName, _ context: DemoContext) throws(StatementError) -> DemoTable {
        let database = try database(name.database, context)
        guard let table = databases[database]?.tables[name.table] else {
            throw Self.unknownTable("\(database).\(name.table)")
        }
        return table
    }

    /// Changes a table in its place.
    mutating func change(
        _ name: TableName,
        _ context: DemoContext,
        _ body: (inout DemoTable) throws(StatementError) -> Void
    ) throws(StatementError) {
        let database = try database(name.database, context)
        // Taken out while it changes, so that its rows are not copied.
        guard var table = databases[database]?.tables.removeValue(forKey: name.table) else {
            throw Self.unknownTable("\(database).\(name.table)")
        }
        defer { databases[database]?.tables[name.table] = table }
        try body(&table)
    }

    private mutating func alter(
        _ name: TableName,
        _ ifExists: Bool,
        _ context: DemoContext,
        _ body: (inout DemoTable) throws(StatementError) -> Void
    ) throws(StatementError) {
        let database = try database(name.database, context)
        guard let tables = databases[database]?.tables else { throw Self.unknownDatabase(database) }
        if ifExists, tables[name.table] == nil { return }
        try change(name, context, body)
    }

    private static func drop(
        _ name: String,
        of table: inout DemoTable,
        named text: String,
        ifExists: Bool
    ) throws(StatementError) {
        guard let column = table.allColumns.first(where: { $0.name == name }) else {
            if ifExists { return }
            throw StatementError(code: 616, message: "Column \(name) in table '\(text)' does not exist.")
        }
        guard column.category == .field || column.category == .attribute else {
            throw .semantic("Dropping tag or time column is not supported.")
        }
        table.drop(column)
    }

    private mutating func create(
        _ definition: TableDefinition,
        ifNotExists: Bool,
        _ context: DemoContext
    ) throws(StatementError) {
        let database = try database(definition.name.database, context)
        var names: Set<String> = ["time"]
        for column in definition.columns where !names.insert(column.name).inserted {
            throw .semantic("Columns in table shall not share the same name \(column.name).")
        }
        guard let found = databases[database] else { throw Self.unknownDatabase(database) }
        guard found.tables[definition.name.table] == nil else {
            if ifNotExists { return }
            throw StatementError(code: 551, message: "Table '\(database).\(definition.name.table)' already exists.")
        }
        let timeToLive = definition.timeToLive ?? found.timeToLive
        databases[database]?.tables[definition.name.table] = DemoTable(
            columns: definition.columns,
            timeToLive: timeToLive
        )
        databases[database]?.order.append(definition.name.table)
    }

    private mutating func drop(_ name: TableName, ifExists: Bool, _ context: DemoContext) throws(StatementError) {
        let database = try database(name.database, context)
        guard let found = databases[database] else { throw Self.unknownDatabase(database) }
        guard found.tables[name.table] != nil else {
            if ifExists { return }
            throw Self.unknownTable("\(database).\(name.table)")
        }
        databases[database]?.tables[name.table] = nil
        databases[database]?.order.removeAll { $0 == name.table }
    }

    private func showTables(
        _ name: String?,
        details: Bool,
        _ context: DemoContext
    ) throws(StatementError) -> ResultTable {
        let name = try database(name, context)
        let tables: [(name: String, timeToLive: Int64?)]
        if name == InformationSchema.name {
            tables = InformationSchema.tables.map { ($0, nil) }
        } else {
            guard let database = databases[name] else { throw Self.unknownDatabase(name) }
            tables = self.tables(of: database).map { ($0, database.tables[$0]?.timeToLive) }
        }
        let names = ["TableName", "TTL(ms)"] + (details ? ["Status"] : [])
        return ResultTable(
            texts: names,
            rows: tables.map { [$0.name, Self.text($0.timeToLive)] + (details ? ["USING"] : []) }
        )
    }

    /// Tables in the order of a real server's hash map.
    func tables(of database: Database) -> [String] {
        let capacity = JavaHash.growingCapacity(database.order.count)
        return JavaHash.order(of: database.order, capacity: capacity).map { database.order[$0] }
    }

    /// Databases in the order of creation.
    var databaseNames: [String] { order }

    private func describe(
        _ name: TableName,
        details: Bool,
        _ context: DemoContext
    ) throws(StatementError) -> ResultTable {
        let database = try database(name.database, context)
        let columns: [TableColumn]
        if database == InformationSchema.name {
            columns = try InformationSchema.columns(of: name.table)
        } else {
            guard databases[database] != nil else { throw Self.unknownDatabase(database) }
            columns = try table(name, context).allColumns
        }
        return ResultTable(
            texts: ["ColumnName", "DataType", "Category"] + (details ? ["Status"] : []),
            rows: columns.map { [$0.name, $0.type.name, $0.categoryName] + (details ? ["USING"] : []) }
        )
    }

    private static func show(_ fact: SessionFact, _ context: DemoContext) -> ResultTable {
        let (name, value): (String, Value) =
            switch fact {
            case .database: ("CurrentDatabase", context.database.map { .string($0) } ?? .null)
            case .user: ("CurrentUser", .string("root"))
            case .dialect: ("CurrentSqlDialect", .string("TABLE"))
            }
        return ResultTable(columns: [.init(name: name, type: .string, cells: [value])])
    }

    /// A table as rows with named columns.
    func relation(
        of name: TableName,
        alias: String?,
        _ context: DemoContext
    ) throws(StatementError) -> Relation {
        let database = try database(name.database, context)
        if database == InformationSchema.name {
            return try InformationSchema.relation(name.table, self, qualifier: alias ?? name.table)
        }
        let table = try table(name, context)
        let columns = table.allColumns.map { column in
            ScopeColumn(
                qualifier: alias ?? name.table,
                name: column.name,
                heading: column.name,
                type: column.type,
                isTime: column.category == nil
            )
        }
        return Relation(columns: columns, rows: table.rows(now: WallClock.milliseconds()))
    }

    /// The error for a database that does not exist.
    static func unknownDatabase(_ name: String) -> StatementError {
        StatementError(code: 500, message: "Unknown database \(name)")
    }

    private static func unknownTable(_ text: String) -> StatementError {
        StatementError(code: 550, message: "Table '\(text)' does not exist.")
    }
}
