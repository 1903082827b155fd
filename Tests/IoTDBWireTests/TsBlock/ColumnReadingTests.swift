import IoTDBWire
import Testing

/// Columns as they are lent to readers.
@Suite struct ColumnReadingTests {
    private func read<Element: ColumnElement>(_ name: String, as type: Element.Type) throws -> [Element?] {
        let row = SampleRows.row(0)
        let column = row.columns[try row.position(of: name)]
        return try SampleRows.block().withValues(of: column, as: type) { values, nulls in
            values.indices.map { nulls[$0] ? nil : values[$0] }
        }
    }

    @Test func eachTypeIsLentAsItIs() throws {
        #expect(try read("Time", as: Int64.self) == [1_000, 2_000])
        #expect(try read("flag", as: Bool.self) == [true, false])
        #expect(try read("ratio", as: Float.self) == [1.5, -2])
        #expect(try read("level", as: Double.self) == [0.1, -0.0])
        #expect(try read("day", as: Int32.self) == [20_240_229, 99])
    }

    @Test func nullsAreMarked() throws {
        #expect(try read("small", as: Int32.self) == [7, nil])
    }

    @Test func aRunHasAnElementForEachRow() throws {
        #expect(try read("large", as: Int64.self) == [5_000_000_000, 5_000_000_000])
    }

    @Test func aRunOfNullsIsNullEverywhere() throws {
        var block = TsBlock()
        block.rowCount = 9
        var column = Column()
        column.physicalType = .double
        column.isRun = true
        column.nulls = [0x80]
        column.int64s = [0]
        block.columns = [column]
        let heading = ResultColumn(name: "a", type: .double, blockIndex: 0)
        try block.withValues(of: heading, as: Double.self) { values, nulls in
            #expect(values.count == 9)
            #expect(values.indices.allSatisfy { nulls[$0] })
        }
    }

    @Test func aRunOfCountlessRowsIsNotLaidOut() {
        var block = TsBlock()
        block.rowCount = Int(Int32.max)
        var column = Column()
        column.physicalType = .int64
        column.isRun = true
        column.int64s = [7]
        block.columns = [column]
        let heading = ResultColumn(name: "a", type: .int64, blockIndex: 0)
        #expect(throws: IoTDBError(.frameTooLarge, "")) {
            try block.withValues(of: heading, as: Int64.self) { values, _ in values.count }
        }
        #expect(block.value(row: block.rowCount - 1, column: heading) == .int64(7))
    }

    @Test func anotherTypeIsRefused() {
        #expect(throws: IoTDBError(.typeMismatch, "")) { try read("large", as: Double.self) }
        #expect(throws: IoTDBError(.typeMismatch, "")) { try read("level", as: Int64.self) }
        #expect(throws: IoTDBError(.typeMismatch, "")) { try read("small", as: Float.self) }
        #expect(throws: IoTDBError(.typeMismatch, "")) { try read("label", as: Int64.self) }
    }

    @Test func textsAreCopied() throws {
        let row = SampleRows.row(0)
        let block = SampleRows.block()
        #expect(try block.texts(of: row.columns[6]) == ["one", "two"])
        #expect(throws: IoTDBError(.typeMismatch, "")) { try block.texts(of: row.columns[7]) }
    }
}
