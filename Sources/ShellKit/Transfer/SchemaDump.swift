package import IoTDBWire

/// Writes a schema as statements that make it again on an empty server.
package struct SchemaDump: Sendable {
    private let session: Session
    private let command: DumpCommand
    private let dialect: SQLDialect
    private let write: @Sendable (String) throws -> Void

    /// - Parameter write: takes text as it comes.
    package init(
        _ session: Session,
        _ command: DumpCommand,
        _ dialect: SQLDialect,
        write: @escaping @Sendable (String) throws -> Void
    ) {
        self.session = session
        self.command = command
        self.dialect = dialect
        self.write = write
    }

    /// Writes all statements.
    ///
    /// - Returns: the exports that give the rows behind it, one for each device or table.
    package func run() async throws -> [CopyCommand] {
        switch dialect {
        case .tree:
            try await treeSchema()
            if command.hasUsers { try await users() }
            guard command.hasData else { return [] }
            var devices: Set<String> = []
            for pattern in devicePatterns { devices.formUnion(try await texts("SHOW DEVICES \(pattern)", "Device")) }
            // The rows of a device, by their star: a device alone is also all that is below it.
            return try devices.sorted().map { try CopyCommand(parsing: "(SELECT * FROM \($0)) TO STDOUT insert") }
        case .table:
            if command.hasUsers { throw CopyError("users and privileges are written in the tree dialect") }
            return try await tableSchema()
        }
    }

    private func emit(_ statement: String) throws { try write(statement + "\n") }

    private func rows(_ sql: String, _ body: (Row) throws -> Void) async throws {
        let results = try await session.query(sql)
        for try await row in results.rows { try body(row) }
    }

    /// Reads what not every server has; where it is refused, the dump says so and goes on.
    private func rowsIfKnown(_ sql: String, _ body: (Row) throws -> Void) async throws {
        do {
            try await rows(sql, body)
        } catch let error as IoTDBError where error.serverStatus?.code == 700 || error.serverStatus?.code == 300 {
            try emit("-- The server refuses \(sql): \(error.logLine)")
        }
    }

    private func texts(_ sql: String, _ column: String) async throws -> [String] {
        var found: [String] = []
        try await rows(sql) { row in if let text = row.text(column) { found.append(text) } }
        return found
    }

    // MARK: Tree

    private func treeSchema() async throws {
        let databases = try await texts("SHOW DATABASES", "Database").filter(concerns).sorted()
        for database in databases { try emit("CREATE DATABASE \(database);") }
        try await timesToLive()
        let templates = try await templates()
        try await series(templates)
        try await views()
    }

    /// Whether a path lies under the pattern, or the pattern under it.
    private func concerns(_ path: String) -> Bool {
        guard let pattern = command.pattern else { return true }
        return zip(TreePath.nodes(path), TreePath.nodes(TreePath.withoutWildcards(pattern))).allSatisfy { $0 == $1 }
    }

    /// The pattern of the series.
    private var seriesPattern: String {
        guard let pattern = command.pattern else { return "root.**" }
        return pattern.contains("*") ? pattern : pattern + ".**"
    }

    /// The patterns of the devices: the path itself and all below it.
    private var devicePatterns: [String] {
        guard let pattern = command.pattern else { return ["root.**"] }
        return pattern.contains("*") ? [pattern] : [pattern, pattern + ".**"]
    }

    private func timesToLive() async throws {
        var lines: [String] = []
        try await rowsIfKnown("SHOW ALL TTL") { row in
            guard let path = row.text("Device"), let time = row.text("TTL(ms)"), time != "INF", concerns(path) else {
                return
            }
            lines.append("SET TTL TO \(path) \(time);")
        }
        for line in lines.sorted() { try emit(line) }
    }

    /// Writes the templates and where they are used; returns the devices that use one.
    private func templates() async throws -> [String: Set<String>] {
        var users: [String: Set<String>] = [:]
        var names: [String] = []
        try await rowsIfKnown("SHOW DEVICE TEMPLATES") { row in
            if let name = row.text("TemplateName") { names.append(name) }
        }
        for name in names.sorted() {
            let quoted = SchemaStatements.node(name)
            var measurements: [String] = []
            var nodes: Set<String> = []
            try await rows("SHOW NODES IN DEVICE TEMPLATE \(quoted)") { row in
                guard let node = row.text("ChildNodes"), let type = row.text("DataType"),
                    let encoding = row.text("Encoding"), let compression = row.text("Compression")
                else { return }
                nodes.insert(SchemaStatements.node(node))
                measurements.append(
                    "\(SchemaStatements.node(node)) \(type) ENCODING=\(encoding) COMPRESSOR=\(compression)"
                )
            }
            let places = try await texts("SHOW PATHS SET DEVICE TEMPLATE \(quoted)", "Paths").filter(concerns).sorted()
            guard command.pattern == nil || !places.isEmpty else { continue }
            let devices = try await texts("SHOW PATHS USING DEVICE TEMPLATE \(quoted)", "Paths").filter(concerns)
                .sorted()
            let isAligned = try await isAligned(devices.first)
            try emit(SchemaStatements.template(name, isAligned: isAligned, measurements.sorted()))
            for place in places { try emit("SET DEVICE TEMPLATE \(quoted) TO \(place);") }
            for device in devices {
                try emit("CREATE TIMESERIES USING DEVICE TEMPLATE ON \(device);")
                users[device] = nodes
            }
        }
        return users
    }

    /// Whether a device is aligned; the server does not tell it of a template that no device uses.
    private func isAligned(_ device: String?) async throws -> Bool {
        guard let device else { return false }
        return try await texts("SHOW DEVICES \(device)", "IsAligned").first?.lowercased() == "true"
    }

    private func series(_ templates: [String: Set<String>]) async throws {
        var aligned: Set<String> = []
        for pattern in devicePatterns {
            try await rows("SHOW DEVICES \(pattern)") { row in
                if let device = row.text("Device"), row.text("IsAligned")?.lowercased() == "true" {
                    aligned.insert(device)
                }
            }
        }
        // In the order of their names: the server's own changes with how the series came into being.
        var waiting: [SchemaStatements.Series] = []
        try await rows("SHOW TIMESERIES \(seriesPattern)") { row in
            guard let series = Self.series(row), row.text("ViewType") != "VIEW" else { return }
            if templates[series.device]?.contains(series.measurement) == true { return }
            waiting.append(series)
            if waiting.count >= Self.sortedTogether { try emitSeries(&waiting, aligned) }
        }
        try emitSeries(&waiting, aligned)
    }

    /// Series that are held in memory to be written in order.
    private static let sortedTogether = 100_000
    /// Series of one statement.
    private static let seriesOfStatement = 100

    private func emitSeries(_ waiting: inout [SchemaStatements.Series], _ aligned: Set<String>) throws {
        waiting.sort { ($0.device, $0.measurement) < ($1.device, $1.measurement) }
        var rest = waiting[...]
        while let first = rest.first {
            guard aligned.contains(first.device) else {
                try emit(SchemaStatements.timeseries(first))
                rest.removeFirst()
                continue
            }
            let run = rest.prefix(Self.seriesOfStatement).prefix { $0.device == first.device }
            try emit(SchemaStatements.aligned(first.device, Array(run)))
            rest.removeFirst(run.count)
        }
        waiting = []
    }

    private static func series(_ row: Row) -> SchemaStatements.Series? {
        guard let path = row.text("Timeseries"), let type = row.text("DataType"), let encoding = row.text("Encoding"),
            let compression = row.text("Compression")
        else { return nil }
        var nodes = TreePath.nodes(path)
        let measurement = nodes.removeLast()
        return SchemaStatements.Series(
            device: nodes.joined(separator: "."),
            measurement: measurement,
            alias: row.text("Alias"),
            type: type,
            encoding: encoding,
            compression: compression,
            tags: SchemaStatements.pairs(ofObject: row.text("Tags")),
            attributes: SchemaStatements.pairs(ofObject: row.text("Attributes"))
        )
    }

    private func views() async throws {
        try await rowsIfKnown("SHOW VIEW \(seriesPattern)") { row in
            guard let path = row.text("Timeseries"), let source = row.text("Source") else { return }
            try emit("CREATE VIEW \(path) AS \(source);")
        }
    }

    // MARK: Users

    /// The server does not tell passwords: the script takes them from variables.
    private func users() async throws {
        for role in try await texts("LIST ROLE", "Role").sorted() {
            try emit("CREATE ROLE \(SchemaStatements.node(role));")
            try await grants("ROLE", role)
        }
        for user in try await texts("LIST USER", "User").sorted() where user != "root" {
            let name = SchemaStatements.node(user)
            try emit("-- Run with -v password_\(Self.variable(user))=PASSWORD.")
            try emit("CREATE USER \(name) :'password_\(Self.variable(user))';")
            for role in try await texts("LIST ROLE OF USER \(name)", "Role") {
                try emit("GRANT ROLE \(SchemaStatements.node(role)) TO \(name);")
            }
            try await grants("USER", user)
        }
    }

    private static func variable(_ user: String) -> String {
        String(user.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    private func grants(_ kind: String, _ name: String) async throws {
        let quoted = SchemaStatements.node(name)
        try await rows("LIST PRIVILEGES OF \(kind) \(quoted)") { row in
            guard let privilege = row.text("Privileges"), kind == "ROLE" || (row.text("Role") ?? "").isEmpty else {
                return
            }
            let path = row.text("Path").flatMap { $0.isEmpty ? nil : $0 } ?? "root.**"
            let isPassedOn = row["GrantOption"] == .boolean(true) || row.text("GrantOption")?.lowercased() == "true"
            try emit("GRANT \(privilege) ON \(path) TO \(kind) \(quoted)\(isPassedOn ? " WITH GRANT OPTION" : "");")
        }
    }

    // MARK: Table

    private func tableSchema() async throws -> [CopyCommand] {
        var databases: [(name: String, life: String?)] = []
        let current = await session.database
        try await rows("SHOW DATABASES DETAILS") { row in
            guard let name = row.text("Database"), name != "information_schema" else { return }
            // A table is one of the current database.
            if command.pattern == nil || name == current { databases.append((name, row.text("TTL(ms)"))) }
        }
        var tables: [CopyCommand] = []
        for database in databases {
            let name = SchemaStatements.identifier(database.name)
            try emit("CREATE DATABASE IF NOT EXISTS \(name)\(Self.timeToLive(database.life));")
            try emit("USE \(name);")
            var found: [(name: String, life: String?)] = []
            try await rows("SHOW TABLES DETAILS FROM \(name)") { row in
                guard let table = row.text("TableName") else { return }
                if command.pattern.map({ SchemaStatements.name(of: $0).lowercased() == table }) ?? true {
                    found.append((table, row.text("TTL(ms)")))
                }
            }
            for table in found {
                let full = name + "." + SchemaStatements.identifier(table.name)
                var columns: [String] = []
                try await rows("DESCRIBE \(full)") { row in
                    guard let column = row.text("ColumnName"), let type = row.text("DataType"),
                        let category = row.text("Category")
                    else { return }
                    columns.append("\(SchemaStatements.identifier(column)) \(type) \(category)")
                }
                let list = columns.joined(separator: ", ")
                try emit(
                    "CREATE TABLE \(SchemaStatements.identifier(table.name)) (\(list))\(Self.timeToLive(table.life));"
                )
                tables.append(try CopyCommand(parsing: "\(full) TO STDOUT insert"))
            }
        }
        return tables
    }

    private static func timeToLive(_ time: String?) -> String {
        guard let time, time != "INF" else { return "" }
        return " WITH (TTL=\(time))"
    }
}
