import IoTDBWire

/// Runs a SELECT of the table dialect.
struct TableQuery {
    /// Rows that a join may look at.
    private static let joinLimit = 4_000_000

    private let store: TableStore
    private let context: DemoContext

    /// A query on the tables of a store.
    init(_ store: TableStore, _ context: DemoContext) {
        self.store = store
        self.context = context
    }

    /// The answer to a SELECT.
    func run(_ select: TableSelect) throws(StatementError) -> ResultTable {
        let result = try relation(of: select)
        let columns = result.columns.indices.map { index in
            ResultTable.Column(
                name: result.columns[index].heading,
                type: result.columns[index].type,
                cells: result.rows.map { $0[index] }
            )
        }
        return ResultTable(columns: columns)
    }

    private func relation(of select: TableSelect) throws(StatementError) -> Relation {
        guard select.rows.limit != 0 || select.order.isEmpty else { throw .unsupported("ORDER BY with LIMIT 0") }
        var source = try relation(of: select.from)
        if let condition = select.condition { try source.filter(condition) }
        let output = try Output(select, source)
        var rows = try output.rows()
        if select.isDistinct { rows = Self.distinct(rows) }
        if let fill = select.fill { Self.fill(&rows, fill, output.columns) }
        rows.sort(by: select.order)
        let kept = rows[select.rows.range(of: rows.count)]
        return Relation(columns: output.columns, rows: kept.map(\.cells))
    }

    private func relation(of source: TableSource) throws(StatementError) -> Relation {
        switch source {
        case .table(let name, let alias): return try store.relation(of: name, alias: alias, context)
        case .select(let select, let alias):
            var relation = try relation(of: select)
            for index in relation.columns.indices { relation.columns[index].qualifier = alias }
            return relation
        case .join(let left, let right, let condition):
            return try join(try relation(of: left), try relation(of: right), on: condition)
        }
    }

    private func join(
        _ left: Relation,
        _ right: Relation,
        on condition: TableExpression?
    ) throws(StatementError) -> Relation {
        guard left.rows.count * max(1, right.rows.count) <= Self.joinLimit else {
            throw .unsupported("a join of \(left.rows.count) with \(right.rows.count) rows")
        }
        var joined = Relation(columns: left.columns + right.columns, rows: [])
        let tests = try condition.map { (condition) throws(StatementError) in try joined.tests(of: condition) } ?? []
        for first in left.rows {
            for second in right.rows {
                let row = first + second
                var holds = true
                for test in tests where holds { holds = try test(row) == .boolean(true) }
                if holds { joined.rows.append(row) }
            }
        }
        return joined
    }

    private static func distinct(_ rows: [SortedRow]) -> [SortedRow] {
        var seen: Set<[Value]> = []
        return rows.filter { seen.insert($0.cells).inserted }
    }

    /// Fills nulls before rows are sorted.
    private static func fill(_ rows: inout [SortedRow], _ fill: TableFill, _ columns: [ScopeColumn]) {
        for column in columns.indices {
            var last = Value.null
            if case .constant(let value) = fill { last = Fill.constant(value, as: columns[column].type) }
            for row in rows.indices {
                if rows[row].cells[column] == .null {
                    rows[row].cells[column] = last
                } else if fill == .previous {
                    last = rows[row].cells[column]
                }
            }
        }
    }
}

/// One row of an answer, with the values that it is sorted by.
struct SortedRow {
    var cells: [Value]
    let keys: [Value]
}

extension [SortedRow] {
    /// Sorts by the keys; equal rows keep their order.
    fileprivate mutating func sort(by order: [TableSortKey]) {
        guard !order.isEmpty else { return }
        let sorted = enumerated().sorted { left, right in
            for (place, key) in order.enumerated() {
                let (first, second) = (left.element.keys[place], right.element.keys[place])
                if first == .null || second == .null {
                    if first == second { continue }
                    return (first == .null) == key.nullsFirst
                }
                guard let difference = first.order(to: second), difference != 0 else { continue }
                return (difference < 0) != key.isDescending
            }
            return left.offset < right.offset
        }
        self = sorted.map(\.element)
    }
}

/// The columns of an answer, and how they and the sort keys are computed from the rows of a source.
private struct Output {
    private let source: Relation
    private var grouping: TableGrouping?
    private(set) var columns: [ScopeColumn] = []
    private var expressions: [TableExpression] = []
    private var having: TableExpression?
    private var sortKeys: [TableExpression] = []

