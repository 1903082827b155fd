/// Everything that the demo server keeps.
struct Store: Sendable {
    /// Databases, devices and series.
    var tree = SchemaTree()

    /// Executes a statement; a statement without rows answers nil.
    mutating func execute(_ statement: Statement) throws(StatementError) -> ResultTable? {
        switch statement {
        case .showDatabases(let pattern): return try showDatabases(pattern)
        case .countDatabases(let pattern):
            let count = Int32(try databases(pattern).count)
            return ResultTable(columns: [.init(name: "count", type: .int32, cells: [.int32(count)])])
        case .showDevices(let pattern, let rows): return try showDevices(pattern, rows)
        case .countDevices(let pattern): return counted("count(devices)", try devices(pattern).count)
        case .showTimeseries(let pattern, let rows): return try showTimeseries(pattern, rows)
        case .countTimeseries(let pattern):
            return counted("count(timeseries)", try series(pattern, order: .storage).count)
        case .showChildPaths(let pattern): return try showChildPaths(pattern)
        case .showChildNodes(let pattern): return try showChildNodes(pattern)
        case .showVersion:
            return ResultTable(texts: ["Version", "BuildInfo"], rows: [[DemoVersion.version, DemoVersion.build]])
        case .select(let select): return try Query.run(select, on: tree)
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

    /// Indices of the series that match a pattern.
    func series(_ pattern: [String], order: SchemaTree.Order) throws(StatementError) -> [Int] {
        tree.matches(try PathPattern(pattern), order: order) { $0.series != nil }
    }

    /// Indices of the devices that match a pattern.
    func devices(_ pattern: [String]) throws(StatementError) -> [Int] {
        tree.matches(try PathPattern(pattern), order: .storage) { $0.isAligned != nil }
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

/// What the demo server says about itself.
enum DemoVersion {
    /// The release whose answers it gives.
    static let version = "2.0.1-demo"
    /// In place of a build number.
    static let build = "demo"
}
