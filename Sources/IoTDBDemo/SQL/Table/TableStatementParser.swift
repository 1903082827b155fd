import IoTDBWire

extension ParserCursor {
    /// Any statement of the table dialect.
    mutating func tableStatement() throws(StatementError) -> TableStatement {
        let first = current
        guard first.kind == .word, Self.tableFirstWords.contains(first.text.uppercased()) else {
            throw unexpected(Self.tableFirstWords.map { "'\($0)'" }.joined(separator: ", "))
        }
        take()
        switch first.text.uppercased() {
        case "SELECT": return .select(try tableSelect(depth: 0))
        case "INSERT": return .insert(try tableInsert())
        case "USE": return .use(try identifier().lowercased())
        case "SHOW": return try tableShow()
        case "DESC", "DESCRIBE": return .describe(try tableName(), details: accept("DETAILS"))
        case "COUNT":
            try expect("DEVICES")
            try expect("FROM")
            return .countDevices(try tableName(), try tableCondition())
        case "CREATE": return try tableCreate()
        case "DROP": return try tableDrop()
        case "ALTER": return try tableAlter()
        case "DELETE": return try tableDelete()
        case "UPDATE": return try tableUpdate()
        case "FLUSH":
            guard current.kind == .end else { throw .unsupported("FLUSH of a database") }
            return .server(.flush)
        case "CLEAR":
            try expect("CACHE")
            return .server(.flush)
        case "KILL": return .server(try kill())
        default: throw .unsupported(first.text.uppercased())
        }
    }

    private mutating func tableShow() throws(StatementError) -> TableStatement {
        if accept("DATABASES") { return .showDatabases(details: accept("DETAILS")) }
        if accept("TABLES") {
            let details = accept("DETAILS")
            let isNamed = accept("FROM") || accept("IN")
            return .showTables(database: isNamed ? try identifier().lowercased() : nil, details: details)
        }
        if accept("DEVICES") {
            try expect("FROM")
            let name = try tableName()
            let condition = try tableCondition()
            return .showDevices(name, condition, try tableLimit())
        }
        if accept("CURRENT_DATABASE") { return .showCurrent(.database) }
        if accept("CURRENT_USER") { return .showCurrent(.user) }
        if accept("CURRENT_SQL_DIALECT") { return .showCurrent(.dialect) }
        if let fact = serverFact() { return .server(fact) }
        guard current.kind == .word, Self.tableOtherShow.contains(current.text.uppercased()) else {
            throw unexpected(Self.tableOtherShow.sorted().map { "'\($0)'" }.joined(separator: ", "))
        }
        throw .unsupported("SHOW \(current.text.uppercased())")
    }

    private mutating func tableCreate() throws(StatementError) -> TableStatement {
        if accept("DATABASE") {
            let ifNotExists = try acceptIfNotExists()
            let name = try identifier().lowercased()
            return .createDatabase(name, ifNotExists: ifNotExists, timeToLive: try timeToLive(opening: "WITH"))
        }
        guard accept("TABLE") else { throw otherTableObject("CREATE") }
        let ifNotExists = try acceptIfNotExists()
        var definition = TableDefinition(name: try tableName())
        try expectSymbol("(")
        if !acceptSymbol(")") {
            repeat {
                let column = try columnDefinition()
                if column.category != nil { definition.columns.append(column) }
            } while acceptSymbol(",")
            try expectSymbol(")")
        }
        definition.timeToLive = try timeToLive(opening: "WITH")
        return .createTable(definition, ifNotExists: ifNotExists)
    }

    /// A column with its type and category, either of which may be left out.
    private mutating func columnDefinition() throws(StatementError) -> TableColumn {
        let name = try identifier().lowercased()
        if let category = acceptCategory() {
            guard category != .field else { throw .semantic("Unknown type: FIELD") }
            return TableColumn(name: name, type: .string, category: category)
        }
        let type = try tableType()
        if name == "time" {
            guard type == .timestamp, accept("TIME") else { throw .unsupported("a time column of this kind") }
            return TableColumn(name: name, type: type, category: nil)
        }
        let category = acceptCategory() ?? .field
        guard category == .field || type == .string else {
            throw .semantic("DataType of \(category.name) Column should only be STRING, current is \(type.name)")
        }
        return TableColumn(name: name, type: type, category: category)
    }

    private mutating func acceptCategory() -> ColumnSchema.Category? {
        if accept("TAG") { return .tag }
        if accept("ATTRIBUTE") { return .attribute }
        return accept("FIELD") ? .field : nil
    }

    private mutating func tableDrop() throws(StatementError) -> TableStatement {
        if accept("DATABASE") {
            let ifExists = try acceptIfExists()
            return .dropDatabase(try identifier().lowercased(), ifExists: ifExists)
        }
        guard accept("TABLE") else { throw otherTableObject("DROP") }
        let ifExists = try acceptIfExists()
        return .dropTable(try tableName(), ifExists: ifExists)
    }

