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
            for block in page.blocks { reading.add(block, results.columns) }
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

    private mutating func add(_ block: TsBlock, _ columns: [ResultColumn]) {
        let cells = columns.map { block.column(at: $0.blockIndex) }
        for row in 0..<block.rowCount {
            for column in cells where !column.isNull(row: row) { sum += Self.number(column, column.index(ofRow: row)) }
        }
        rows += block.rowCount
    }

    @inline(__always)
    private static func number(_ column: Column, _ index: Int) -> Double {
        switch column.physicalType {
        case .boolean: Double(column.bits[index])
        case .int32: Double(column.int32s[index])
        case .int64: Double(column.int64s[index])
        case .float: Double(Float(bitPattern: UInt32(bitPattern: column.int32s[index])))
        case .double: Double(bitPattern: UInt64(bitPattern: column.int64s[index]))
        case .binary: Double(column.ranges[index].count)
        }
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
