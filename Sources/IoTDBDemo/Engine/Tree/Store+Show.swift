import IoTDBWire

extension Store {
    /// SHOW DATABASES.
    func showDatabases(_ pattern: [String], details: Bool) throws(StatementError) -> ResultTable {
        let found = try databases(pattern)
        let names = found.map { NodeName.join(tree.path(of: $0)) }
        let order = JavaHash.order(of: names, capacity: JavaHash.thriftCapacity(names.count))
        func constant(_ name: String, _ number: Int32) -> ResultTable.Column {
            .init(name: name, type: .int32, cells: names.map { _ in .int32(number) })
        }
        func constant(_ name: String, long number: Int64) -> ResultTable.Column {
            .init(name: name, type: .int64, cells: names.map { _ in .int64(number) })
        }
        var columns = [
            ResultTable.Column(name: "Database", type: .text, cells: order.map { .text(names[$0]) }),
            constant("SchemaReplicationFactor", 1), constant("DataReplicationFactor", 1),
            constant("TimePartitionOrigin", long: 0), constant("TimePartitionInterval", long: 604_800_000),
        ]
        if details {
            columns += [
                constant("SchemaRegionGroupNum", 1), constant("MinSchemaRegionGroupNum", 1),
                constant("MaxSchemaRegionGroupNum", 1), constant("DataRegionGroupNum", 2),
                constant("MinDataRegionGroupNum", 2), constant("MaxDataRegionGroupNum", 2),
            ]
        }
        return ResultTable(columns: columns)
    }

    /// SHOW DEVICES.
    func showDevices(
        _ pattern: [String],
        _ filter: SchemaFilter,
        withDatabase: Bool
    ) throws(StatementError) -> ResultTable {
        let found = try self.filter(try devices(pattern), filter)
        let rows = found[filter.rows.range(of: found.count)].map { index -> [String?] in
            let database = tree.database(of: index).map { NodeName.join(tree.path(of: $0)) }
            return [NodeName.join(tree.path(of: index))] + (withDatabase ? [database] : [])
                + [tree.nodes[index].isAligned == true ? "true" : "false", nil, "INF"]
        }
        let names = ["Device"] + (withDatabase ? ["Database"] : []) + ["IsAligned", "Template", "TTL(ms)"]
        return ResultTable(texts: names, rows: rows)
    }

    /// SHOW TIMESERIES; the latest come in descending order of their last points.
    func showTimeseries(
        _ pattern: [String],
        _ filter: SchemaFilter,
        isLatest: Bool
    ) throws(StatementError) -> ResultTable {
        var found = try self.filter(try series(pattern, order: .storage), filter)
        if isLatest {
            let times = found.map { tree.nodes[$0].series?.times.last ?? .min }
            found = found.indices.sorted { (times[$1], $0) < (times[$0], $1) }.map { found[$0] }
        }
        let lines = found[filter.rows.range(of: found.count)].map { index -> [String?] in
            guard let series = tree.nodes[index].series else { return [] }
            let database = tree.database(of: index).map { NodeName.join(tree.path(of: $0)) }
            return [
                NodeName.join(tree.path(of: index)), series.alias, database, series.type.name, series.encoding,
                series.compression, Self.object(series.tags), Self.object(series.attributes), nil, nil, "BASE",
            ]
        }
        return ResultTable(
            texts: [
                "Timeseries", "Alias", "Database", "DataType", "Encoding", "Compression", "Tags", "Attributes",
                "Deadband", "DeadbandParameters", "ViewType",
            ],
            rows: lines
        )
    }

    /// The nodes that meet a condition.
    func filter(_ found: [Int], _ filter: SchemaFilter) throws(StatementError) -> [Int] {
        guard let condition = filter.condition else { return found }
        return found.filter { index in
            switch condition {
            case .path(let text): return NodeName.join(tree.path(of: index)).contains(bytesOf: text)
            case .type(let type): return tree.nodes[index].series?.type == type
            case .tag(let name, let text, let isContained):
                guard let tag = tree.nodes[index].series?.tags.first(where: { $0.name == name }) else { return false }
                return isContained ? tag.text.contains(bytesOf: text) : tag.text == text
            }
        }
    }

