import IoTDBWire

/// Runs a SELECT … ALIGN BY DEVICE: one query for each device, under common columns.
enum DeviceQuery {
    /// The answer, with the device as its first column.
    static func run(_ select: SelectStatement, on tree: SchemaTree) throws(StatementError) -> ResultTable {
        var units: [(device: String, unit: QueryUnit)] = []
        for device in try devices(select, tree) {
            var unit = QueryUnit(select, tree, from: [tree.path(of: device)])
            try unit.bind()
            if !unit.headings.isEmpty { units.append((NodeName.join(tree.path(of: device)), unit)) }
        }
        let columns = try columns(of: select, units.map(\.unit))
        guard !columns.isEmpty else { return ResultTable(times: [], columns: []) }
        let isAggregated = units.contains { $0.unit.isAggregated }
        var result = TreeResult(columns: columns, keys: [])
        for index in units.indices {
            units[index].unit.keep(named: Set(columns.map(\.name)))
            guard !units[index].unit.headings.isEmpty else { continue }
            append(try units[index].unit.result(), of: units[index].device, to: &result)
        }
        let hasTime = !isAggregated || select.windows != nil
        try sortAndCut(&result, select, hasTime)
        let device = ResultTable.Column(name: "Device", type: .text, cells: result.devices.map { .text($0) })
        return ResultTable(times: hasTime ? result.times : nil, columns: [device] + result.columns)
    }

    /// Devices below the paths of FROM, by name.
    private static func devices(_ select: SelectStatement, _ tree: SchemaTree) throws(StatementError) -> [Int] {
        var found: Set<Int> = []
        for pattern in select.from {
            found.formUnion(tree.matches(try PathPattern(pattern), order: .query) { $0.isAligned != nil })
        }
        let named = found.map { (index: $0, name: Array(NodeName.join(tree.path(of: $0)).utf8)) }
        return named.sorted { $0.name.lexicographicallyPrecedes($1.name) }.map(\.index)
    }

    /// The columns of all devices: for each expression of the list those that are new, device by device.
    private static func columns(
        of select: SelectStatement,
        _ units: [QueryUnit]
    ) throws(StatementError) -> [ResultTable.Column] {
        var places: [String: Int] = [:]
        var columns: [ResultTable.Column] = []
        guard select.columns.count == 1 || !select.columns.contains(where: { $0.expression.hasWildcard }) else {
            throw .unsupported("wildcards among several columns with ALIGN BY DEVICE")
        }
        for heading in order(units.map(\.headings), select) {
            if let place = places[heading.name] {
                guard columns[place].type == heading.type else {
                    throw .semantic(
                        "ALIGN BY DEVICE: the data types of the same measurement column should be the same across devices."
                    )
                }
                continue
            }
            places[heading.name] = columns.count
            columns.append(ResultTable.Column(name: heading.name, type: heading.type))
        }
        return Array(columns[select.series.range(of: columns.count)])
    }

    /// Headings in the order of the list of columns; a wildcard lists device after device.
    private static func order(_ all: [[QueryUnit.Heading]], _ select: SelectStatement) -> [QueryUnit.Heading] {
        guard select.columns.count > 1 else { return all.flatMap { $0 } }
        let names = select.columns.map { column in column.alias ?? column.expression.heading }
        return names.flatMap { name in all.flatMap { $0.filter { $0.name == name } } }
    }

    private static func append(_ rows: TreeResult, of device: String, to result: inout TreeResult) {
        result.times += rows.times
        result.devices += rows.times.map { _ in device }
        let places = Dictionary(
            rows.columns.enumerated().map { ($0.element.name, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        for index in result.columns.indices {
            result.columns[index].cells +=
                places[result.columns[index].name].map { rows.columns[$0].cells } ?? rows.times.map { _ in .null }
        }
        if result.keys.isEmpty { result.keys = rows.keys.map { _ in [] } }
        for (index, key) in rows.keys.enumerated() { result.keys[index] += key }
    }

    private static func sortAndCut(
        _ result: inout TreeResult,
        _ select: SelectStatement,
        _ hasTime: Bool
    ) throws(StatementError) {
        guard !result.times.isEmpty else { return }
        var order = select.order
        if !hasTime { order.removeAll { $0.subject == .time } }
        // Devices come by name and their rows by time, so that only what differs needs sorting.
        var sorted = select
        sorted.order = order
        try Query.finish(&result, sorted, sorts: true)
    }
}

extension Expression {
    /// Whether a path in the expression has a wildcard.
    fileprivate var hasWildcard: Bool {
        switch self {
        case .path(let nodes): nodes.contains { $0.contains("*") && !$0.hasPrefix("`") }
        case .literal, .time: false
        case .unary(_, let operand), .isNull(let operand, _), .like(let operand, _, _), .inList(let operand, _, _),
            .aggregate(_, _, let operand):
            operand.hasWildcard
        case .binary(_, let left, let right): left.hasWildcard || right.hasWildcard
        case .between(let value, let low, let high, _): value.hasWildcard || low.hasWildcard || high.hasWildcard
        }
    }

    /// Heading of a column without wildcards whose paths are measurements.
    fileprivate var heading: String {
        bound.text
    }

    /// The expression with names in place of series; only its text means something.
    private var bound: BoundExpression {
        switch self {
        case .literal(let value, let source): .literal(value, source: source)
        case .time: .time
        case .path(let nodes): .series(slot: 0, type: .unknown, name: NodeName.join(nodes))
        case .unary(let sign, let operand): .unary(sign, operand.bound)
        case .isNull(let operand, let isNegated): .isNull(operand.bound, isNegated: isNegated)
        case .like(let operand, let pattern, let isNegated):
            .like(operand.bound, LikePattern(pattern), text: pattern, isNegated: isNegated)
        case .inList(let value, let list, let isNegated):
            .inList(value.bound, list.map(\.bound), isNegated: isNegated)
        case .binary(let sign, let left, let right): .binary(sign, left.bound, right.bound)
        case .between(let value, let low, let high, let isNegated):
            .between(value.bound, low.bound, high.bound, isNegated: isNegated)
        case .aggregate(_, let name, let argument):
            .series(slot: 0, type: .unknown, name: "\(name)(\(argument.bound.text))")
        }
    }
}
