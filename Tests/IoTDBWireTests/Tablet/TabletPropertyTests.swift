import IoTDBTesting
import IoTDBWire
import Testing

/// The rows of a tablet in the order of time, sorted here in the plainest stable way.
private func sortedRows(_ tablet: Tablet) -> [(Int64, [Value])] {
    var sorted: [(Int64, [Value])] = []
    for row in 0..<tablet.rowCount {
        let values = tablet.columns.indices.map { tablet.value(row: row, column: $0) }
        let place = sorted.firstIndex { $0.0 > tablet.timestamps[row] } ?? sorted.count
        sorted.insert((tablet.timestamps[row], values), at: place)
    }
    return sorted
}

private func decode(_ encoded: EncodedTablet, of tablet: Tablet) throws -> DecodedTablet {
    try DecodedTablet(
        timestamps: encoded.timestamps[...],
        values: encoded.values[...],
        columns: tablet.columns,
        rowCount: encoded.rowCount
    )
}

@Suite struct TabletPropertyTests {
    @Test(arguments: 0..<300 as Range<UInt64>) func whatIsEncodedIsReadBackInTheOrderOfTime(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let tablet = try RandomTablet.make(maximumRows: 40, using: &generator)
        let decoded = try decode(try tablet.encoded(), of: tablet)
        let expected = sortedRows(tablet)
        #expect(decoded.timestamps == expected.map(\.0))
        #expect(expected.indices.map(decoded.row) == expected.map(\.1))
    }

    @Test(arguments: 0..<100 as Range<UInt64>) func sortingInPlaceGivesTheSameBytes(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var tablet = try RandomTablet.make(maximumRows: 40, using: &generator)
        let before = try tablet.encoded()
        try tablet.sort()
        #expect(tablet.isSorted)
        let after = try tablet.encoded()
        #expect(before.values == after.values)
        #expect(before.timestamps == after.timestamps)
    }

    @Test(arguments: 0..<200 as Range<UInt64>) func slicesHoldEveryRowOnceWithinTheBound(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let tablet = try RandomTablet.make(maximumRows: 60, using: &generator)
        let bound = Int.random(in: 500...1_200, using: &generator)
        var rows: [[Value]] = []
        var times: [Int64] = []
        var encoded = EncodedTablet()
        for slice in try tablet.slices(maximumBytes: bound) {
            tablet.encode(slice, into: &encoded)
            let names = tablet.columns.reduce(tablet.target.utf8.count) { $0 + $1.name.utf8.count + 8 }
            #expect(encoded.values.count + encoded.timestamps.count + names < bound)
            #expect(encoded.rowCount > 0)
            let decoded = try decode(encoded, of: tablet)
            times += decoded.timestamps
            rows += (0..<encoded.rowCount).map(decoded.row)
        }
        let expected = sortedRows(tablet)
        #expect(times == expected.map(\.0))
        #expect(rows == expected.map(\.1))
    }

    @Test func tenThousandMutationsGiveRowsOrATypedError() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<10_000 {
            let tablet = try RandomTablet.make(maximumRows: 10, using: &generator)
            var encoded = try tablet.encoded()
            for _ in 0..<Int.random(in: 1...3, using: &generator) where !encoded.values.isEmpty {
                let place = Int.random(in: 0..<encoded.values.count, using: &generator)
                encoded.values[place] = UInt8(truncatingIfNeeded: generator.next())
            }
            encoded.rowCount += Int.random(in: -1...1, using: &generator)
            do throws(ThriftDecodingError) {
                let decoded = try DecodedTablet(
                    timestamps: encoded.timestamps[...],
                    values: encoded.values[...],
                    columns: tablet.columns,
                    rowCount: encoded.rowCount
                )
                for row in 0..<encoded.rowCount { #expect(decoded.row(row).count == tablet.columns.count) }
            } catch {
                #expect(!error.reason.isEmpty)
            }
        }
    }

    @Test(arguments: [Int.min, -1, .max, Int(Int32.max)]) func aRowCountBeyondTheBytesIsRefused(rows: Int) {
        #expect(throws: ThriftDecodingError.self) {
            try DecodedTablet(timestamps: [], values: [], columns: [ColumnSchema("a", .text)], rowCount: rows)
        }
    }
}
