import IoTDBWire

/// Runs a SELECT on the schema and the points.
enum Query {
    /// The answer to a SELECT.
    static func run(_ select: SelectStatement, on tree: SchemaTree) throws(StatementError) -> ResultTable {
        try QueryRules.check(select)
        if select.isByDevice { return try DeviceQuery.run(select, on: tree) }
        var unit = QueryUnit(select, tree, from: select.from)
        try unit.bind()
        unit.keep(select.series)
        guard !unit.headings.isEmpty else { return ResultTable(times: [], columns: []) }
        var result = try unit.result()
        if select.hasEndTime, let windows = select.windows {
            let ends = result.times.map { Value.int64(min($0 + windows.length, windows.end) - 1) }
            result.columns.insert(.init(name: "__endTime", type: .int64, cells: ends), at: 0)
        }
        let hasTime = !unit.isAggregated || select.windows != nil
        try finish(&result, select, sorts: hasTime)
        return ResultTable(times: hasTime ? result.times : nil, columns: result.columns)
    }

    /// Sorts, fills and cuts the rows.
    static func finish(_ result: inout TreeResult, _ select: SelectStatement, sorts: Bool) throws(StatementError) {
        if sorts { try result.sort(by: select.order, isCut: select.rows.limit != nil) }
        if let fill = select.fill { try result.apply(fill) }
        let range = select.rows.range(of: result.times.count)
        guard range != 0..<result.times.count else { return }
        result.times = Array(result.times[range])
        if !result.devices.isEmpty { result.devices = Array(result.devices[range]) }
        for index in result.columns.indices {
            result.columns[index].cells = Array(result.columns[index].cells[range])
        }
    }
}

/// A SELECT below the paths of FROM, or for one device.
struct QueryUnit {
    /// Heading and type of one column.
    struct Heading {
        let name: String
        let type: DataType
        fileprivate let expression: BoundExpression
    }

    private let select: SelectStatement
    private let tree: SchemaTree
    private let from: [[String]]
    private var binder: Binder
    private var conditions: [Condition] = []
    private var having: [BoundExpression] = []
    private var keys: [BoundExpression] = []
    /// The columns, in order.
    private(set) var headings: [Heading] = []

    /// Binds below some paths.
    init(_ select: SelectStatement, _ tree: SchemaTree, from: [[String]]) {
        self.select = select
        self.tree = tree
        self.from = from
        binder = Self.binder(select, tree, from)
    }

    private static func binder(_ select: SelectStatement, _ tree: SchemaTree, _ from: [[String]]) -> Binder {
        Binder(tree: tree, from: from, namesMeasurements: select.isByDevice)
    }

    /// Whether the rows are aggregations.
    var isAggregated: Bool { !binder.aggregations.isEmpty }

    /// Turns the names of all clauses into series.
    mutating func bind() throws(StatementError) {
        if select.levels.isEmpty {
            try bindColumns()
        } else {
            for column in try LevelColumns.bind(select, &binder, tree) {
                headings.append(Heading(name: column.name, type: column.type, expression: column.expression))
            }
        }
    }

    private mutating func bindColumns() throws(StatementError) {
        for column in select.columns {
            let expressions = try binder.bind(column.expression, inCondition: false)
            if let alias = column.alias, expressions.count > 1 {
                throw .semantic("alias '\(alias)' can only be matched with one time series")
            }
            for expression in expressions {
                guard let type = try expression.type() else { continue }
                headings.append(
                    Heading(name: column.alias ?? expression.text, type: type, expression: expression)
                )
            }
        }
        guard headings.count <= Binder.columnLimit else {
            throw .unsupported("more than \(Binder.columnLimit) columns")
        }
    }

    /// Keeps some of the columns; series that only the others need are not read.
    mutating func keep(_ series: RowLimit) {
        let kept = headings[series.range(of: headings.count)]
        guard kept.count < headings.count else { return }
        headings = Array(kept)
        binder.keep(headings.map(\.expression))
    }

    /// Keeps the columns that a device query lists.
    mutating func keep(named names: Set<String>) {
        headings.removeAll { !names.contains($0.name) }
        binder.keep(headings.map(\.expression))
    }

