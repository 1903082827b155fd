import IoTDBWire

/// What reading a result found: proof that every cell was looked at.
struct LiveReading {
    /// Rows seen.
    private(set) var rows = 0
    /// Sum over all cells.
    private(set) var sum = 0.0

    /// Reads typed columns, the next page being fetched meanwhile.
    static func byColumn(_ results: ResultSet) async throws -> LiveReading {
        var reading = LiveReading()
        while let page = try await results.nextPage() {
            results.prefetch()
            for block in page.blocks { try reading.add(block, results.columns) }
            results.recycle(page)
        }
        return reading
    }

    /// Reads row by row with typed getters.
    static func byRow(_ results: ResultSet) async throws -> LiveReading {
        var reading = LiveReading()
        for try await row in results.rows { try reading.add(row) }
        return reading
    }

    /// The cells of a row of root.perf.d1.
    private struct Perf: Decodable, Sendable {
        let time: Int64
        let i: Int64
        let d: Double
        let f: Float
        let b: Bool
    }

    /// Reads row by row into structs.
    static func asStructs(_ results: ResultSet) async throws -> LiveReading {
        var reading = LiveReading()
        for try await row in results.rows.decode(Perf.self) {
            reading.sum += Double(row.time + row.i) + row.d + Double(row.f) + (row.b ? 1 : 0)
            reading.rows += 1
        }
        return reading
    }

    /// Reads row by row into tuples.
    static func asTuples(_ results: ResultSet) async throws -> LiveReading {
        var reading = LiveReading()
        for try await (time, i, d, f, b) in results.rows.decode((Int64, Int64, Double, Float, Bool).self) {
            reading.sum += Double(time + i) + d + Double(f) + (b ? 1 : 0)
            reading.rows += 1
        }
        return reading
    }

    private mutating func add(_ block: TsBlock, _ columns: [ResultColumn]) throws {
        for column in columns {
            switch column.type {
            case .boolean: sum += try block.sum(of: column, as: Bool.self) { $0 ? 1 : 0 }
            case .int32, .date: sum += try block.sum(of: column, as: Int32.self) { Double($0) }
            case .int64, .timestamp: sum += try block.sum(of: column, as: Int64.self) { Double($0) }
            case .float: sum += try block.sum(of: column, as: Float.self) { Double($0) }
            case .double: sum += try block.sum(of: column, as: Double.self) { $0 }
            default: throw BenchmarkError(description: "a column of \(column.type.name) in root.perf.d1")
            }
        }
        rows += block.rowCount
    }

    private mutating func add(_ row: Row) throws {
        let time: Int64 = try row.get(at: 0)
        let integer: Int64 = try row.get(at: 1)
        let double: Double = try row.get(at: 2)
        let float: Float = try row.get(at: 3)
        let boolean: Bool = try row.get(at: 4)
        sum += Double(time + integer) + double + Double(float) + (boolean ? 1 : 0)
        rows += 1
    }
}

extension TsBlock {
    /// The sum of the cells that are not null, the way a user of the library reads them.
    fileprivate func sum<Element: ColumnElement>(
        of column: ResultColumn,
        as type: Element.Type,
        _ number: (Element) -> Double
    ) throws -> Double {
        try withValues(of: column, as: type) { values, nulls in
            var sum = 0.0
            for row in values.indices where !nulls[row] { sum += number(values[row]) }
            return sum
        }
    }
}
