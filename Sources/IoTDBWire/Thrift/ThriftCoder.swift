/// A thing that visits the fields of a struct: a reader fills them, a writer sends them.
///
/// Every message lists its fields once, in ``ThriftStruct/code(_:)``, and thereby reads and writes in both protocols.
package protocol ThriftCoder: AnyObject {
    /// Visits a field that must be on the wire.
    func field<Value: ThriftValue>(_ id: Int16, _ name: StaticString, _ value: inout Value) throws(ThriftDecodingError)

    /// Visits a field that may be absent.
    func field<Value: ThriftValue>(_ id: Int16, _ name: StaticString, _ value: inout Value?) throws(ThriftDecodingError)
}

/// A value that can stand in a field, a list or a map.
package protocol ThriftValue: Sendable {
    /// Type on the wire.
    static var thriftType: ThriftType { get }

    /// Reads one value.
    static func read<Reader: ThriftReader>(from reader: Reader) throws(ThriftDecodingError) -> Self

    /// Writes the value.
    func write<Writer: ThriftWriter>(to writer: Writer)
}

/// A struct of the interface definition.
package protocol ThriftStruct: ThriftValue {
    /// Makes the struct that reading starts from.
    init()

    /// Visits every field, in the order of the interface definition.
    mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError)
}

extension ThriftStruct {
    package static var thriftType: ThriftType { .structure }

    package static func read<Reader: ThriftReader>(from reader: Reader) throws(ThriftDecodingError) -> Self {
        var value = Self()
        try reader.readStruct(&value)
        return value
    }

    package func write<Writer: ThriftWriter>(to writer: Writer) {
        writer.writeStruct(self)
    }
}

/// Types of the Thrift data model, with the bytes of the binary protocol (Apache Thrift, *Thrift Binary protocol
/// encoding*).
package enum ThriftType: UInt8, Sendable {
    case stop = 0
    case bool = 2
    case byte = 3
    case double = 4
    case i16 = 6
    case i32 = 8
    case i64 = 10
    /// Strings and binaries.
    case string = 11
    case structure = 12
    case map = 13
    case set = 14
    case list = 15

    /// Fewest bytes that an element of this type takes in either protocol; bounds a collection's size by the bytes
    /// left.
    var minimumSize: Int { self == .double ? 8 : 1 }
}
