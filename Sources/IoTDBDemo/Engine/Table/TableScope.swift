import IoTDBWire

/// One column that the expressions of a query can name.
struct ScopeColumn {
    /// Alias or name of the table that it belongs to.
    var qualifier: String?
    /// Name in lower case.
    var name: String
    /// Heading of the column under `*`.
    var heading: String
    /// Data type.
    let type: DataType
    /// Whether the column is the time of a table.
    var isTime = false
}

/// Rows with named columns: a table, the answer of a subquery, or a join.
struct Relation {
    /// The columns.
    var columns: [ScopeColumn]
    /// One cell for each column.
    var rows: [[Value]]
    /// Slot of the time, for `first` and `last`; nil when there is none or more than one.
    var time: Int? {
        let found = columns.indices.filter { columns[$0].isTime }
        return found.count == 1 ? found.first : nil
    }

    /// An expression whose names are slots of a row.
    func resolve(_ expression: TableExpression) throws(StatementError) -> TableExpression {
        guard case .column(let qualifier, let name) = expression else {
            return try expression.map { (part) throws(StatementError) in try resolve(part) }
        }
        let lowered = name.lowercased()
        let found = columns.indices.filter {
            columns[$0].name == lowered && (qualifier == nil || columns[$0].qualifier == qualifier)
        }
        let text = qualifier.map { "\($0).\(lowered)" } ?? lowered
        guard let slot = found.first else {
            throw StatementError(code: 616, message: "Column '\(text)' cannot be resolved")
        }
        guard found.count == 1 else { throw .semantic("Column '\(text)' is ambiguous") }
        return .slot(slot, name: lowered)
    }

    /// Keeps the rows that meet a condition with names.
    mutating func filter(_ condition: TableExpression) throws(StatementError) {
        if condition.contains({ TableAggregate.isCall($0) }) {
            throw .semantic(
                "WHERE clause cannot contain aggregations, window functions or grouping operations: "
                    + "[\(TableAggregate.firstCall(in: condition))]"
            )
        }
        let tests = try tests(of: condition)
        var kept: [[Value]] = []
        for row in rows {
            var holds = true
            for test in tests where holds { holds = try test(row) == .boolean(true) }
            if holds { kept.append(row) }
        }
        rows = kept
    }

    /// The parts of a condition, ready to be evaluated.
    func tests(of condition: TableExpression) throws(StatementError) -> [TableBinder.Evaluator] {
        let resolved = try resolve(condition)
        let types = columns.map(\.type)
        let type = try TableBinder(types: types).bind(resolved).type
        guard type == .boolean || type == nil else {
            throw .semantic("WHERE clause must evaluate to a boolean: actual type \(type?.name ?? "unknown")")
        }
        var tests: [TableBinder.Evaluator] = []
        for part in resolved.conjuncts {
            // A real server hands comparisons with literals to the scan, which reads them in the type of the column.
            tests.append(try TableBinder(types: types, isFilter: part.isScanFilter).bind(part).value)
        }
        return tests
    }
}

extension TableExpression {
    /// Whether the expression only compares columns with literals, which a scan can do itself.
    fileprivate var isScanFilter: Bool {
        switch self {
        case .binary(let sign, let left, let right) where sign == .and || sign == .or:
            left.isScanFilter && right.isScanFilter
        case .not(let operand): operand.isScanFilter
        case .binary(let sign, .slot, .literal) where sign.isComparison: true
        case .binary(let sign, .literal, .slot) where sign.isComparison: true
        case .between(.slot, .literal, .literal), .isNull(.slot), .like(.slot, _): true
        case .inList(.slot, let list):
            list.allSatisfy {
                if case .literal = $0 { true } else { false }
            }
        default: false
        }
    }
}
