import IoTDBTesting
import IoTDBWire
import Testing

/// What a vector of `tablets.json` describes.
private struct TabletCase {
    let columns: [ColumnSchema]
    let timestamps: [Int64]
    let rows: [[Value]]
    let timestampBytes: [UInt8]
    let isTable: Bool
    let target: String

    init(_ vector: Vector) throws {
        let expected = vector.expected
        let types = try #require(expected["types"]?.array).map {
            DataType(rawValue: UInt8($0.integer ?? 99)) ?? .unknown
        }
        let names = try #require(expected["measurements"]?.array).compactMap(\.string)
        let categories = expected["columnCategories"]?.array?.compactMap(\.integer)
        columns = try names.indices.map { index in
            let category = try #require(ColumnSchema.Category(rawValue: UInt8(categories?[index] ?? 1)))
            return ColumnSchema(names[index], types[index], category: category)
        }
        target = try #require(expected["target"]?.string)
        isTable = !target.hasPrefix("root.")
        timestampBytes = try #require(expected["timestampsHex"]?.string.flatMap([UInt8].init(hex:)))
        rows = try (expected["rows"]?.array ?? []).map { row in
            try zip(row.array ?? [], types).map { try VectorValues.value($0, $1) }
        }
        timestamps = expected["timestamps"]?.array?.compactMap(\.integer) ?? [1]
    }

    func emptyTablet() throws -> Tablet {
        if isTable { return try Tablet(table: target, columns: columns) }
        return try Tablet(device: target, schema: columns.map { MeasurementSchema($0.name, $0.type) })
    }
}

@Suite struct TabletVectorTests {
    /// All vectors but the compressed one, whose buffers are checked apart: this library sends plain tablets, which
    /// every server takes.
    static let plain = Vectors.load("tablets").filter { $0.expected["isCompressed"] == nil }

    @Test func everyVectorIsCovered() {
        #expect(Vectors.load("tablets").count == 43)
        #expect(Self.plain.count == 42)
    }

    @Test(arguments: plain) func aTabletFilledByRowHasTheBytesOfTheVector(vector: Vector) throws {
        let tabletCase = try TabletCase(vector)
        var tablet = try tabletCase.emptyTablet()
        for (time, row) in zip(tabletCase.timestamps, tabletCase.rows) { try tablet.appendRow(timestamp: time, row) }
        let encoded = try tablet.encoded()
        #expect(encoded.values.hex == vector.hex)
        #expect(encoded.timestamps == tabletCase.timestampBytes)
        #expect(encoded.rowCount == tabletCase.rows.count)
    }

    @Test(arguments: plain) func aTabletFilledByColumnHasTheBytesOfTheVector(vector: Vector) throws {
        let tabletCase = try TabletCase(vector)
        var tablet = try tabletCase.emptyTablet()
        tablet.append(timestamps: tabletCase.timestamps)
        for column in tabletCase.columns.indices {
            try tablet.append(contentsOf: tabletCase.rows.map { $0[column] }, to: column)
        }
        #expect(try tablet.encoded().values.hex == vector.hex)
    }

    @Test(arguments: plain) func theBytesDecodeToTheRowsOfTheVector(vector: Vector) throws {
        let tabletCase = try TabletCase(vector)
        let decoded = try DecodedTablet(
            timestamps: tabletCase.timestampBytes[...],
            values: vector.bytes[...],
            columns: tabletCase.columns,
            rowCount: tabletCase.rows.count
        )
        #expect(decoded.timestamps == tabletCase.timestamps)
        #expect(tabletCase.rows.indices.map(decoded.row) == tabletCase.rows)
    }

    @Test(arguments: plain) func everyPrefixIsRefused(vector: Vector) throws {
        let tabletCase = try TabletCase(vector)
        let bytes = vector.bytes
        // Without its null section a tablet is a tablet too, so that one prefix is complete.
        let hasBitmaps = vector.expected["hasBitmapSection"]?.bool ?? false
        var accepted = 0
        for length in 0..<bytes.count {
            let decoded = try? DecodedTablet(
                timestamps: tabletCase.timestampBytes[...],
                values: bytes[..<length],
                columns: tabletCase.columns,
                rowCount: tabletCase.rows.count
            )
            if decoded != nil { accepted += 1 }
        }
        #expect(accepted == (hasBitmaps ? 1 : 0))
    }

    @Test func unsortedInputIsSortedWhileItIsEncoded() throws {
        let vector = Vectors.load("tablets", named: "unsorted_input")
        var tablet = try Tablet(device: "root.db.d1", schema: [MeasurementSchema("s", .int32)])
        let times = try #require(vector.expected["inputTimestamps"]?.array).compactMap(\.integer)
        tablet.append(timestamps: times)
        try tablet.append(contentsOf: [3, 1, 2] as [Int32], to: 0)
        let encoded = try tablet.encoded()
        #expect(encoded.values.hex == vector.hex)
        #expect(encoded.timestamps.hex == vector.expected["timestampsHex"]?.string)
        #expect(tablet.timestamps == times)
    }

    @Test func theCompressedVectorHoldsOurPlainBuffers() throws {
        let vector = Vectors.load("tablets", named: "compressed_gzip_plain")
        let schema = [MeasurementSchema("s1", .int32), MeasurementSchema("s2", .text)]
        var tablet = try Tablet(device: "root.db.d1", schema: schema)
        for (time, text) in [(1, .text("a")), (2, .null), (3, .text("c"))] as [(Int32, Value)] {
            try tablet.appendRow(timestamp: Int64(time), [.int32(time), text])
        }
        let encoded = try tablet.encoded()
        #expect(encoded.values.hex == vector.expected["uncompressedValuesHex"]?.string)
        #expect(encoded.timestamps.hex == vector.expected["uncompressedTimestampsHex"]?.string)
    }

    @Test func theCompressedBuffersAreRefusedByTheDecoder() throws {
        let vector = Vectors.load("tablets", named: "compressed_gzip_plain")
        let times = try #require(vector.expected["timestampsHex"]?.string.flatMap([UInt8].init(hex:)))
        #expect(throws: ThriftDecodingError.self) {
            try DecodedTablet(
                timestamps: times[...],
                values: vector.bytes[...],
                columns: [ColumnSchema("s1", .int32), ColumnSchema("s2", .text)],
                rowCount: 3
            )
        }
    }

    @Test func anObjectSegmentIsReadBack() throws {
        let cell = Vectors.load("tablets", named: "object_segment").bytes.dropFirst(4)
        let segment = try ObjectSegment(decoding: cell)
        #expect(segment == ObjectSegment(isLast: true, offset: 0, content: Array("payload".utf8)))
        #expect(throws: ThriftDecodingError.self) { try ObjectSegment(decoding: cell.prefix(8)) }
    }
}
