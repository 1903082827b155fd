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
