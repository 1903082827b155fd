import IoTDBWire

/// Columns of GROUP BY LEVEL: an aggregation of all series whose paths agree in some levels.
enum LevelColumns {
    /// One column.
    struct Column {
        let name: String
        let type: DataType
        let expression: BoundExpression
    }

    /// The columns of a SELECT.
    static func bind(
        _ select: SelectStatement,
        _ binder: inout Binder,
        _ tree: SchemaTree
    ) throws(StatementError) -> [Column] {
        var columns: [Column] = []
        try check(select)
        for column in select.columns {
            guard case .aggregate(let kind, let name, .path(let path)) = column.expression, let last = path.last else {
                throw .unsupported("GROUP BY LEVEL of anything but aggregations of series")
            }
            guard select.columns.count == 1 || !last.contains("*") else {
                throw .unsupported("wildcards among several columns with GROUP BY LEVEL")
            }
            let groups = try groups(of: .path(path), select.levels, last: last, &binder, tree)
            if let alias = column.alias, groups.count > 1 {
                throw .semantic("alias '\(alias)' can only be matched with one time series")
            }
            for (path, members) in groups {
                let bound = try binder.aggregate(kind, name, members, text: path)
                guard let type = try bound.type() else { continue }
                columns.append(Column(name: column.alias ?? bound.text, type: type, expression: bound))
            }
        }
        return columns
    }

    /// Combinations that a real server computes in a way of its own.
    private static func check(_ select: SelectStatement) throws(StatementError) {
        let kinds = select.columns.compactMap { column -> Aggregate? in
            if case .aggregate(let kind, _, _) = column.expression { kind } else { nil }
        }
        let alone: [Aggregate] = [.avg, .firstValue, .lastValue]
        let simple: [Aggregate] = [.count, .sum, .minValue, .maxValue, .minTime, .maxTime, .extreme]
        guard kinds.allSatisfy({ (simple + alone).contains($0) }),
            kinds.count == 1 || !kinds.contains(where: alone.contains)
        else { throw .unsupported("these aggregations with GROUP BY LEVEL") }
    }

    private static func groups(
        of path: Expression,
        _ levels: [Int],
        last: String,
        _ binder: inout Binder,
        _ tree: SchemaTree
    ) throws(StatementError) -> [(path: String, members: [BoundExpression])] {
        var places: [String: Int] = [:]
        var groups: [(path: String, members: [BoundExpression])] = []
        for bound in try binder.bind(path, inCondition: false) {
            guard case .series(let slot, _, _) = bound else { continue }
            var nodes = tree.path(of: binder.series[slot])
            for index in nodes.indices.dropFirst().dropLast() where !levels.contains(index) { nodes[index] = "*" }
            nodes[nodes.count - 1] = last
            let text = NodeName.join(nodes)
            if let place = places[text] {
                groups[place].members.append(bound)
            } else {
                places[text] = groups.count
                groups.append((text, [bound]))
            }
        }
        return groups
    }
}
