import CivilTime

/// Parses one statement of the tree dialect; what only a real server knows is refused by name.
enum StatementParser {
    /// The statement that a text holds. `now()` means the given moment, local dates follow the zone.
    static func parse(_ text: String, now: Int64, zone: TimeZoneID) throws(StatementError) -> Statement {
        var cursor = try ParserCursor(text, now: now, zone: zone)
        let statement = try cursor.statement()
        try cursor.expectEnd()
        return statement
    }
}

extension ParserCursor {
    /// Any statement.
    mutating func statement() throws(StatementError) -> Statement {
        let first = current
        guard first.kind == .word, Self.firstWords.contains(first.text.uppercased()) else {
            throw .syntax(
                first,
                "mismatched input '\(first.source)' expecting {\(Self.firstWords.joined(separator: ", "))}"
            )
        }
        take()
        switch first.text.uppercased() {
        case "SHOW": return try show(after: first)
        case "COUNT": return try count(after: first)
        case "CREATE": return try create(after: first)
        case "DELETE", "DROP": return try delete(after: first)
        case "INSERT": return .insert(try insert())
        case "SELECT": return .select(try select())
        case "LIST": return try list(after: first)
        case "SET":
            guard accept("TTL") else { throw .unsupported("SET \(current.text.uppercased())") }
            try expect("TO")
            let path = try path(wildcards: true)
            guard current.kind == .integer, let milliseconds = Int64(current.text) else {
                throw .unsupported("the TTL \(current.source)")
            }
            take()
            return .setTimeToLive(path, milliseconds)
        case "UNSET":
            guard accept("TTL") else { throw .unsupported("UNSET \(current.text.uppercased())") }
            try expect("TO")
            return .unsetTimeToLive(try path(wildcards: true))
        case "FLUSH": return try flush()
        case "KILL": return .server(try kill())
        case "CLEAR":
            guard accept("CACHE") else { throw .unsupported("CLEAR \(current.text.uppercased())") }
            return .server(.flush)
        default: throw .unsupported(first.text.uppercased())
        }
    }

    private mutating func show(after first: SQLToken) throws(StatementError) -> Statement {
        let all = ["root", "**"]
        if accept("DATABASES") || acceptStorageGroup() {
            let details = accept("DETAILS")
            return .showDatabases(try optionalPattern(or: all), details: details)
        }
        if accept("DEVICES") {
            let pattern = try optionalPattern(or: all)
            let withDatabase = accept("WITH")
            if withDatabase { try expect("DATABASE") }
            return .showDevices(pattern: pattern, try schemaFilter(), withDatabase: withDatabase)
        }
        let isLatest = current.isKeyword("LATEST") && following.isKeyword("TIMESERIES")
        if isLatest { take() }
        if accept("TIMESERIES") {
            let pattern = try optionalPattern(or: all)
            return .showTimeseries(pattern: pattern, try schemaFilter(), isLatest: isLatest)
        }
        if accept("CHILD") {
            let wantsPaths = accept("PATHS")
            if !wantsPaths { try expect("NODES") }
            // A real server answers for the root and every node below it at once.
            guard current.isKeyword("ROOT") else { throw .unsupported("SHOW CHILD without a path") }
            let pattern = try path(wildcards: true)
            return wantsPaths ? .showChildPaths(pattern) : .showChildNodes(pattern)
        }
        if current.isKeyword("ALL"), following.isKeyword("TTL") {
            take()
            take()
            return .showTimeToLive(nil)
        }
        if accept("TTL") {
            try expect("ON")
            return .showTimeToLive(try path(wildcards: true))
        }
        if let fact = serverFact() { return .server(fact) }
        throw other(after: first, known: Self.otherShow)
    }

    private mutating func count(after first: SQLToken) throws(StatementError) -> Statement {
        let all = ["root", "**"]
        if accept("DATABASES") || acceptStorageGroup() { return .countDatabases(try optionalPattern(or: all)) }
        if accept("DEVICES") { return .countDevices(try optionalPattern(or: all)) }
        if accept("TIMESERIES") {
            let pattern = try optionalPattern(or: all)
            let filter = SchemaFilter(condition: try schemaCondition())
            guard accept("GROUP") else { return .countTimeseries(pattern, filter, level: nil) }
            try expect("BY")
            try expect("LEVEL")
            try expectSymbol("=")
            return .countTimeseries(pattern, filter, level: try level())
        }
        guard accept("NODES") else { throw other(after: first, known: []) }
        let pattern = try path(wildcards: true)
        try expect("LEVEL")
        try expectSymbol("=")
        return .countNodes(pattern, level: try level())
    }

    private mutating func list(after first: SQLToken) throws(StatementError) -> Statement {
        if accept("USER") {
            guard current.kind == .end || current.isSymbol(";") else { throw .unsupported("LIST USER OF") }
            return .listUsers
        }
        if accept("ROLE") {
            guard current.kind == .end || current.isSymbol(";") else { throw .unsupported("LIST ROLE OF") }
            return .listRoles
        }
        throw other(after: first, known: ["PRIVILEGES"])
    }

    private mutating func schemaFilter() throws(StatementError) -> SchemaFilter {
        SchemaFilter(condition: try schemaCondition(), rows: try schemaLimit())
    }

    private mutating func schemaCondition() throws(StatementError) -> SchemaFilter.Condition? {
        guard accept("WHERE") else { return nil }
        if accept("TIMESERIES") || accept("DEVICE") {
            try expect("CONTAINS")
            return .path(contains: try filterText())
        }
        if accept("DATATYPE") {
            try expectSymbol("=")
            return .type(try dataType())
        }
        guard accept("TAGS") else { throw .unsupported("this WHERE") }
        try expectSymbol("(")
        guard [.word, .quotedName, .string].contains(current.kind) else { throw unexpected() }
        let name = take().text
        try expectSymbol(")")
        let isContained = accept("CONTAINS")
        if !isContained { try expectSymbol("=") }
        return .tag(name, text: try filterText(), isContained: isContained)
    }

