import IoTDBTesting
import Testing

@testable import IoTDBWire

/// Cells by place: what is replaced, what is widened, and what is refused.
@Suite struct TabletPlacesTests {
    private static let types: [DataType] = [
        .boolean, .int32, .int64, .float, .double, .text, .string, .blob, .date, .timestamp,
    ]

    private func tablet(rows: Int) throws -> Tablet {
        let schema = Self.types.map { MeasurementSchema("v_" + $0.name.lowercased(), $0) }
        var tablet = try Tablet(device: "root.plant.d1", schema: schema)
        for row in 0..<rows { try tablet.appendRow(timestamp: Int64(row), [:]) }
        return tablet
    }

    /// Filled in any order, with nulls and with replacements, it is the same as one filled row by row.
    @Test(arguments: 0..<20 as Range<UInt64>) func placesAreFilledInAnyOrder(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let rows = 19
        var (placed, wanted) = (
            try tablet(rows: rows), [[Value]](repeating: Self.types.map { _ in .null }, count: rows)
        )
        for _ in 0..<600 {
            let place = (
                row: Int.random(in: 0..<rows, using: &generator), column: Int.random(in: 0..<10, using: &generator)
            )
            let isNull = Int.random(in: 0..<4, using: &generator) == 0
            let value = isNull ? .null : RandomTablet.value(Self.types[place.column], using: &generator)
            wanted[place.row][place.column] = value
            placed[place.row, place.column] = value
        }
        var byRow = try tablet(rows: 0)
        for row in 0..<rows { try byRow.appendRow(timestamp: Int64(row), wanted[row]) }
        for row in 0..<rows {
            for column in Self.types.indices {
                #expect(placed[row, column] == byRow[row, column], "\(row) \(column)")
            }
        }
        let (first, second) = (try encoded(placed), try encoded(byRow))
        #expect(first.values == second.values && first.timestamps == second.timestamps)
    }

    private func encoded(_ tablet: Tablet) throws -> EncodedTablet {
        var encoded = EncodedTablet()
        for slice in try tablet.slices(maximumBytes: 1 << 20, maximumRowBytes: 1 << 20) {
            tablet.encode(slice, into: &encoded)
        }
        return encoded
    }

    @Test func numbersAreWidenedWhereNothingIsLost() throws {
        var tablet = try tablet(rows: 0)
        try tablet.appendRow(timestamp: 1, [true, 7, 8, 0.5, 3, "a", "b", .blob([1]), .date(20_240_229), 9])
        #expect(
            Self.types.indices.map { tablet[0, $0] } == [
                .boolean(true), .int32(7), .int64(8), .float(0.5), .double(3), .text("a"), .string("b"), .blob([1]),
                .date(20_240_229), .timestamp(9),
            ]
        )
        try tablet.append(2, to: 4)
        #expect(throws: IoTDBError(.invalidArgument, "")) { try tablet.append(5_000_000_000, to: 1) }
        #expect(throws: IoTDBError(.invalidArgument, "")) { try tablet.append(0.1, to: 3) }
        #expect(throws: IoTDBError(.invalidArgument, "")) { try tablet.append(1.5, to: 1) }
    }

    @Test func whatDoesNotFitIsRefusedAndNamed() throws {
        var tablet = try tablet(rows: 1)
        for (value, row, column, part) in [
            (1, 1, 1, "no row 1"), (1, -1, 1, "no row -1"), (1, 0, 10, "no column 10"), (1, 0, -1, "no column -1"),
            ("a", 0, 1, "v_int32 is INT32 and cannot take STRING"),
            (5_000_000_000, 0, 1, "cannot take INT64 5000000000"),
            (.date(20_240_231), 0, 8, "is no date"),
        ] as [(Value, Int, Int, String)] {
            do throws(IoTDBError) {
                try tablet.set(value, row: row, column: column)
                Issue.record("\(value) was taken")
            } catch {
                #expect(error.code == .invalidArgument && error.message.contains(part), "\(error.message)")
            }
        }
        #expect(Self.types.indices.allSatisfy { tablet[0, $0] == .null })
    }

    @Test func columnsAreFoundByName() throws {
        let tablet = try Tablet(device: "root.d", schema: [.init("a", .int32), .init("a-b", .int32)])
        #expect(tablet.position(of: "a") == 0 && tablet.position(of: "a-b") == 1 && tablet.position(of: "x") == nil)
    }

    @Test func swiftValuesAreCells() throws {
        var tablet = try tablet(rows: 0)
        let (count, text, missing): (Int32, Substring, Double?) = (3, "abc".prefix(2), nil)
        let day = try #require(CalendarDate(year: 2024, month: 2, day: 29))
        let time = Timestamp(seconds: 1, nanoseconds: 5_000_000)
        try tablet.appendRow(
            timestamp: time,
            [true, count, UInt8(8), Float(0.5), missing, text, "b", [1, 2] as [UInt8], day, time]
        )
        try tablet.appendRow(
            timestamp: 2,
            ["v_text": text, "v_double": missing, "v_timestamp": time],
            precision: .microseconds
        )
        #expect(tablet.timestamps == [1_005, 2])
        #expect(tablet[0, 5] == .text("ab") && tablet[0, 9] == .timestamp(1_005) && tablet[0, 4] == .null)
        #expect(tablet[0, 8] == Value(day) && tablet[0, 7] == Value(bytes: [1, 2]) && tablet[0, 2] == .int64(8))
        #expect(tablet[1, 9] == .timestamp(1_005_000))
        #expect(throws: IoTDBError(.invalidArgument, "")) { try tablet.appendRow(timestamp: 3, ["v_int32": [1, 2]]) }
        #expect(throws: IoTDBError(.invalidArgument, "")) { try tablet.appendRow(timestamp: "now", ["v_int32": count]) }
        #expect(tablet.rowCount == 2)
    }
}