    /// Reads the points.
    mutating func result() throws(StatementError) -> TreeResult {
        if let condition = select.condition { conditions = try Condition.all(of: condition, &binder) }
        if let condition = select.having { having = try boundHaving(condition) }
        for key in select.order {
            if case .expression(let expression) = key.subject { keys.append(try boundKey(expression)) }
        }
        var scan = RowScan(binder.sources, conditions)
        return try isAggregated ? aggregated(&scan) : raw(&scan)
    }

    private mutating func boundHaving(_ condition: Expression) throws(StatementError) -> [BoundExpression] {
        guard isAggregated else {
            throw .semantic("Expression of HAVING clause can not be used in NonAggregationQuery")
        }
        guard QueryRules.isAggregated(condition) else {
            throw .semantic("Expression of HAVING clause must to be an Aggregation")
        }
        guard select.levels.isEmpty else { throw .unsupported("HAVING with levels") }
        let bound = try binder.bind(condition, inCondition: false)
        for part in bound {
            let type = try part.type()
            guard type == .boolean || type == nil else {
                throw .semantic(
                    "The output type of the expression in HAVING clause should be BOOLEAN, actual data type: "
                        + "\(type?.name ?? "")."
                )
            }
        }
        return bound
    }

    private mutating func boundKey(_ expression: Expression) throws(StatementError) -> BoundExpression {
        if case .path(let path) = expression, path.first == "root" { throw .unsupported("ORDER BY a whole path") }
        let bound = try binder.bind(expression, inCondition: false)
        let prefix = from.first.map { NodeName.join($0) } ?? ""
        let text: String
        if case .path(let path) = expression { text = "\(prefix).\(NodeName.join(path))" } else { text = prefix }
        guard let key = bound.first else { throw .semantic("\(text) in order by clause doesn't exist.") }
        guard bound.count == 1 else {
            throw .semantic("\(text) in order by clause shouldn't refer to more than one timeseries.")
        }
        guard isAggregated == QueryRules.isAggregated(expression) else {
            throw .semantic("Raw data and aggregation hybrid query is not supported.")
        }
        _ = try key.type()
        return key
    }

    private func raw(_ scan: inout RowScan) throws(StatementError) -> TreeResult {
        var result = empty()
        while let row = scan.next() { append(row, to: &result) }
        return result
    }

    private func empty() -> TreeResult {
        TreeResult(
            columns: headings.map { ResultTable.Column(name: $0.name, type: $0.type) },
            keys: keys.map { _ in [] }
        )
    }

    private func append(_ row: Row, to result: inout TreeResult) {
        result.times.append(row.time)
        for (index, heading) in headings.enumerated() {
            result.columns[index].cells.append(heading.expression.value(row))
        }
        for (index, key) in keys.enumerated() { result.keys[index].append(key.value(row)) }
    }

    private func aggregated(_ scan: inout RowScan) throws(StatementError) -> TreeResult {
        var result = empty()
        guard let windows = select.windows else {
            var accumulators = binder.aggregations.map { Accumulator($0) }
            while let row = scan.next() {
                for index in accumulators.indices { accumulators[index].add(row) }
            }
            finish(accumulators, time: 0, &result)
            return result
        }
        var rows: [Row] = []
        while let row = scan.next() { rows.append(row) }
        let times = rows.map(\.time)
        for window in 0..<windows.count {
            let (low, high) = windows.range(of: window)
            let shift: Int64 = windows.isRightClosed ? 1 : 0
            let range = times.partition(of: low + shift)..<times.partition(of: high + shift)
            guard windows.step >= windows.length || range.count * windows.count < 50_000_000 else {
                throw .unsupported("so many windows that overlap")
            }
            var accumulators = binder.aggregations.map { Accumulator($0) }
            for row in rows[range] {
                for index in accumulators.indices { accumulators[index].add(row) }
            }
            finish(accumulators, time: windows.isRightClosed ? high : low, &result)
        }
        return result
    }

    private func finish(_ accumulators: [Accumulator], time: Int64, _ result: inout TreeResult) {
        let row = Row(time: time, cells: [], aggregates: accumulators.map(\.result))
        if having.allSatisfy({ $0.truth(row, asFloat: false) == true }) { append(row, to: &result) }
    }
}