    /// COUNT TIMESERIES … GROUP BY LEVEL.
    func countByLevel(_ found: [Int], _ level: Int) -> ResultTable {
        var counts: [String: Int64] = [:]
        var names: [String] = []
        for index in found {
            let path = tree.path(of: index)
            guard path.count > level else { continue }
            let name = NodeName.join(path.prefix(level + 1))
            if counts[name] == nil { names.append(name) }
            counts[name, default: 0] += 1
        }
        let order = JavaHash.order(of: names, capacity: JavaHash.growingCapacity(names.count)).map { names[$0] }
        return ResultTable(columns: [
            .init(name: "Column", type: .text, cells: order.map { .text($0) }),
            .init(name: "count(timeseries)", type: .int64, cells: order.map { .int64(counts[$0] ?? 0) }),
        ])
    }

    /// Nodes at a level on the paths that match a pattern.
    func nodes(_ pattern: [String], level: Int) throws(StatementError) -> Set<Int> {
        var found: Set<Int> = []
        for index in tree.matches(try PathPattern(pattern), order: .storage, where: { _ in true }) {
            var current = index
            var depth = tree.path(of: index).count - 1
            while depth > level {
                current = tree.nodes[current].parent
                depth -= 1
            }
            if depth == level { found.insert(current) }
        }
        return found
    }

    /// SHOW CHILD PATHS: sorted by kind and path.
    func showChildPaths(_ pattern: [String]) throws(StatementError) -> ResultTable {
        let rows = try children(pattern).map { index in [NodeName.join(tree.path(of: index)), kind(of: index).name] }
        return ResultTable(texts: ["ChildPaths", "NodeTypes"], rows: rows)
    }

    /// SHOW CHILD NODES.
    func showChildNodes(_ pattern: [String]) throws(StatementError) -> ResultTable {
        ResultTable(texts: ["ChildNodes"], rows: try children(pattern).map { [tree.nodes[$0].name] })
    }

    private func children(_ pattern: [String]) throws(StatementError) -> [Int] {
        let parents = tree.matches(try PathPattern(pattern), order: .storage) { _ in true }
        let found = parents.flatMap { tree.nodes[$0].children }.map { index in
            (index: index, rank: kind(of: index).rawValue, key: Array(NodeName.join(tree.path(of: index)).utf16))
        }
        return found.sorted { left, right in
            left.rank == right.rank ? left.key.lexicographicallyPrecedes(right.key) : left.rank < right.rank
        }.map(\.index)
    }

    private func kind(of index: Int) -> NodeKind {
        let node = tree.nodes[index]
        if node.isDatabase { return .database }
        if node.series != nil { return .series }
        if node.isAligned != nil { return .device }
        return tree.database(of: index) == nil ? .aboveDatabase : .inner
    }

    /// Tags as the server prints them: an object whose texts are not escaped, in the order of its hash map.
    private static func object(_ texts: [NamedText]) -> String? {
        guard !texts.isEmpty else { return nil }
        let order = JavaHash.order(of: texts.map(\.name), capacity: JavaHash.growingCapacity(texts.count))
        return "{" + order.map { "\"\(texts[$0].name)\":\"\(texts[$0].text)\"" }.joined(separator: ",") + "}"
    }
}

/// Kinds of nodes in the order in which SHOW CHILD PATHS sorts them.
private enum NodeKind: Int {
    case aboveDatabase
    case database
    case inner
    case device
    case series

    /// The name that the server gives it.
    var name: String {
        switch self {
        case .aboveDatabase: "SG INTERNAL"
        case .database: "DATABASE"
        case .inner: "INTERNAL"
        case .device: "DEVICE"
        case .series: "TIMESERIES"
        }
    }
}
