import IoTDBTesting
import IoTDBWire
import Testing

private func makeTablet(_ types: DataType...) throws -> Tablet {
    try Tablet(device: "root.db.d", schema: types.enumerated().map { MeasurementSchema("s\($0)", $1) })
}

/// Checks that something throws `invalidArgument` with a text in its message.
private func expectInvalid(_ part: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void)
{
    do {
        try body()
        Issue.record("nothing was thrown", sourceLocation: sourceLocation)
    } catch let error as IoTDBError {
        #expect(error.code == .invalidArgument, sourceLocation: sourceLocation)
        #expect(error.message.contains(part), "\(error.message)", sourceLocation: sourceLocation)
    } catch {
        Issue.record(error, sourceLocation: sourceLocation)
    }
}

@Suite struct TabletTests {
    @Test func resetKeepsTheMemoryAndForgetsTheRows() throws {
        var tablet = try Tablet(device: "root.db.d", schema: [MeasurementSchema("s", .text)], capacity: 100)
        for time in [3, 2, 1] as [Int64] { try tablet.appendRow(timestamp: time, [.null]) }
        #expect(!tablet.isSorted)
        let capacity = tablet.capacity
        tablet.reset()
        #expect(tablet.rowCount == 0)
        #expect(tablet.isSorted)
        #expect(tablet.capacity == capacity)
        #expect(capacity >= 100)
        try tablet.appendRow(timestamp: 1, ["a"])
        #expect(try tablet.encoded().values.hex == "0000000161")
    }

    @Test func aTabletGrowsBeyondItsCapacity() throws {
        var tablet = try Tablet(device: "root.db.d", schema: [MeasurementSchema("s", .int64)], capacity: 2)
        for time in 0..<1_000 as Range<Int64> { try tablet.appendRow(timestamp: time, [.int64(time)]) }
        #expect(tablet.rowCount == 1_000)
        #expect(tablet.value(row: 999, column: 0) == .int64(999))
    }

    @Test func typedColumnsGiveTheSameBytesAsRows() throws {
        var columns = try makeTablet(.boolean, .int32, .int64, .float, .double, .text, .blob, .date, .timestamp)
        columns.append(timestamps: [1, 2])
        try columns.append(contentsOf: [true, false], to: 0)
        try columns.append(contentsOf: [1, -1] as [Int32], to: 1)
        try columns.append(contentsOf: [2, -2] as [Int64], to: 2)
        try columns.append(contentsOf: [1.5, -0.0] as [Float], to: 3)
        try columns.append(contentsOf: [2.5, .nan] as [Double], to: 4)
        try columns.append(contentsOf: ["é", ""], to: 5)
        try columns.append(contentsOf: [[1], []], to: 6)
        try columns.append(contentsOf: [20_240_229, 10_000_101] as [Int32], to: 7)
        try columns.append(contentsOf: [.max, .min] as [Int64], to: 8)
        var rows = try makeTablet(.boolean, .int32, .int64, .float, .double, .text, .blob, .date, .timestamp)
        try rows.appendRow(
            timestamp: 1,
            [
                true, .int32(1), 2, .float(1.5), 2.5, "é", .blob([1]), .date(20_240_229), .timestamp(.max),
            ]
        )
        try rows.appendRow(
            timestamp: 2,
            [
                false, .int32(-1), -2, .float(-0.0), .double(.nan), "", .blob([]), .date(10_000_101), .timestamp(.min),
            ]
        )
        #expect(try columns.encoded().values == rows.encoded().values)
    }

    @Test func bytesOfATextHaveToBeUTF8() throws {
        var tablet = try makeTablet(.text, .blob)
        try tablet.append(bytes: [0xff, 0xfe], to: 1)
        try tablet.append(bytes: ArraySlice("é".utf8), to: 0)
        #expect(tablet.value(row: 0, column: 0) == .text("é"))
        expectInvalid("UTF-8") { try tablet.append(bytes: [0xc3], to: 0) }
    }

