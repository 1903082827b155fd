import IoTDBWire

/// Groups rows and aggregates them: the result is a relation of the keys and the aggregations.
struct TableGrouping {
    private let relation: Relation
    private let keys: [TableExpression]
    private var calls: [TableExpression] = []

    /// Takes the relation and the keys, whose names are slots already.
    init(_ relation: Relation, keys: [TableExpression]) throws(StatementError) {
        for key in keys where key.contains({ TableAggregate.isCall($0) }) {
            throw .semantic(
                "GROUP BY clause cannot contain aggregations, window functions or grouping operations: "
                    + "[\(TableAggregate.firstCall(in: key))]"
            )
        }
        self.relation = relation
        self.keys = keys
    }

    /// Types of the cells of a group: its keys, then its aggregations.
    func types() throws(StatementError) -> [DataType] {
        let binder = TableBinder(types: relation.columns.map(\.type))
        var types: [DataType] = []
        for key in keys {
            guard let type = try binder.bind(key).type else { throw .unsupported("GROUP BY NULL") }
            types.append(type)
        }
        for call in calls { types.append(try Self.bind(call, binder).type) }
        return types
    }

    /// An expression over the cells of a group, from one over the cells of a row.
    mutating func rewrite(_ expression: TableExpression) throws(StatementError) -> TableExpression {
        if let place = keys.firstIndex(of: expression) { return .slot(place, name: "") }
        if TableAggregate.isCall(expression) { return .slot(keys.count + (try place(of: expression)), name: "") }
        if case .slot(_, let name) = expression {
            throw .semantic("'\(name)' must be an aggregate expression or appear in GROUP BY clause")
        }
        // `map` takes a closure that cannot change self.
        var copy = self
        let result = try expression.map { (part) throws(StatementError) in try copy.rewrite(part) }
        self = copy
        return result
    }

    private mutating func place(of call: TableExpression) throws(StatementError) -> Int {
        if let place = calls.firstIndex(of: call) { return place }
        if case .call(let name, let arguments) = call,
            let inner = arguments.first(where: { $0.contains({ TableAggregate.isCall($0) }) })
        {
            throw .semantic(
                "Cannot nest aggregations inside aggregation '\(name)': [\(TableAggregate.firstCall(in: inner))]"
            )
        }
        calls.append(call)
        return calls.count - 1
    }

    /// One row for each group, in order of the keys; without keys there is one group.
    func rows() throws(StatementError) -> [[Value]] {
        let binder = TableBinder(types: relation.columns.map(\.type))
        var keyValues: [TableBinder.Evaluator] = []
        for key in keys { keyValues.append(try binder.bind(key).value) }
        var bound: [BoundCall] = []
        for call in calls {
            bound.append(try Self.bind(call, binder))
            try checkTimes(call)
        }
        let time = relation.time
        if time == nil, bound.contains(where: \.kind.needsTime) { throw .unsupported("first and last without a time") }
        var places: [[Value]: Int] = [:]
        var groups: [(key: [Value], accumulators: [TableAccumulator])] = []
        let fresh = bound.map { TableAccumulator($0.kind) }
        if keys.isEmpty { groups.append(([], fresh)) }
        for row in relation.rows {
            var key: [Value] = []
            for value in keyValues { key.append(try value(row)) }
            let place = keys.isEmpty ? 0 : places[key] ?? groups.count
            if place == groups.count {
                places[key] = place
                groups.append((key, fresh))
            }
            for index in bound.indices {
                var arguments: [Value] = []
                for argument in bound[index].arguments { arguments.append(try argument(row)) }
                groups[place].accumulators[index].add(arguments, time: time.map { row[$0] } ?? .null)
            }
        }
        groups.sort { Self.precedes($0.key, $1.key) }
        return try Self.results(groups)
    }

    /// A real server takes the time of the row for the least or greatest TIMESTAMP of a group.
    private func checkTimes(_ call: TableExpression) throws(StatementError) {
        guard !keys.isEmpty, case .call(let name, let arguments) = call, name == "min" || name == "max",
            case .slot(let slot, _)? = arguments.first, relation.columns[slot].type == .timestamp,
            !relation.columns[slot].isTime
        else { return }
        throw .unsupported("\(name) of a TIMESTAMP in groups")
    }

    /// Ascending, nulls last.
    private static func precedes(_ left: [Value], _ right: [Value]) -> Bool {
        for (first, second) in zip(left, right) where first != second {
            if first == .null || second == .null { return second == .null }
            if let order = first.order(to: second), order != 0 { return order < 0 }
        }
        return false
    }

    private static func results(
        _ groups: [(key: [Value], accumulators: [TableAccumulator])]
    ) throws(StatementError) -> [[Value]] {
        var rows: [[Value]] = []
        for group in groups {
            var row = group.key
            for accumulator in group.accumulators { row.append(try accumulator.result()) }
            rows.append(row)
        }
        return rows
    }

    private struct BoundCall {
        let kind: TableAggregate
        let type: DataType
        let arguments: [TableBinder.Evaluator]
    }

    private static func bind(_ call: TableExpression, _ binder: TableBinder) throws(StatementError) -> BoundCall {
        guard case .call(let name, let arguments) = call, let kind = TableAggregate(rawValue: name) else {
            throw .unsupported("this aggregation")
        }
        var bound: [TableBinder.Bound] = []
        for argument in arguments { bound.append(try binder.bind(argument)) }
        let type = try kind.resultType(of: bound.map(\.type))
        return BoundCall(kind: kind, type: type, arguments: bound.map(\.value))
    }
}
