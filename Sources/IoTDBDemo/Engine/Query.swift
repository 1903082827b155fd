import IoTDBWire

/// Runs a SELECT on the schema and the points.
struct Query {
    private var binder: Binder
    private let select: SelectStatement
    private let tree: SchemaTree

    private struct OutputColumn {
        let name: String
        let type: DataType
        let expression: BoundExpression
    }

    /// The answer to a SELECT.
    static func run(_ select: SelectStatement, on tree: SchemaTree) throws(StatementError) -> ResultTable {
        var query = Query(binder: Binder(tree: tree, from: select.from), select: select, tree: tree)
        return try query.run()
    }

    private mutating func run() throws(StatementError) -> ResultTable {
        try QueryRules.check(select)
        let columns = try outputColumns()
        guard !columns.isEmpty else { return ResultTable(times: [], columns: []) }
        var conditions: [Condition] = []
        if let condition = select.condition { conditions = try Condition.all(of: condition, &binder) }
        var scan = RowScan(binder.series.compactMap { tree.nodes[$0].series }, conditions)
        var table = binder.aggregations.isEmpty ? raw(columns, &scan) : aggregated(columns, &scan)
        table.keep(select.rows.range(of: table.rowCount))
        return table
    }

    private mutating func outputColumns() throws(StatementError) -> [OutputColumn] {
        var columns: [OutputColumn] = []
        for column in select.columns {
            let expressions = try binder.bind(column.expression, inCondition: false)
            if let alias = column.alias, expressions.count > 1 {
                throw .semantic("alias '\(alias)' can only be matched with one time series")
            }
            for expression in expressions {
                guard let type = try expression.type() else { continue }
                columns.append(OutputColumn(name: column.alias ?? expression.text, type: type, expression: expression))
            }
        }
        guard columns.count <= Binder.columnLimit else { throw .unsupported("more than \(Binder.columnLimit) columns") }
        return columns
    }

    private func raw(_ columns: [OutputColumn], _ scan: inout RowScan) -> ResultTable {
        var times: [Int64] = []
        var result = columns.map { ResultTable.Column(name: $0.name, type: $0.type) }
        while let row = scan.next() {
            times.append(row.time)
            for (index, column) in columns.enumerated() { result[index].cells.append(column.expression.value(row)) }
        }
        if select.isDescending {
            times.reverse()
            for index in result.indices { result[index].cells.reverse() }
        }
        return ResultTable(times: times, columns: result)
    }

    private func aggregated(_ columns: [OutputColumn], _ scan: inout RowScan) -> ResultTable {
        var accumulators = binder.aggregations.map { Accumulator($0) }
        while let row = scan.next() {
            for index in accumulators.indices { accumulators[index].add(row) }
        }
        let row = Row(time: 0, cells: [], aggregates: accumulators.map(\.result))
        return ResultTable(
            columns: columns.map { .init(name: $0.name, type: $0.type, cells: [$0.expression.value(row)]) }
        )
    }
}

/// What a real server forbids in a SELECT, and what the demo server leaves out.
enum QueryRules {
    /// Checks the list of columns.
    static func check(_ select: SelectStatement) throws(StatementError) {
        let shapes = select.columns.map { Shape($0.expression) }
        guard !(shapes.contains(where: \.hasAggregate) && shapes.contains(where: \.hasRawPath)) else {
            throw .semantic("Raw data and aggregation hybrid query is not supported.")
        }
        for column in select.columns {
            if case .literal(_, let source) = column.expression {
                throw .semantic("Constant operand is not allowed: \(source)")
            }
            guard Shape(column.expression).hasPath else { throw .unsupported("a column without a series") }
        }
        guard !shapes.contains(where: \.hasTime) else { throw .unsupported("time in the list of columns") }
    }

    /// What an expression is made of.
    private struct Shape {
        var hasAggregate = false
        var hasRawPath = false
        var hasPath = false
        var hasTime = false

        init(_ expression: Expression) { add(expression, inAggregate: false) }

        private mutating func add(_ expression: Expression, inAggregate: Bool) {
            switch expression {
            case .literal: return
            case .time: hasTime = true
            case .path:
                hasPath = true
                if !inAggregate { hasRawPath = true }
            case .unary(_, let operand), .isNull(let operand, _): add(operand, inAggregate: inAggregate)
            case .binary(_, let left, let right):
                add(left, inAggregate: inAggregate)
                add(right, inAggregate: inAggregate)
            case .between(let value, let low, let high, _):
                for part in [value, low, high] { add(part, inAggregate: inAggregate) }
            case .inList(let value, _, _): add(value, inAggregate: inAggregate)
            case .aggregate(_, _, let argument):
                hasAggregate = true
                add(argument, inAggregate: true)
            }
        }
    }
}
