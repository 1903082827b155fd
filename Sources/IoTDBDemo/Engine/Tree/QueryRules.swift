/// What a real server forbids in a SELECT, and what the demo server leaves out.
enum QueryRules {
    /// Checks the clauses against each other.
    static func check(_ select: SelectStatement) throws(StatementError) {
        let shapes = select.columns.map { Shape($0.expression) }
        let (hasAggregate, hasRaw) = (shapes.contains(where: \.hasAggregate), shapes.contains(where: \.hasRawPath))
        if hasRaw, select.windows != nil || !select.levels.isEmpty {
            throw .semantic("Common queries and aggregated queries are not allowed to appear at the same time")
        }
        guard !(hasAggregate && hasRaw) else {
            throw .semantic("Raw data and aggregation hybrid query is not supported.")
        }
        for column in select.columns {
            if case .literal(_, let source) = column.expression {
                throw .semantic("Constant operand is not allowed: \(source)")
            }
            guard Shape(column.expression).hasPath else { throw .unsupported("a column without a series") }
        }
        guard !shapes.contains(where: \.hasTime) else { throw .unsupported("time in the list of columns") }
        try checkClauses(select)
    }

    private static func checkClauses(_ select: SelectStatement) throws(StatementError) {
        for key in select.order {
            switch key.subject {
            case .timeseries: throw .semantic("Sorting by timeseries is only supported in last queries.")
            case .value, .dataType: throw .unsupported("ORDER BY VALUE and DATATYPE outside LAST")
            case .device where !select.isByDevice: throw .unsupported("ORDER BY DEVICE without ALIGN BY DEVICE")
            case .time, .device, .expression: break
            }
        }
        if select.isByDevice, !select.levels.isEmpty { throw .unsupported("levels with ALIGN BY DEVICE") }
        if select.hasEndTime {
            guard let windows = select.windows, !windows.isRightClosed, !select.isByDevice, select.series == RowLimit()
            else { throw .unsupported("__endTime here") }
        }
        let sortsByValue = select.order.contains { if case .expression = $0.subject { true } else { false } }
        guard select.fill == nil || !sortsByValue && !select.isByDevice else {
            throw .unsupported("FILL in this order")
        }
    }

    /// Whether an expression holds an aggregation.
    static func isAggregated(_ expression: Expression) -> Bool { Shape(expression).hasAggregate }

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
            case .unary(_, let operand), .isNull(let operand, _), .like(let operand, _, _):
                add(operand, inAggregate: inAggregate)
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
