import IoTDBWire
import SQLText

/// The statements that the time-series commands send.
package enum SeriesSQL {
    /// Lists a path's series and their types.
    package static func listSeries(_ path: SeriesPath, limit: Int) -> String {
        "SHOW TIMESERIES \(path) LIMIT \(limit)"
    }

    /// Describes a table.
    package static func describe(_ table: String) -> String { "DESC \(table)" }

    /// The last value of each series of a path, from the server's cache of last values.
    ///
    /// - Parameter below: Whether the path is a device or a level above, whose series are meant.
    package static func latest(_ path: SeriesPath, below: Bool) -> String {
        if below { return "SELECT LAST ** FROM \(path)" }
        guard let (prefix, last) = path.split else { return "SELECT LAST ** FROM root" }
        return "SELECT LAST \(last) FROM \(prefix)"
    }

    /// The last value of each field, and its time, for each combination of tags.
    package static func latest(_ table: TableSeries) -> String {
        let tags = table.tags.map(name)
        let time = name(table.time)
        let values = table.fields.flatMap { field in
            ["last(\(name(field.name)))", "last_by(\(time), \(name(field.name)))"]
        }
        return select(tags + values, from: table.name, groupBy: tags, orderBy: tags)
    }

    /// All points, in order of series and time.
    ///
    /// - Parameter withoutNulls: Whether rows without a value are left out, for one column only.
    package static func points(_ target: SeriesTarget, _ window: TimeWindow, withoutNulls: Bool = false) -> String {
        switch target {
        case .tree(let series):
            return select(series.map(\.suffix), from: "root", where: window.conditions(on: "time"))
        case .table(let table):
            let (tags, fields) = (table.tags.map(name), table.fields.map { name($0.name) })
            let present = withoutNulls ? present(table) : []
            return select(
                [name(table.time)] + tags + fields,
                from: table.name,
                where: window.conditions(on: name(table.time)) + present,
                orderBy: tags + [name(table.time)]
            )
        }
    }

    /// The newest rows, newest first; of one column of a table only those with a value.
    package static func newest(_ target: SeriesTarget, count: Int) -> String {
        switch target {
        case .tree(let series):
            return "SELECT \(series.map(\.suffix).joined(separator: ", ")) FROM root ORDER BY TIME DESC LIMIT \(count)"
        case .table(let table):
            let order = ([table.time] + table.tags).map { "\(name($0)) DESC" }
            let rows = select([columns(table)], from: table.name, where: present(table), orderBy: order)
            return "\(rows) LIMIT \(count)"
        }
    }

    /// The rows from an instant on, oldest first; of one column of a table only those with a value.
    package static func following(_ target: SeriesTarget, from start: Int64?) -> String {
        let window = TimeWindow(start: start)
        switch target {
        case .tree(let series):
            return select(series.map(\.suffix), from: "root", where: window.conditions(on: "time"))
        case .table(let table):
            return select(
                [columns(table)],
                from: table.name,
                where: window.conditions(on: name(table.time)) + present(table),
                orderBy: ([table.time] + table.tags).map(name)
            )
        }
    }

    /// How many values of each series lie before an instant, one row.
    package static func count(_ target: SeriesTarget, before end: Int64) -> String {
        switch target {
        case .tree(let series):
            return select(series.map { "count(\($0.suffix))" }, from: "root", where: ["time < \(end)"])
        case .table(let table):
            let counts = table.fields.map { "count(\(name($0.name)))" }
            return select(counts, from: table.name, where: ["\(name(table.time)) < \(end)"])
        }
    }

    private static func present(_ table: TableSeries) -> [String] {
        table.fields.count == 1 ? table.fields.map { "\(name($0.name)) IS NOT NULL" } : []
    }

    /// First and last time of all series, one row.
    package static func bounds(_ target: SeriesTarget, _ window: TimeWindow) -> String {
        switch target {
        case .tree(let series):
            let ends = ["min_time", "max_time"].flatMap { function in series.map { "\(function)(\($0.suffix))" } }
            return select(ends, from: "root", where: window.conditions(on: "time"))
        case .table(let table):
            let time = name(table.time)
            return select(["min(\(time))", "max(\(time))"], from: table.name, where: window.conditions(on: time))
        }
    }

    private static func columns(_ table: TableSeries) -> String {
        ([table.time] + table.tags + table.fields.map(\.name)).map(name).joined(separator: ", ")
    }

    /// A name of the table model, quoted where it needs it.
    static func name(_ name: String) -> String {
        // Key words are quoted too: a tag may be called `order`. Quoted names are read without regard to case.
        SQLQuoting.name(name, grammar: .table) ?? "\"\""
    }

    /// Puts a statement together; empty lists are left out.
    static func select(
        _ list: [String],
        from source: String,
        where conditions: [String] = [],
        groupBy: [String] = [],
        orderBy: [String] = []
    ) -> String {
        var sql = "SELECT \(list.joined(separator: ", ")) FROM \(source)"
        if !conditions.isEmpty { sql += " WHERE \(conditions.joined(separator: " AND "))" }
        if !groupBy.isEmpty { sql += " GROUP BY \(groupBy.joined(separator: ", "))" }
        if !orderBy.isEmpty { sql += " ORDER BY \(orderBy.joined(separator: ", "))" }
        return sql
    }
}
