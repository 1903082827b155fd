import IoTDBWire

/// What concerns devices: combinations of tags with their attributes.
extension TableStore {
    /// Indices of the devices that meet a condition on tags and attributes.
    func devices(
        _ name: TableName,
        _ condition: TableExpression?,
        _ context: DemoContext
    ) throws(StatementError) -> [Int] {
        let table = try table(name, context)
        guard let condition else { return table.listing }
        let tests = try Self.scope(of: table, condition).tests(of: condition)
        var found: [Int] = []
        for index in table.listing {
            let cells = table.cells(of: table.devices[index])
            var holds = true
            for test in tests where holds { holds = try test(cells) == .boolean(true) }
            if holds { found.append(index) }
        }
        return found
    }

    /// Tags and attributes as columns of expressions.
    private static func scope(
        of table: DemoTable,
        _ expression: TableExpression
    ) throws(StatementError) -> Relation {
        let others = Set(table.allColumns.filter { $0.category == nil || $0.category == .field }.map(\.name))
        let namesOthers = expression.contains {
            if case .column(_, let name) = $0 { others.contains(name.lowercased()) } else { false }
        }
        guard !namesOthers else {
            throw .semantic("The TIME/FIELD columns are currently not allowed in devices related operations")
        }
        return Relation(columns: deviceColumns(of: table), rows: [])
    }

    private static func deviceColumns(of table: DemoTable) -> [ScopeColumn] {
        table.columns.filter { $0.category == .tag || $0.category == .attribute }.map {
            ScopeColumn(qualifier: nil, name: $0.name, heading: $0.name, type: .string)
        }
    }

    /// SHOW DEVICES.
    func showDevices(
        _ name: TableName,
        _ condition: TableExpression?,
        _ rows: RowLimit,
        _ context: DemoContext
    ) throws(StatementError) -> ResultTable {
        let found = try devices(name, condition, context)
        let table = try table(name, context)
        let cells = found[rows.range(of: found.count)].map { table.cells(of: table.devices[$0]) }
        return ResultTable(
            columns: Self.deviceColumns(of: table).enumerated().map { index, column in
                .init(name: column.heading, type: .string, cells: cells.map { $0[index] })
            }
        )
    }

    /// UPDATE of attributes.
    mutating func update(
        _ name: TableName,
        _ assignments: [TableAssignment],
        _ condition: TableExpression?,
        _ context: DemoContext
    ) throws(StatementError) {
        let table = try table(name, context)
        let attributes = table.columns(.attribute).map(\.name)
        var places: [(place: Int, value: TableBinder.Evaluator)] = []
        for assignment in assignments {
            guard table.allColumns.contains(where: { $0.name == assignment.column }) else {
                throw StatementError(code: 616, message: "Column '\(assignment.column)' cannot be resolved")
            }
            guard let place = attributes.firstIndex(of: assignment.column) else {
                throw .semantic("Update can only specify attribute columns.")
            }
            let scope = try Self.scope(of: table, assignment.value)
            let bound = try TableBinder(types: scope.columns.map(\.type)).bind(try scope.resolve(assignment.value))
            guard bound.type == .string || bound.type == nil else {
                throw .unsupported("UPDATE with a value that is no STRING")
            }
            places.append((place, bound.value))
        }
        let found = try devices(name, condition, context)
        try change(name, context) { (table) throws(StatementError) in
            for device in found {
                let cells = table.cells(of: table.devices[device])
                for (place, value) in places {
                    table.set(attribute: place, of: device, to: try value(cells))
                }
            }
        }
    }

    /// DELETE of rows by time and tags.
    mutating func delete(
        _ name: TableName,
        _ condition: TableExpression?,
        _ context: DemoContext
    ) throws(StatementError) {
        guard databases[name.database ?? context.database ?? ""]?.tables[name.table] != nil else {
            throw .semantic("Table \(name.table) not found")
        }
        let table = try table(name, context)
        let tags = Set(table.columns(.tag).map(\.name))
        if let condition { try Self.checkDeletion(condition, tags) }
        var scope = Relation(columns: [ScopeColumn(name: "time", heading: "time", type: .timestamp)], rows: [])
        scope.columns += table.columns(.tag).map {
            ScopeColumn(qualifier: nil, name: $0.name, heading: $0.name, type: .string)
        }
        let tests = try condition.map { (condition) throws(StatementError) in try scope.tests(of: condition) } ?? []
        try change(name, context) { (table) throws(StatementError) in
            for index in table.devices.indices {
                let device = table.devices[index]
                var keeps: [Bool] = []
                for time in device.times {
                    var holds = true
                    for test in tests where holds {
                        holds = try test([.timestamp(time)] + device.tags) == .boolean(true)
                    }
                    keeps.append(!holds)
                }
                table.keepRows(of: index, where: keeps)
            }
        }
    }

    /// A real server deletes by comparisons of the time, and by tags that equal a text or are null.
    private static func checkDeletion(_ condition: TableExpression, _ tags: Set<String>) throws(StatementError) {
        switch condition {
        case .binary(let sign, let left, let right) where sign == .and || sign == .or:
            try checkDeletion(left, tags)
            try checkDeletion(right, tags)
        case .binary(let sign, .column(_, let name), .literal(let value)) where sign.isComparison:
            if name.lowercased() == "time" {
                guard value.integer != nil, sign != .notEqual else { throw .unsupported("DELETE by this time") }
                return
            }
            guard tags.contains(name.lowercased()) else {
                throw .semantic("The column '\(name)' does not exist or is not a tag column")
            }
            guard sign == .equal else { throw .semantic("The operator of tag predicate must be '=' for '\(value)'") }
            guard value.string != nil else { throw .unsupported("DELETE by this tag") }
        case .isNull(.column(_, let name)) where tags.contains(name.lowercased()): return
        default: throw .semantic("Unsupported expression in the condition of DELETE")
        }
    }
}