    private mutating func tableAlter() throws(StatementError) -> TableStatement {
        guard accept("TABLE") else { throw otherTableObject("ALTER") }
        let ifTableExists = try acceptIfExists()
        let name = try tableName()
        if accept("ADD") {
            try expect("COLUMN")
            let ifNotExists = try acceptIfNotExists()
            return .addColumn(name, try columnDefinition(), ifTableExists: ifTableExists, ifNotExists: ifNotExists)
        }
        if accept("DROP") {
            try expect("COLUMN")
            let ifExists = try acceptIfExists()
            let column = try identifier().lowercased()
            return .dropColumn(name, column, ifTableExists: ifTableExists, ifExists: ifExists)
        }
        guard current.isKeyword("SET"), following.isKeyword("PROPERTIES") else {
            throw .unsupported("this ALTER TABLE")
        }
        take()
        take()
        return .setTimeToLive(name, try timeToLiveValue(), ifTableExists: ifTableExists)
    }

    private mutating func tableDelete() throws(StatementError) -> TableStatement {
        let isDevices = accept("DEVICES")
        try expect("FROM")
        let name = try tableName()
        let condition = try tableCondition()
        return isDevices ? .deleteDevices(name, condition) : .delete(name, condition)
    }

    private mutating func tableUpdate() throws(StatementError) -> TableStatement {
        let name = try tableName()
        try expect("SET")
        var assignments: [TableAssignment] = []
        repeat {
            let column = try identifier().lowercased()
            try expectSymbol("=")
            assignments.append(TableAssignment(column: column, value: try tableExpression()))
        } while acceptSymbol(",")
        return .update(name, assignments, try tableCondition())
    }

    private mutating func tableCondition() throws(StatementError) -> TableExpression? {
        accept("WHERE") ? try tableExpression() : nil
    }

    /// The name of a table, with or without its database.
    mutating func tableName() throws(StatementError) -> TableName {
        let name = try identifier().lowercased()
        guard acceptSymbol(".") else { return TableName(database: nil, table: name) }
        return TableName(database: name, table: try identifier().lowercased())
    }

    private mutating func acceptIfNotExists() throws(StatementError) -> Bool {
        guard current.isKeyword("IF"), following.isKeyword("NOT") else { return false }
        take()
        take()
        try expect("EXISTS")
        return true
    }

    private mutating func acceptIfExists() throws(StatementError) -> Bool {
        guard accept("IF") else { return false }
        try expect("EXISTS")
        return true
    }

    private mutating func timeToLive(opening: StaticString) throws(StatementError) -> Int64? {
        guard accept(opening) else { return nil }
        try expectSymbol("(")
        let milliseconds = try timeToLiveValue()
        try expectSymbol(")")
        return milliseconds
    }

    private mutating func timeToLiveValue() throws(StatementError) -> Int64? {
        let name = try identifier()
        guard name.lowercased() == "ttl" else {
            throw .semantic("Table property '\(name.lowercased())' is currently not allowed.")
        }
        try expectSymbol("=")
        if accept("DEFAULT") { return nil }
        if current.kind == .string, current.text.uppercased() == "INF" {
            take()
            return nil
        }
        guard current.kind == .integer, let milliseconds = Int64(current.text), milliseconds > 0 else {
            throw .unsupported("the TTL \(current.source)")
        }
        take()
        return milliseconds
    }

    private func otherTableObject(_ verb: String) -> StatementError {
        let objects = ["FUNCTION", "INDEX", "PIPE", "PIPEPLUGIN", "TABLE", "TOPIC", "DATABASE", "VIEW", "USER", "ROLE"]
        guard current.kind == .word, objects.contains(current.text.uppercased()) else {
            return unexpected("'DATABASE', 'TABLE'")
        }
        return .unsupported("\(verb) \(current.text.uppercased())")
    }

    private static let tableFirstWords = [
        "ALTER", "CLEAR", "COUNT", "CREATE", "DELETE", "DESC", "DESCRIBE", "DROP", "EXPLAIN", "FLUSH", "INSERT", "KILL",
        "LOAD", "MIGRATE", "SELECT", "SET", "SHOW", "START", "STOP", "TABLE", "UPDATE", "USE", "VALUES", "WITH",
    ]

    private static let tableOtherShow: Set<String> = [
        "AINODES", "CLUSTER", "CLUSTERID", "CLUSTER_ID", "CONFIGNODES", "DATA", "DATANODES", "FUNCTIONS", "INDEXES",
        "PIPE", "PIPEPLUGINS", "PIPES", "QUERY", "REGIONS", "SCHEMA", "SUBSCRIPTIONS", "TIMEPARTITION", "TIMESLOTID",
        "TOPIC", "TOPICS", "VARIABLES",
    ]
}
