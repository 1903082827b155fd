import IoTDBWire
import Testing

/// Rows by the names of columns, and from values of own types.
@Suite struct TabletNamedRowTests {
    private struct Reading: Encodable {
        var time: Int64 = 5
        var temperature: Double? = 1.5
        var count = 3
        var label = "a"
    }

    private struct Nested: Encodable {
        let time = 1
        let inner = Reading()
    }

    private func tablet() throws -> Tablet {
        try Tablet(
            device: "root.plant.d1",
            schema: [
                .init("temperature", .double), .init("count", .int32), .init("label", .text), .init("a-b", .float),
            ]
        )
    }

    @Test func missingCellsAreNullAndNumbersAreWidenedExactly() throws {
        var tablet = try tablet()
        try tablet.appendRow(timestamp: 1, ["temperature": 2, "a-b": 0.5])
        #expect((0..<4).map { tablet.value(row: 0, column: $0) } == [.double(2), .null, .null, .float(0.5)])
        #expect(throws: IoTDBError(.invalidArgument, "")) {
            try tablet.appendRow(timestamp: 2, ["count": 5_000_000_000])
        }
        #expect(throws: IoTDBError(.invalidArgument, "")) { try tablet.appendRow(timestamp: 2, ["temprature": 1]) }
        #expect(tablet.rowCount == 1)
    }

    @Test func propertiesBecomeCells() throws {
        var tablet = try tablet()
        try tablet.append(contentsOf: [Reading(), Reading(time: 6, temperature: nil)])
        #expect(tablet.timestamps == [5, 6])
        #expect(tablet.value(row: 0, column: 0) == .double(1.5) && tablet.value(row: 1, column: 0) == .null)
        #expect(tablet.value(row: 1, column: 1) == .int32(3) && tablet.value(row: 1, column: 2) == .text("a"))
    }

    @Test func whatIsNotFlatIsAnError() throws {
        var tablet = try tablet()
        #expect(throws: IoTDBError(.invalidArgument, "")) { try tablet.append(contentsOf: [Nested()]) }
        #expect(throws: IoTDBError(.invalidArgument, "")) { try tablet.append(contentsOf: [1, 2]) }
        #expect(throws: IoTDBError(.invalidArgument, "")) { try tablet.append(contentsOf: [[1], [2]]) }
        #expect(tablet.rowCount == 0)
    }
}