    init(_ select: TableSelect, _ source: Relation) throws(StatementError) {
        self.source = source
        var headings: [(heading: String, name: String?)] = []
        for item in select.items { try add(item, &headings) }
        having = try select.having.map { (part) throws(StatementError) in try source.resolve(part) }
        for key in select.order { sortKeys.append(try sortKey(key.expression, headings.map(\.name))) }
        if select.isDistinct, !sortKeys.allSatisfy({ expressions.contains($0) }) {
            throw .semantic("For SELECT DISTINCT, ORDER BY expressions must appear in select list")
        }
        try group(by: select.groups)
        let types = try grouping?.types() ?? source.columns.map(\.type)
        for (index, expression) in expressions.enumerated() {
            guard let type = try TableBinder(types: types).bind(expression).type else {
                throw .unsupported("a column that is always null")
            }
            var isTime = false
            if grouping == nil, case .slot(let slot, _) = expression { isTime = source.columns[slot].isTime }
            columns.append(
                ScopeColumn(
                    qualifier: nil,
                    name: headings[index].name ?? "",
                    heading: headings[index].heading,
                    type: type,
                    isTime: isTime
                )
            )
        }
    }

    private mutating func add(
        _ item: TableSelectItem,
        _ headings: inout [(heading: String, name: String?)]
    ) throws(StatementError) {
        switch item {
        case .all(let qualifier):
            let slots = source.columns.indices.filter { qualifier == nil || source.columns[$0].qualifier == qualifier }
            guard !slots.isEmpty else { throw .semantic("Table '\(qualifier ?? "")' not found") }
            for slot in slots {
                expressions.append(.slot(slot, name: source.columns[slot].name))
                headings.append((source.columns[slot].heading, source.columns[slot].name))
            }
        case .expression(let expression, let alias):
            var heading = alias
            if heading == nil, case .column(_, let name) = expression { heading = name }
            headings.append((heading ?? "_col\(expressions.count)", heading?.lowercased()))
            expressions.append(try source.resolve(expression))
        }
    }

    /// An expression of ORDER BY: a position, a name of the answer, or an expression over the source.
    private func sortKey(_ key: TableExpression, _ names: [String?]) throws(StatementError) -> TableExpression {
        if case .literal(let value) = key, let position = value.integer {
            guard position >= 1, position <= expressions.count else {
                throw .semantic("ORDER BY position \(position) is not in select list")
            }
            return expressions[Int(position) - 1]
        }
        if case .column(nil, let name) = key, let place = names.firstIndex(of: name.lowercased()) {
            return expressions[place]
        }
        return try source.resolve(key)
    }

    private mutating func group(by groups: [TableExpression]) throws(StatementError) {
        let all = expressions + sortKeys + (having.map { [$0] } ?? [])
        guard !groups.isEmpty || having != nil || all.contains(where: { $0.contains({ TableAggregate.isCall($0) }) })
        else { return }
        var keys: [TableExpression] = []
        for group in groups {
            if case .literal(let value) = group, let position = value.integer {
                guard position >= 1, position <= expressions.count else {
                    throw .semantic("GROUP BY position \(position) is not in select list")
                }
                keys.append(expressions[Int(position) - 1])
            } else {
                keys.append(try source.resolve(group))
            }
        }
        var grouping = try TableGrouping(source, keys: keys)
        for index in expressions.indices { expressions[index] = try grouping.rewrite(expressions[index]) }
        for index in sortKeys.indices { sortKeys[index] = try grouping.rewrite(sortKeys[index]) }
        having = try having.map { (part) throws(StatementError) in try grouping.rewrite(part) }
        self.grouping = grouping
    }

    func rows() throws(StatementError) -> [SortedRow] {
        let types = try grouping?.types() ?? source.columns.map(\.type)
        let binder = TableBinder(types: types)
        let cells = try expressions.map { (part) throws(StatementError) in try binder.bind(part).value }
        let keys = try sortKeys.map { (part) throws(StatementError) in try binder.bind(part).value }
        let test = try having.map { (part) throws(StatementError) in try condition(part, binder) }
        var rows: [SortedRow] = []
        for row in try grouping?.rows() ?? source.rows {
            if let test, try test(row) != .boolean(true) { continue }
            rows.append(SortedRow(cells: try Self.values(cells, row), keys: try Self.values(keys, row)))
        }
        return rows
    }

    private func condition(
        _ having: TableExpression,
        _ binder: TableBinder
    ) throws(StatementError) -> TableBinder.Evaluator {
        let bound = try binder.bind(having)
        guard bound.type == .boolean else {
            throw .semantic("HAVING clause must evaluate to a boolean: actual type \(bound.type?.name ?? "unknown")")
        }
        return bound.value
    }

    private static func values(
        _ evaluators: [TableBinder.Evaluator],
        _ row: [Value]
    ) throws(StatementError) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(evaluators.count)
        for evaluator in evaluators { values.append(try evaluator(row)) }
        return values
    }
}
