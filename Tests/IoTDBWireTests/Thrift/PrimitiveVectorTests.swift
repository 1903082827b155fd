import IoTDBTesting
import IoTDBWire
import Testing

@Suite("Bare Thrift values")
struct PrimitiveVectorTests {
    @Test("a value reads as described and is written to the same bytes", arguments: Vectors.load("primitives"))
    func roundTrip(_ vector: Vector) throws {
        let (name, expected) = try #require(vector.expected.object?.first)
        switch name {
        case "i16": try check(Int16.self, vector, expected)
        case "i32": try check(Int32.self, vector, expected)
        case "i64": try check(Int64.self, vector, expected)
        case "double": try check(Double.self, vector, expected)
        case "string": try check(String.self, vector, expected)
        case "binary": try check(ArraySlice<UInt8>.self, vector, expected)
        case "list<string>": try check([String].self, vector, expected)
        case "list<i32>": try check([Int32].self, vector, expected)
        case "list<bool>": try check([Bool].self, vector, expected)
        case "list<byte>": try check([Int8].self, vector, expected)
        case "map<string,string>": try check(ThriftMap<String>.self, vector, expected)
        case "fields": try check(FieldJumps.self, vector, fields(expected))
        default: Issue.record("no type \(name)")
        }
    }

    private func check<Value: ThriftValue>(_ type: Value.Type, _ vector: Vector, _ expected: JSON) throws {
        let isBinary = vector.protocol == "binary"
        let reader: any ThriftReader = isBinary ? BinaryReader(vector.bytes[...]) : CompactReader(vector.bytes[...])
        let value = try reader.readValue(Value.self)
        #expect(reader.remaining == 0)
        #expect(TreeWriter.tree(of: value) == expected.withoutTexts)
        #expect(written(value, isBinary: isBinary).hex == vector.hex)
        for count in 0..<vector.bytes.count {
            let cut = vector.bytes.prefix(count)
            let short: any ThriftReader = isBinary ? BinaryReader(cut) : CompactReader(cut)
            #expect(throws: ThriftDecodingError.self) { try short.readValue(Value.self) }
        }
    }

    /// `[[id, type, value] …]` as an object by id.
    private func fields(_ list: JSON) -> JSON {
        let entries = (list.array ?? []).map { (String($0[0]?.integer ?? -1), $0[2] ?? .null) }
        return .object(Dictionary(uniqueKeysWithValues: entries))
    }

    private func written(_ value: some ThriftValue, isBinary: Bool) -> [UInt8] {
        let writer: any ThriftWriter = isBinary ? BinaryWriter() : CompactWriter()
        value.write(to: writer)
        return writer.bytes
    }
}

/// The struct of the vectors with jumps between field ids, forwards and backwards.
private struct FieldJumps: ThriftStruct {
    var one: Int32 = 0
    var sixteen: Int32 = 0
    var thirtyTwo: Int32 = 0
    var five: Int32 = 0
    var six = false
    var forty = false

    init() {}

    mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "1", &one)
        try coder.field(16, "16", &sixteen)
        try coder.field(32, "32", &thirtyTwo)
        try coder.field(5, "5", &five)
        try coder.field(6, "6", &six)
        try coder.field(40, "40", &forty)
    }
}

extension JSON {
    /// Without the decimal texts that stand beside the bits of numbers.
    var withoutTexts: JSON {
        guard var members = object, members["bits"] != nil else { return self }
        members["text"] = nil
        return .object(members)
    }
}
