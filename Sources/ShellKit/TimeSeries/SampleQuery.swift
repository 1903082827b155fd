package import CivilTime
package import IoTDBWire

/// The query that `\sample` writes: one row for each interval of time.
package struct SampleQuery: Sendable, Equatable {
    /// Functions for `\sample` by the name that users give them, and their names in both dialects.
    package static let functions: [(name: String, tree: String, table: String, needsNumbers: Bool)] = [
        ("avg", "avg", "avg", true), ("mean", "avg", "avg", true), ("sum", "sum", "sum", true),
        ("count", "count", "count", false), ("min", "min_value", "min", true), ("max", "max_value", "max", true),
        ("first", "first_value", "first", false), ("last", "last_value", "last", false),
        ("stddev", "stddev", "stddev", true), ("extreme", "extreme", "extreme", true),
    ]

    /// Length of an interval in units.
    let interval: Int64
    /// Names of functions; empty for the mean of numbers and the last of other values.
    let aggregates: [String]
    /// Unit of times.
    let precision: TimestampPrecision
    /// An instant at which an interval begins.
    let origin: Int64

    /// A query of intervals that begin where the zone's clock is round.
    ///
    /// - Parameter start: An instant from which on samples are taken; the offset that the zone has there counts.
    package init(
        interval: Int64,
        aggregates: [String],
        precision: TimestampPrecision,
        zone: TimeZoneID,
        start: Int64
    ) throws(SeriesError) {
        for aggregate in aggregates where Self.function(aggregate) == nil {
            let known = Self.functions.map(\.name).joined(separator: ", ")
            throw SeriesError("no function \(aggregate); there are \(known)")
        }
        self.interval = interval
        self.aggregates = aggregates
        self.precision = precision
        let second = precision.unitsPerSecond
        let offset = Int64(zone.offsets.interval(at: floorDivide(start, by: second).quotient).offset)
        // Weeks begin on Monday, 1970-01-05.
        let week = 604_800 * second
        let monday = interval % week == 0 ? 345_600 * second : 0
        origin = floorDivide(monday - offset * second, by: interval).remainder
    }

    /// The statement for a window whose ends are both known.
    package func sql(_ target: SeriesTarget, _ window: ClosedRange<Int64>) -> String {
        switch target {
        case .tree(let series): tree(series, window)
        case .table(let table): self.table(table, window)
        }
    }

    /// The statement; throws where the functions suit none of the columns.
    package func checkedSQL(_ target: SeriesTarget, _ window: ClosedRange<Int64>) throws(SeriesError) -> String {
        let types =
            switch target {
            case .tree(let series): series.map(\.type)
            case .table(let table): table.fields.map(\.type)
            }
        guard types.contains(where: { !functions($0).isEmpty }) else {
            throw SeriesError("\(aggregates.joined(separator: ", ")) needs numbers, and there are none")
        }
        return sql(target, window)
    }

    /// The beginning of the interval that an instant lies in.
    package func beginning(of time: Int64) -> Int64 {
        let remainder = floorDivide(time.subtractingReportingOverflow(origin).partialValue, by: interval).remainder
        return time.addingSaturating(-remainder)
    }

    private func tree(_ series: [TreeSeries], _ window: ClosedRange<Int64>) -> String {
        let list = series.flatMap { one in
            functions(one.type).map { "\($0.tree)(\(one.suffix))" }
        }
        // The server's interval is open at its end.
        let end = window.upperBound.addingSaturating(1)
        let grid = "([\(beginning(of: window.lowerBound)), \(end)), \(SpanText.sql(interval, precision)))"
        return SeriesSQL.select(
            list,
            from: "root",
            where: TimeWindow(start: window.lowerBound).conditions(on: "time"),
            groupBy: [grid]
        )
    }

    private func table(_ table: TableSeries, _ window: ClosedRange<Int64>) -> String {
        let time = SeriesSQL.name(table.time)
        let tags = table.tags.map(SeriesSQL.name)
        let bin = "date_bin(\(SpanText.sql(interval, precision)), \(time), \(origin))"
        let values = table.fields.flatMap { field in
            functions(field.type).map { function in
                let name = SeriesSQL.name(field.name)
                let label = aggregates.count > 1 ? "\(function.name)_\(field.name)" : field.name
                return "\(function.table)(\(name)) AS \(SeriesSQL.name(label))"
            }
        }
        return SeriesSQL.select(
            ["\(bin) AS \(time)"] + tags + values,
            from: table.name,
            where: TimeWindow(start: window.lowerBound, end: window.upperBound).conditions(on: time),
            groupBy: [bin] + tags,
            orderBy: tags + ["1"]
        )
    }

    /// The functions for a column; those that need numbers are replaced by the last value for others.
    private func functions(_ type: DataType) -> [(name: String, tree: String, table: String, needsNumbers: Bool)] {
        let wanted = aggregates.isEmpty ? [type.isNumber ? "avg" : "last"] : aggregates
        return wanted.compactMap(Self.function).filter { type.isNumber || !$0.needsNumbers }
    }

    private static func function(
        _ name: String
    ) -> (name: String, tree: String, table: String, needsNumbers: Bool)? {
        functions.first { $0.name == name.lowercased() }
    }

    /// The shortest round interval that cuts a length into no more than `count` parts, at most 4 weeks.
    package static func automatic(_ length: UInt64, count: Int, _ precision: TimestampPrecision) -> Int64 {
        let needed = length / UInt64(max(1, count)) + 1
        let second = UInt64(precision.unitsPerSecond)
        var round: [UInt64] = []
        var unit: UInt64 = 1
        while unit < second {
            round += [unit, 2 * unit, 5 * unit]
            unit *= 10
        }
        let seconds: [UInt64] = [
            1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800,
            604_800, 1_209_600, 2_419_200,
        ]
        round += seconds.map { $0 * second }
        if let found = round.first(where: { $0 >= needed }) { return Int64(found) }
        // Longer ones are whole weeks.
        let week = 604_800 * second
        return Int64(clamping: (needed / week + 1) * week)
    }
}
