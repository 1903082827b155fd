import IoTDBWire

/// Everything that the demo server keeps.
struct Store: Sendable {
    /// Databases, devices and series.
    var tree = SchemaTree()
    /// Databases by the number of their region: a real server lists series region by region.
    private var regions: [Int: Int] = [:]
    private var roles: Set<String> = []
    /// Times to live that were set, by path; none of them is short enough to let a point expire.
    private var lifetimes: [(path: String, milliseconds: Int64)] = []

    /// Executes a statement; a statement without rows answers nil.
    mutating func execute(_ statement: Statement) throws(StatementError) -> ResultTable? {
        switch statement {
        case .showDatabases(let pattern, let details): return try showDatabases(pattern, details: details)
        case .countDatabases(let pattern):
            let count = Int32(try databases(pattern).count)
            return ResultTable(columns: [.init(name: "count", type: .int32, cells: [.int32(count)])])
        case .showDevices(let pattern, let filter, let withDatabase):
            return try showDevices(pattern, filter, withDatabase: withDatabase)
        case .countDevices(let pattern): return counted("count(devices)", try devices(pattern).count)
        case .showTimeseries(let pattern, let filter, let isLatest):
            return try showTimeseries(pattern, filter, isLatest: isLatest)
        case .countTimeseries(let pattern, let filter, let level):
            let found = try self.filter(try series(pattern, order: .storage), filter)
            guard let level else { return counted("count(timeseries)", found.count) }
            return countByLevel(found, level)
        case .countNodes(let pattern, let level):
            return counted("count(nodes)", try nodes(pattern, level: level).count)
        case .showTimeToLive(let pattern): return showTimeToLive(pattern.map { NodeName.join($0) })
        case .listUsers: return ResultTable(texts: ["User"], rows: [["root"]])
        case .listRoles: return ResultTable(texts: ["Role"], rows: roles.sorted().map { [$0] })
        case .createRole(let name):
            guard roles.insert(name).inserted else { throw .unsupported("a role that is already there") }
        case .setTimeToLive(let path, let milliseconds): try setTimeToLive(path, milliseconds)
        case .unsetTimeToLive(let path):
            let names = Set([NodeName.join(path), NodeName.join(path + ["**"])])
            lifetimes.removeAll { names.contains($0.path) }
        case .dropUser(let name, let isRole):
            if isRole, roles.remove(name) != nil { return nil }
            guard isRole || name != "root" else { throw .unsupported("DROP USER root") }
            throw StatementError(code: 804, message: "\(isRole ? "Role" : "User") \(name) does not exist")
        case .showChildPaths(let pattern): return try showChildPaths(pattern)
        case .showChildNodes(let pattern): return try showChildNodes(pattern)
        case .server(let statement): return try ServerFacts.answer(statement, .tree)
        case .select(let select) where select.isLast: return try LastQuery.run(select, on: &tree)
        case .select(let select):
            let table = try Query.run(select, on: tree)
            return try select.target.map { (target) throws(StatementError) in try copy(table, into: target, select) }
                ?? table
        case .createDatabase(let path): try createDatabase(path)
        case .deleteDatabases(let patterns): try deleteDatabases(patterns)
        case .createTimeseries(let definition): try createTimeseries(definition)
        case .createAligned(let device, let definitions): try createAligned(device, definitions)
        case .deleteTimeseries(let patterns): try deleteTimeseries(patterns)
        case .insert(let insert): try self.insert(insert)
        case .deleteData(let patterns, let range):
            for pattern in patterns {
                for index in try series(pattern, order: .storage) { tree.nodes[index].series?.remove(range) }
            }
        case .flush(let paths): try flush(paths)
        }
        return nil
    }

    private func showTimeToLive(_ pattern: String?) -> ResultTable {
        let rows = pattern.map { pattern in
            lifetimes.filter { $0.path == pattern }.map { [$0.path, "\($0.milliseconds)"] }
        }
        let all = [["root.**", "INF"]] + lifetimes.map { [$0.path, "\($0.milliseconds)"] }
        return ResultTable(texts: ["Device", "TTL(ms)"], rows: rows ?? all)
    }

    private mutating func setTimeToLive(_ path: [String], _ milliseconds: Int64) throws(StatementError) {
        guard milliseconds > WallClock.milliseconds() else { throw .unsupported("a TTL that lets points expire") }
        guard path.count > 1, !path.contains("*"), !path.contains("**") else {
            throw .unsupported("a TTL of a pattern")
        }
        // A path that is a database stands for everything below it.
        let isDatabase = tree.find(path).map { tree.nodes[$0].isDatabase } ?? false
        for path in [NodeName.join(path)] + (isDatabase ? [NodeName.join(path + ["**"])] : []) {
            lifetimes.removeAll { $0.path == path }
            lifetimes.append((path, milliseconds))
        }
    }

    /// Indices of the series that match a pattern.
    func series(_ pattern: [String], order: SchemaTree.Order) throws(StatementError) -> [Int] {
        byRegion(tree.matches(try PathPattern(pattern), order: order) { $0.series != nil })
    }

    /// Notes that a database has series from now on.
    mutating func openRegion(of database: Int) {
        if regions[database] == nil { regions[database] = regions.count }
    }

    private func byRegion(_ found: [Int]) -> [Int] {
        let numbers = found.map { tree.database(of: $0).flatMap { regions[$0] } ?? 0 }
        return found.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }.map { found[$0] }
    }

    /// Indices of the devices that match a pattern.
    func devices(_ pattern: [String]) throws(StatementError) -> [Int] {
        byRegion(tree.matches(try PathPattern(pattern), order: .storage) { $0.isAligned != nil })
    }

    /// Indices of the databases that match a pattern, in order of creation.
    func databases(_ pattern: [String]) throws(StatementError) -> [Int] {
        tree.matches(try PathPattern(pattern), order: .storage, where: \.isDatabase).sorted()
    }

    private func counted(_ name: String, _ count: Int) -> ResultTable {
        ResultTable(columns: [.init(name: name, type: .int64, cells: [.int64(Int64(count))])])
    }

    private func flush(_ paths: [[String]]) throws(StatementError) {
        for path in paths where !(tree.find(path).map { tree.nodes[$0].isDatabase } ?? false) {
            throw StatementError(code: 500, message: "Database \(NodeName.join(path)) does not exist")
        }
    }
}