    private mutating func filterText() throws(StatementError) -> String {
        guard current.kind == .string else { throw unexpected("STRING_LITERAL") }
        return take().text
    }

    private mutating func create(after first: SQLToken) throws(StatementError) -> Statement {
        if accept("DATABASE") || acceptStorageGroup() { return .createDatabase(try path(wildcards: true)) }
        if accept("TIMESERIES") { return .createTimeseries(try seriesDefinition()) }
        if current.isKeyword("ROLE"), following.text.unicodeScalars.count >= 4, following.kind == .word {
            take()
            return .createRole(take().text)
        }
        if current.isKeyword("USER") || current.isKeyword("ROLE"), following.text.unicodeScalars.count < 4 {
            throw StatementError(
                code: 303,
                message: "The length of name or password must be greater than or equal to 4"
            )
        }
        if accept("ALIGNED") {
            try expect("TIMESERIES")
            return try alignedSeries()
        }
        throw other(after: first, known: Self.otherObjects)
    }

    private mutating func delete(after first: SQLToken) throws(StatementError) -> Statement {
        if accept("DATABASE") || acceptStorageGroup() { return .deleteDatabases(try paths(wildcards: true)) }
        if accept("TIMESERIES") { return .deleteTimeseries(try paths(wildcards: true)) }
        if first.isKeyword("DROP"), current.isKeyword("USER") || current.isKeyword("ROLE") {
            let isRole = take().isKeyword("ROLE")
            guard current.kind == .word || current.kind == .quotedName else { throw unexpected() }
            return .dropUser(take().text, isRole: isRole)
        }
        guard first.isKeyword("DELETE"), accept("FROM") else { throw other(after: first, known: Self.otherObjects) }
        let targets = try paths(wildcards: true)
        guard accept("WHERE") else { return .deleteData(targets, TimeRange()) }
        return .deleteData(targets, try DeleteRange.range(of: try expression()))
    }

    private mutating func flush() throws(StatementError) -> Statement {
        let databases = current.isKeyword("ROOT") ? try paths(wildcards: false) : []
        if !accept("TRUE") { _ = accept("FALSE") }
        return .flush(databases)
    }

    private mutating func acceptStorageGroup() -> Bool {
        guard current.isKeyword("STORAGE"), following.isKeyword("GROUP") else { return false }
        take()
        take()
        return true
    }

    /// What to say to a statement that is none of ours.
    private func other(after first: SQLToken, known: Set<String>) -> StatementError {
        if current.kind == .word, known.contains(current.text.uppercased()) {
            return .unsupported("\(first.text.uppercased()) \(current.text.uppercased())")
        }
        return .syntax(current, "no viable alternative at input '\(first.source) \(current.source)'")
    }

    private mutating func schemaLimit() throws(StatementError) -> RowLimit {
        let limit = try rowLimit()
        // A real server answers OFFSET without LIMIT with no rows at all.
        guard limit.limit != nil || limit.offset == 0 else { throw .unsupported("OFFSET without LIMIT after SHOW") }
        return limit
    }

    /// LIMIT and OFFSET in either order.
    mutating func rowLimit() throws(StatementError) -> RowLimit {
        var rows = RowLimit()
        if accept("LIMIT") {
            rows.limit = try rowNumber("LIMIT")
            if accept("OFFSET") { rows.offset = try rowNumber("OFFSET") }
        } else if accept("OFFSET") {
            rows.offset = try rowNumber("OFFSET")
            if accept("LIMIT") { rows.limit = try rowNumber("LIMIT") }
        }
        guard rows.limit != 0 else { throw .semantic("LIMIT <N>: N should be greater than 0.") }
        return rows
    }

    /// The number after LIMIT and its kin.
    mutating func rowNumber(_ clause: String) throws(StatementError) -> Int {
        guard current.kind == .integer else { throw unexpected() }
        guard let number = Int(take().text) else {
            throw .semantic("Out of range. \(clause) <N>: N should be Int64.")
        }
        return number
    }

    private static let firstWords = [
        "ALTER", "CALL", "CLEAR", "COUNT", "CREATE", "DEACTIVATE", "DEBUG", "DELETE", "DROP", "EXPLAIN", "FLUSH",
        "GRANT",
        "INSERT", "KILL", "LIST", "LOAD", "MIGRATE", "REMOVE", "REVOKE", "SELECT", "SET", "SETTLE", "SHOW", "START",
        "STOP",
        "UNLOAD", "UNSET", "VERIFY",
    ]

    private static let otherShow: Set<String> = [
        "ALL", "CLUSTER", "CLUSTERID", "CONFIGNODES", "CONTINUOUS", "CQS", "CURRENT_TIMESTAMP", "DATA", "DATANODES",
        "DEVICE", "FUNCTIONS", "LATEST", "MODELS", "NODES", "PATHS", "PIPE", "PIPEPLUGINS", "PIPES", "QUERIES", "QUERY",
        "REGIONID", "REGIONS", "SCHEMA", "SPACE", "SUBSCRIPTIONS", "THROTTLE", "TOPICS", "TRIGGERS", "TTL", "VARIABLES",
        "VIEW",
    ]

    private static let otherObjects: Set<String> = [
        "CONTINUOUS", "CQ", "DEVICE", "FUNCTION", "LOGICAL", "MODEL", "PARTITION", "PIPE", "PIPEPLUGIN", "ROLE",
        "SCHEMA",
        "SUBSCRIPTION", "TOPIC", "TRIGGER", "USER", "VIEW",
    ]
}
