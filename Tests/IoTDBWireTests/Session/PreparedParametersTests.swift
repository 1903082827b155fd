import IoTDBTesting
import IoTDBWire
import Testing

@Suite struct PreparedParametersTests {
    private let vector = Vectors.load("misc", named: "prepared_parameters")
    private let values: [Value] = [
        true, .int32(-7), .int64(1_099_511_627_776), .float(1.5), .double(0.1), .string("abc"), .null,
    ]

    @Test func parametersHaveTheBytesOfTheVector() throws {
        #expect(try PreparedParameters.encode(values).hex == vector.hex)
    }

    @Test func theBytesDecodeToTheParameters() throws {
        #expect(try PreparedParameters.decode(vector.bytes[...]) == values)
    }

    @Test func everyPrefixAndEveryRestIsRefused() {
        for length in 0..<vector.bytes.count {
            #expect(throws: ThriftDecodingError.self) { try PreparedParameters.decode(vector.bytes[..<length]) }
        }
        #expect(throws: ThriftDecodingError.self) { try PreparedParameters.decode((vector.bytes + [0])[...]) }
    }

    @Test func aTimestampIsBoundAsInt64() throws {
        #expect(try PreparedParameters.encode([.timestamp(5)]) == PreparedParameters.encode([.int64(5)]))
    }

    @Test func whatTheFormatCannotHoldIsRefused() {
        #expect(throws: IoTDBError(.invalidArgument, "")) { try PreparedParameters.encode([.date(20_240_101)]) }
        #expect(throws: IoTDBError(.invalidArgument, "")) { try PreparedParameters.encode([.object([])]) }
    }

    @Test(arguments: ["ffffffff", "7fffffff", "0000000109", "000000010c", "00000001ff", "000000010bffffffff"])
    func hostileBuffersAreRefused(hex: String) throws {
        let bytes = try #require([UInt8](hex: hex))
        #expect(throws: ThriftDecodingError.self) { try PreparedParameters.decode(bytes[...]) }
    }

    @Test func tenThousandMutationsGiveValuesOrATypedError() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<10_000 {
            var bytes = vector.bytes
            for _ in 0..<2 {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8(truncatingIfNeeded: generator.next())
            }
            do throws(ThriftDecodingError) {
                #expect(try PreparedParameters.decode(bytes[...]).count <= bytes.count)
            } catch {
                #expect(!error.reason.isEmpty)
            }
        }
    }
}
