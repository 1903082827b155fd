import IoTDBWire
import SQLText

/// Asks the server what a path or a table name stands for.
struct SeriesLookup: Sendable {
    /// Most series that one command reads: a statement names each of them.
    static let seriesLimit = 1000

    /// The command for messages, such as `\stats`.
    let command: String
    /// What it may do.
    let context: CommandContext

    /// The series of a path, or the columns of a table, whichever the dialect has.
    ///
    /// - Throws: ``MetaCommandError`` when there are none.
    func target(_ text: String) async throws -> SeriesTarget {
        switch await context.session.dialect {
        case .tree: .tree(try await series(text))
        case .table: .table(try await table(text))
        }
    }

    /// The series that a path stands for: itself, or all below it.
    private func series(_ text: String) async throws -> [TreeSeries] {
        let path = try SeriesPath(parsing: text)
        var found = try await list(path)
        if found.isEmpty, !path.endsInAnyLevel { found = try await list(path.below) }
        guard !found.isEmpty else { throw MetaCommandError("\(command): no series matches \(path)") }
        guard found.count <= Self.seriesLimit else {
            throw MetaCommandError(
                "\(command): \(path) matches more than \(Self.seriesLimit) series; give a narrower path"
            )
        }
        return found
    }

    private func list(_ path: SeriesPath) async throws -> [TreeSeries] {
        let sql = SeriesSQL.listSeries(path, limit: Self.seriesLimit + 1)
        let rows = try await context.session.rows(sql, atMost: Self.seriesLimit + 1)
        // Timeseries, Alias, Database, DataType, …
        return rows.compactMap { row in
            guard row.count > 3, let name = row[0].text, let type = row[3].text else { return nil }
            return TreeSeries(path: name, type: DataType(name: type))
        }
        .sorted { $0.path < $1.path }
    }

    /// A table, or one column of it: `TABLE`, `DATABASE.TABLE`, `TABLE.COLUMN`, `DATABASE.TABLE.COLUMN`.
    private func table(_ text: String) async throws -> TableSeries {
        let parts = try SeriesPath.split(text, quote: UInt8(ascii: "\"")).map { part in
            part.hasPrefix("\"") ? SQLQuoting.unquoted(part.utf8) : part
        }
        let names = parts.map(SeriesSQL.name)
        switch parts.count {
        case 1: return try await describe(names[0])
        case 2:
            do {
                return try await describe(names.joined(separator: "."))
            } catch let error as IoTDBError {
                // Without such a table in such a database the two may be a table and its column.
                guard error.serverStatus != nil, let table = try? await describe(names[0]) else { throw error }
                return try table.only(parts[1])
            }
        case 3: return try await describe(names[0...1].joined(separator: ".")).only(parts[2])
        default: throw MetaCommandError("\(command): \(text) is no table; give DATABASE.TABLE or DATABASE.TABLE.COLUMN")
        }
    }

    private func describe(_ name: String) async throws -> TableSeries {
        var time = "time"
        var tags: [String] = []
        var fields: [TableSeries.Field] = []
        // ColumnName, DataType, Category
        for row in try await context.session.rows(SeriesSQL.describe(name), atMost: 10_000) where row.count > 2 {
            guard let column = row[0].text, let type = row[1].text else { continue }
            switch row[2].text?.uppercased() {
            case "TIME": time = column
            case "TAG": tags.append(column)
            case "FIELD": fields.append(TableSeries.Field(name: column, type: DataType(name: type)))
            default: break
            }
        }
        guard !fields.isEmpty else { throw MetaCommandError("\(command): table \(name) has no columns of values") }
        return TableSeries(name: name, time: time, tags: tags, fields: fields)
    }
}

extension SeriesClock {
    /// The clock of the session.
    init(_ context: CommandContext) async throws {
        let precision = try await context.session.timestampPrecision
        self.init(
            zone: await context.settings.timeZone,
            precision: precision,
            now: WallClock.milliseconds * (precision.unitsPerSecond / 1000)
        )
    }
}
