import CivilTime
import IoTDBWire

extension TableStore {
    /// INSERT: all rows are read before the first is stored.
    mutating func insert(_ insert: TableInsert, _ context: DemoContext) throws(StatementError) {
        let table = try table(insert.table, context)
        let columns = try Self.columns(of: insert, table)
        let now = WallClock.milliseconds()
        var rows: [(time: Int64, cells: [Value?])] = []
        for literals in insert.rows {
            rows.append(try Self.row(literals, columns, now: now, context))
        }
        try store(rows, columns.map(\.name), in: insert.table, context)
    }

    /// Stores rows whose cells stand under the names of columns; nil leaves a cell out.
    mutating func store(
        _ rows: [(time: Int64, cells: [Value?])],
        _ names: [String],
        in name: TableName,
        _ context: DemoContext
    ) throws(StatementError) {
        let now = WallClock.milliseconds()
        try change(name, context) { (table) throws(StatementError) in
            let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0.element, $0.offset) })
            func slots(_ category: ColumnSchema.Category) -> [Int?] { table.columns(category).map { places[$0.name] } }
            let (tags, attributes, fields) = (slots(.tag), slots(.attribute), slots(.field))
            if let lifetime = table.timeToLive, let row = rows.first(where: { $0.time < now - lifetime }) {
                throw StatementError(
                    code: 607,
                    message: "Insertion time [\(row.time)] is less than ttl time bound [\(now - lifetime)]"
                )
            }
            for row in rows {
                func cells(_ slots: [Int?]) -> [Value] { slots.map { slot in slot.flatMap { row.cells[$0] } ?? .null } }
                table.insert(time: row.time, tags: cells(tags), attributes: cells(attributes), fields: cells(fields))
            }
        }
    }

    private static func columns(of insert: TableInsert, _ table: DemoTable) throws(StatementError) -> [TableColumn] {
        let all = table.allColumns
        guard let names = insert.columns else {
            for row in insert.rows where row.count != all.count {
                throw .semantic(
                    "expressions and columns do not match, expressions size: \(row.count), columns size: \(all.count)"
                )
            }
            return all
        }
        guard names.filter({ $0 == "time" }).count <= 1 else {
            throw .semantic("One row should only have one time value")
        }
        var columns: [TableColumn] = []
        for name in names {
            guard let column = all.first(where: { $0.name == name }) else {
                throw StatementError(
                    code: 616,
                    message: "Unknown column category for \(name). Cannot auto create column."
                )
            }
            guard !columns.contains(column) else {
                throw .semantic("Insertion contains duplicated measurement: \(name)")
            }
            columns.append(column)
        }
        guard columns.contains(where: { $0.category != nil }) else {
            throw .unsupported("INSERT without a column besides the time")
        }
        for row in insert.rows where row.count != columns.count {
            let others = names.contains("time") ? 1 : 0
            throw .semantic(
                "Inconsistent numbers of non-time column names and values: \(columns.count - others)-\(row.count - others)"
            )
        }
        return columns
    }

    private static func row(
        _ literals: [InsertLiteral?],
        _ columns: [TableColumn],
        now: Int64,
        _ context: DemoContext
    ) throws(StatementError) -> (time: Int64, cells: [Value?]) {
        var time = now
        var cells: [Value?] = []
        for (column, literal) in zip(columns, literals) {
            guard let literal else {
                guard column.category != nil else { throw .unsupported("INSERT with a time that is null") }
                cells.append(nil)
                continue
            }
            guard column.category != nil else {
                time = try moment(literal, context)
                cells.append(nil)
                continue
            }
            do throws(InsertFailure) {
                cells.append(try literal.tableValue(as: column.type, context.zone))
            } catch {
                throw StatementError(
                    code: 507,
                    message: "Fail to insert measurements [\(column.name)] caused by [\(error.reason)]"
                )
            }
        }
        return (time, cells)
    }

    private static func moment(_ literal: InsertLiteral, _ context: DemoContext) throws(StatementError) -> Int64 {
        if literal.kind == .integer || literal.kind == .dateTime, let time = Int64(literal.text) { return time }
        guard literal.kind == .string else { throw .unsupported("the time \(literal.source)") }
        guard let time = TimeLiteral.milliseconds(literal.text, zone: context.zone) else {
            throw .semantic(
                "Input time format \(literal.text) error. Input like yyyy-MM-dd HH:mm:ss, yyyy-MM-ddTHH:mm:ss or refer "
                    + "to user document for more info."
            )
        }
        return time
    }
}

extension InsertLiteral {
    /// The value in the type of a column of a table, where texts are read as what the column holds.
    func tableValue(as type: DataType, _ zone: TimeZoneID) throws(InsertFailure) -> Value {
        switch (type, kind) {
        case (.timestamp, .string):
            guard let time = TimeLiteral.milliseconds(text, zone: zone) else { throw failure(type) }
            return .timestamp(time)
        case (.boolean, .string), (.int32, .string), (.int64, .string), (.float, .string), (.double, .string):
            return try reread(type)
        case (.string, .word), (.string, .decimal): return .string(javaText)
        case (.text, .word), (.text, .decimal): return .text(javaText)
        default: break
        }
        // In messages the table dialect leaves out the quotes.
        return try InsertLiteral(kind: kind, text: text, source: kind == .string ? text : source).value(as: type)
    }

    /// A boolean or a number as Java writes it.
    private var javaText: String {
        kind == .word ? text.lowercased() : JavaText.text(of: .double(Double(text) ?? .nan)) ?? text
    }

    private func reread(_ type: DataType) throws(InsertFailure) -> Value {
        if type == .boolean {
            return try InsertLiteral(kind: .word, text: text.uppercased(), source: text).value(as: type)
        }
        let kind: SQLToken.Kind = Int64(text) != nil ? .integer : Double(text) != nil ? .decimal : .string
        return try InsertLiteral(kind: kind, text: text, source: text).value(as: type)
    }

    private func failure(_ type: DataType) -> InsertFailure {
        InsertFailure(reason: "data type is not consistent, input \(text), registered \(type.name)")
    }
}
