import IoTDBTesting
import IoTDBWire
import Testing

@Suite struct RecordValuesTests {
    static let vectors = Vectors.load("record_values")

    private static func values(_ vector: Vector) throws -> [Value] {
        let types = try #require(vector.expected["types"]?.array)
        return try zip(try #require(vector.expected["values"]?.array), types).map { value, type in
            try VectorValues.value(value, DataType(rawValue: UInt8(type.integer ?? 7)) ?? .unknown)
        }
    }

    @Test func everyVectorIsCovered() { #expect(Self.vectors.count == 23) }

    @Test(arguments: vectors) func valuesHaveTheBytesOfTheVector(vector: Vector) throws {
        #expect(try RecordValues.encode(Self.values(vector)).hex == vector.hex)
    }

    @Test(arguments: vectors) func theBytesDecodeToTheValues(vector: Vector) throws {
        let values = try Self.values(vector)
        #expect(try RecordValues.decode(vector.bytes[...], count: values.count) == values)
    }

    @Test(arguments: vectors) func everyPrefixAndEveryRestIsRefused(vector: Vector) throws {
        let count = try Self.values(vector).count
        for length in 0..<vector.bytes.count {
            #expect(throws: ThriftDecodingError.self) {
                try RecordValues.decode(vector.bytes[..<length], count: count)
            }
        }
        #expect(throws: ThriftDecodingError.self) { try RecordValues.decode((vector.bytes + [0])[...], count: count) }
    }

    @Test func nullsAreDroppedWithTheirNames() throws {
        let row = try RecordValues.row(measurements: ["a", "b", "c"], values: [.int32(1), .null, true])
        #expect(row.measurements == ["a", "c"])
        #expect(row.values.hex == "01000000010001")
        #expect(try RecordValues.row(measurements: ["a"], values: [.null]).measurements.isEmpty)
    }

    @Test func whatARowCannotHoldIsRefused() {
        #expect(throws: IoTDBError(.invalidArgument, "")) { try RecordValues.row(measurements: ["a"], values: []) }
        #expect(throws: IoTDBError(.invalidArgument, "")) { try RecordValues.encode([.object([])]) }
        #expect(throws: IoTDBError(.invalidArgument, "")) { try RecordValues.encode([.date(20_240_230)]) }
    }

    @Test func aTextOfInferredTypeIsRead() throws {
        #expect(try RecordValues.decode([0xff, 0, 0, 0, 1, 0x31], count: 1) == [.text("1")])
    }

    @Test func tenThousandMutationsGiveValuesOrATypedError() throws {
        var generator = SeededGenerator(seed: 11)
        for round in 0..<10_000 {
            let vector = Self.vectors[round % Self.vectors.count]
            var bytes = vector.bytes
            for _ in 0..<3 where !bytes.isEmpty {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8(truncatingIfNeeded: generator.next())
            }
            let count = Int.random(in: 0...3, using: &generator)
            do throws(ThriftDecodingError) {
                #expect(try RecordValues.decode(bytes[...], count: count).count == count)
            } catch {
                #expect(!error.reason.isEmpty)
            }
        }
    }
}