    @Test func aRowThatIsRefusedLeavesTheTabletAsItWas() throws {
        var tablet = try makeTablet(.int32, .text)
        try tablet.appendRow(timestamp: 1, [.int32(1), "a"])
        expectInvalid("s1 is TEXT and cannot take INT64") { try tablet.appendRow(timestamp: 2, [.int32(2), 3]) }
        expectInvalid("a row of 1 values for 2 columns") { try tablet.appendRow(timestamp: 2, [.int32(2)]) }
        try tablet.appendRow(timestamp: 2, [.null, .string("b")])
        #expect(tablet.rowCount == 2)
        #expect(tablet.value(row: 1, column: 0) == .null)
        #expect(tablet.value(row: 1, column: 1) == .text("b"))
    }

    @Test func columnsOfUnequalLengthAreRefused() throws {
        var tablet = try makeTablet(.int32, .int32)
        tablet.append(timestamps: [1, 2])
        try tablet.append(contentsOf: [1, 2] as [Int32], to: 0)
        try tablet.append(contentsOf: [1] as [Int32], to: 1)
        expectInvalid("column s1 has 1 cells for 2 times") { _ = try tablet.encoded() }
        expectInvalid("column s1") { _ = try tablet.slices(maximumBytes: 1_000) }
        expectInvalid("no column 2") { try tablet.appendNull(to: 2) }
    }

    @Test(
        arguments: [
            0, -1, 20_240_230, 20_230_229, 19_000_229, 20_241_301, 20_240_100, 20_240_431, 9_991_231, 100_000_101, .min,
            .max,
        ] as [Int32]
    )
    func impossibleDatesAreRefused(date: Int32) throws {
        var tablet = try makeTablet(.date)
        expectInvalid("\(date)") { try tablet.append(.date(date), to: 0) }
        expectInvalid("\(date)") { try tablet.append(contentsOf: [date], to: 0) }
    }

    @Test(arguments: [10_000_101, 99_991_231, 20_240_229, 20_000_229, 20_230_430] as [Int32])
    func realDatesAreTaken(date: Int32) throws {
        var tablet = try makeTablet(.date)
        try tablet.append(.date(date), to: 0)
        #expect(tablet.value(row: 0, column: 0) == .date(date))
    }

    @Test func equalTimesKeepTheirOrder() throws {
        var tablet = try makeTablet(.int32)
        for (number, time) in ([5, 1, 5, 1, 5] as [Int64]).enumerated() {
            try tablet.appendRow(timestamp: time, [.int32(Int32(number))])
        }
        #expect(tablet.timeOrder() == [1, 3, 0, 2, 4])
    }

    @Test func isSortedFollowsWhatIsAppended() throws {
        var tablet = try makeTablet(.int32)
        tablet.append(timestamps: [1, 1, 2])
        #expect(tablet.isSorted)
        tablet.append(timestamp: 2)
        #expect(tablet.isSorted)
        tablet.append(timestamps: [1])
        #expect(!tablet.isSorted)
        var other = try makeTablet(.int32)
        other.append(timestamps: [3, 2])
        #expect(!other.isSorted)
    }

    @Test func aRowThatIsTooLargeIsNamed() throws {
        var tablet = try makeTablet(.text)
        try tablet.appendRow(timestamp: 1, ["small"])
        try tablet.appendRow(timestamp: 2, [.text(String(repeating: "x", count: 5_000))])
        expectInvalid("row 1 of root.db.d, time 2") { _ = try tablet.slices(maximumBytes: 1_000) }
    }

    @Test func anEmptyTabletMakesNoRequest() throws {
        #expect(try makeTablet(.int32).slices(maximumBytes: 1_000).isEmpty)
    }

    @Test func nullsMayStandBetweenTypedColumns() throws {
        var tablet = try makeTablet(.int32)
        tablet.append(timestamps: [1, 2, 3, 4])
        try tablet.append(contentsOf: [1] as [Int32], to: 0)
        try tablet.appendNull(to: 0, count: 2)
        try tablet.append(contentsOf: [4] as [Int32], to: 0)
        #expect(try tablet.encoded().values.hex == "00000001000000000000000000000004" + "0106")
    }
}
