import IoTDBWire
import Testing

@Suite struct SchemaEnumTests {
    @Test(arguments: DataEncoding.allCases)
    func anEncodingIsFoundByItsName(encoding: DataEncoding) {
        #expect(DataEncoding(name: encoding.name.lowercased()) == encoding)
    }

    @Test(
        arguments: [
            (DataEncoding.plain, 0, "PLAIN"), (.ts2Diff, 4, "TS_2DIFF"), (.gorilla, 8, "GORILLA"), (.rlbe, 13, "RLBE"),
            (.laminar, 17, "LAMINAR"),
        ] as [(DataEncoding, UInt8, String)]
    )
    func anEncodingHasItsNumber(encoding: DataEncoding, number: UInt8, name: String) {
        #expect(encoding.rawValue == number)
        #expect(encoding.name == name)
    }

    @Test(arguments: DataType.allCases)
    func theDefaultEncodingIsOneTheTypeMayHave(type: DataType) {
        #expect(DataEncoding.default(for: type).supports(type))
    }

    @Test func encodingsOfAnotherKindOfTypeAreNotSupported() {
        #expect(!DataEncoding.dictionary.supports(.int32))
        #expect(!DataEncoding.gorilla.supports(.boolean))
        #expect(!DataEncoding.zigzag.supports(.double))
        #expect(!DataEncoding.freq.supports(.int64))
        #expect(DataEncoding.camel.supports(.double))
        #expect(DataEncoding.rle.supports(.boolean))
    }

    @Test(
        arguments: [
            (CompressionType.uncompressed, 0, "UNCOMPRESSED"), (.snappy, 1, "SNAPPY"), (.gzip, 2, "GZIP"),
            (.lz4, 7, "LZ4"), (.zstd, 8, "ZSTD"),
            (.lzma2, 9, "LZMA2"),
        ] as [(CompressionType, UInt8, String)]
    )
    func aCompressionHasItsNumber(compression: CompressionType, number: UInt8, name: String) {
        #expect(compression.rawValue == number)
        #expect(compression.name == name)
        #expect(CompressionType(name: name.lowercased()) == compression)
        #expect(CompressionType(name: "LZO") == nil)
    }

    @Test(
        arguments: [
            (AggregationType.count, 0, "COUNT"), (.maxValue, 7, "MAX_VALUE"), (.varSamp, 19, "VAR_SAMP"),
            (.max, 28, "MAX"),
            (.percentile, 40, "PERCENTILE"), (.delta, 44, "DELTA"),
        ] as [(AggregationType, Int32, String)]
    )
    func anAggregationHasItsNumber(aggregation: AggregationType, number: Int32, name: String) {
        #expect(aggregation.rawValue == number)
        #expect(aggregation.name == name)
        #expect(AggregationType(name: name.lowercased()) == aggregation)
    }

    @Test func numbersBehindTheListHaveNoName() {
        #expect(AggregationType(rawValue: 45).name == nil)
        #expect(AggregationType(rawValue: -1).name == nil)
        #expect(AggregationType(name: "MEDIAN") == nil)
    }
}
