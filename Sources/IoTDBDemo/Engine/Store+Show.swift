import IoTDBWire

extension Store {
    /// SHOW DATABASES.
    func showDatabases(_ pattern: [String]) throws(StatementError) -> ResultTable {
        let found = try databases(pattern)
        let names = found.map { NodeName.join(tree.path(of: $0)) }
        let order = JavaHash.order(of: names, capacity: JavaHash.thriftCapacity(names.count))
        func constant(_ name: String, _ type: DataType, _ value: Value) -> ResultTable.Column {
            .init(name: name, type: type, cells: names.map { _ in value })
        }
        return ResultTable(columns: [
            .init(name: "Database", type: .text, cells: order.map { .text(names[$0]) }),
            constant("SchemaReplicationFactor", .int32, .int32(1)),
            constant("DataReplicationFactor", .int32, .int32(1)),
            constant("TimePartitionOrigin", .int64, .int64(0)),
            constant("TimePartitionInterval", .int64, .int64(604_800_000)),
        ])
    }

    /// SHOW DEVICES.
    func showDevices(_ pattern: [String], _ rows: RowLimit) throws(StatementError) -> ResultTable {
        let found = try devices(pattern)
        return ResultTable(
            texts: ["Device", "IsAligned", "Template", "TTL(ms)"],
            rows: found[rows.range(of: found.count)].map { index in
                [
                    NodeName.join(tree.path(of: index)), tree.nodes[index].isAligned == true ? "true" : "false", nil,
                    "INF",
                ]
            }
        )
    }

    /// SHOW TIMESERIES.
    func showTimeseries(_ pattern: [String], _ rows: RowLimit) throws(StatementError) -> ResultTable {
        let found = try series(pattern, order: .storage)
        let lines = found[rows.range(of: found.count)].map { index -> [String?] in
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
                "Deadband",
                "DeadbandParameters", "ViewType",
            ],
            rows: lines
        )
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
