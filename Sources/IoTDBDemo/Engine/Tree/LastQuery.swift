import IoTDBWire

/// Runs SELECT LAST: one row for each series.
enum LastQuery {
    /// The answer, and the series that a real server keeps in its cache from now on.
    ///
    /// - Parameter isCall: whether the paths are whole ones, as those of the session API.
    static func run(
        _ select: SelectStatement,
        on tree: inout SchemaTree,
        isCall: Bool = false
    ) throws(StatementError) -> ResultTable {
        try check(select)
        let range = try select.condition.map { (condition) throws(StatementError) in try timeRange(condition) }
        var found: [Int] = []
        for column in select.columns {
            guard case .path(let path) = column.expression else {
                throw .semantic("Last queries can only be applied on raw time series.")
            }
            guard isCall || path.first != "root" else {
                throw .semantic("Path can not start with root in select clause.")
            }
            for prefix in select.from {
                for index in tree.matches(try PathPattern(prefix + path), order: .query, where: { $0.series != nil })
                where !found.contains(index) {
                    found.append(index)
                }
            }
        }
        try checkLimit(select, found, tree)
        var rows = rows(of: found, in: tree, range ?? TimeRange())
        if range == nil { for index in found { tree.nodes[index].series?.isLastCached = true } }
        sort(&rows, select.order)
        let kept = rows[select.rows.range(of: rows.count)]
        return ResultTable(
            times: kept.map(\.time),
            columns: [
                .init(name: "Timeseries", type: .text, cells: kept.map { .text($0.name) }),
                .init(name: "Value", type: .text, cells: kept.map { .text($0.value) }),
                .init(name: "DataType", type: .text, cells: kept.map { .text($0.type) }),
            ]
        )
    }

    private struct Row {
        let time: Int64
        let name: String
        let value: String
        let type: String
    }

    private static func check(_ select: SelectStatement) throws(StatementError) {
        guard select.series == RowLimit() else {
            throw .semantic("SLIMIT and SOFFSET can not be used in LastQuery.")
        }
        let isPlain =
            select.windows == nil && select.levels.isEmpty && select.having == nil && select.fill == nil
            && !select.isByDevice && !select.hasEndTime
        guard isPlain, select.columns.allSatisfy({ $0.alias == nil }) else { throw .unsupported("this LAST") }
        for key in select.order {
            guard [.time, .timeseries, .value, .dataType].contains(key.subject) else {
                throw .unsupported("this ORDER BY with LAST")
            }
        }
    }

    /// The range of time that a condition describes.
    private static func timeRange(_ condition: Expression) throws(StatementError) -> TimeRange {
        do {
            return try DeleteRange.range(of: condition)
        } catch let error where error.code == 701 {
            guard !DeleteRange.mentionsOnlyTime(condition) else { throw .unsupported("this time filter with LAST") }
            throw .semantic("Only time filters are supported in LAST query")
        }
    }

    private static func rows(of found: [Int], in tree: SchemaTree, _ range: TimeRange) -> [Row] {
        found.compactMap { index in
            guard let series = tree.nodes[index].series else { return nil }
            let end = range.high == .max ? series.times.count : series.index(of: range.high + 1)
            guard end > 0, series.times[end - 1] >= range.low, let text = JavaText.text(of: series.value(at: end - 1))
            else { return nil }
            let type = series.isLastCached ? series.type.cached : series.type
            return Row(
                time: series.times[end - 1],
                name: NodeName.join(tree.path(of: index)),
                value: text,
                type: type.name
            )
        }
    }

    /// Which device comes first is chance where no order is asked for.
    private static func checkLimit(_ select: SelectStatement, _ found: [Int], _ tree: SchemaTree) throws(StatementError)
    {
        guard select.order.isEmpty, select.rows != RowLimit() else { return }
        guard Set(found.map { tree.nodes[$0].parent }).count <= 1 else {
            throw .unsupported("LAST of several devices with LIMIT and without ORDER BY")
        }
    }

    private static func sort(_ rows: inout [Row], _ order: [SortKey]) {
        guard !order.isEmpty else { return }
        rows = rows.enumerated().sorted { left, right in
            for key in order {
                let difference = compare(left.element, right.element, key.subject)
                if difference != 0 { return (difference < 0) != key.isDescending }
            }
            return left.offset < right.offset
        }.map(\.element)
    }

    private static func compare(_ left: Row, _ right: Row, _ subject: SortKey.Subject) -> Int {
        let pair: (Value, Value) =
            switch subject {
            case .time: (.int64(left.time), .int64(right.time))
            case .value: (.text(left.value), .text(right.value))
            case .dataType: (.text(left.type), .text(right.type))
            default: (.text(left.name), .text(right.name))
            }
        return pair.0.order(to: pair.1) ?? 0
    }
}

extension DataType {
    /// The type that the cache of a real server keeps for it.
    fileprivate var cached: DataType {
        switch self {
        case .string, .blob: .text
        case .timestamp: .int64
        case .date: .int32
        default: self
        }
    }
}
