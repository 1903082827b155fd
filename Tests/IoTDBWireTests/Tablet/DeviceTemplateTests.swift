import IoTDBTesting
import IoTDBWire
import Testing

@Suite struct DeviceTemplateTests {
    static let vectors = Vectors.load("misc").filter { $0.expected["measurements"] != nil }

    private static func template(_ vector: Vector) throws -> DeviceTemplate {
        let name = try #require(vector.expected["name"]?.string)
        let isAligned = vector.expected["isShareTime"] == .bool(true)
        var template = DeviceTemplate(name: name, isAligned: isAligned)
        for measurement in try #require(vector.expected["measurements"]?.array) {
            let numbers = try (3...5).map { UInt8(try #require(measurement[$0]?.integer)) }
            try template.add(
                try #require(measurement[2]?.string),
                try #require(DataType(rawValue: numbers[0])),
                encoding: try #require(DataEncoding(rawValue: numbers[1])),
                compression: try #require(CompressionType(rawValue: numbers[2]))
            )
        }
        return template
    }

    @Test func bothVectorsAreCovered() { #expect(Self.vectors.count == 2) }

    @Test(arguments: vectors) func aTemplateHasTheBytesOfTheVector(vector: Vector) throws {
        #expect(try Self.template(vector).encoded().hex == vector.hex)
    }

    @Test(arguments: vectors) func theBytesDecodeToTheTemplate(vector: Vector) throws {
        #expect(try DeviceTemplate(decoding: vector.bytes[...]) == Self.template(vector))
    }

    @Test(arguments: vectors) func everyPrefixThatEndsInsideAMeasurementIsRefused(vector: Vector) throws {
        var complete = 0
        for length in 0..<vector.bytes.count where (try? DeviceTemplate(decoding: vector.bytes[..<length])) != nil {
            complete += 1
        }
        // A template may end behind any measurement.
        let measurements = try Self.template(vector).measurements.count
        #expect(complete == measurements)
    }

    @Test func tenThousandMutationsGiveATemplateOrATypedError() {
        var generator = SeededGenerator(seed: 5)
        for round in 0..<10_000 {
            var bytes = Self.vectors[round % 2].bytes
            for _ in 0..<2 {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8(truncatingIfNeeded: generator.next())
            }
            do throws(ThriftDecodingError) {
                #expect(try DeviceTemplate(decoding: bytes[...]).measurements.count <= bytes.count / 12)
            } catch {
                #expect(!error.reason.isEmpty)
            }
        }
    }

    @Test func defaultsFollowTheType() throws {
        var template = DeviceTemplate(name: "t")
        try template.add("a", .double)
        try template.add("b-c", .text)
        #expect(template.measurements.map(\.encoding) == [.gorilla, .plain])
        #expect(template.measurements.map(\.compression) == [.lz4, .lz4])
        #expect(template.measurements.map(\.name) == ["a", "`b-c`"])
    }

    @Test func impossibleMeasurementsAreRefused() throws {
        var template = DeviceTemplate(name: "t")
        try template.add("a", .double)
        #expect(throws: IoTDBError(.invalidArgument, "")) { try template.add("a", .int32) }
        #expect(throws: IoTDBError(.invalidArgument, "")) { try template.add("time", .int32) }
        #expect(throws: IoTDBError(.invalidArgument, "")) { try template.add("b", .text, encoding: .gorilla) }
    }
}
