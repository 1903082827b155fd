/// Type nibbles of the compact protocol (Apache Thrift, *Thrift Compact protocol encoding*).
enum CompactType {
    /// Nibble of a type; a Boolean field carries its value instead.
    static func nibble(of type: ThriftType) -> UInt8 {
        switch type {
        case .stop: 0
        case .bool: 1
        case .byte: 3
        case .i16: 4
        case .i32: 5
        case .i64: 6
        case .double: 7
        case .string: 8
        case .list: 9
        case .set: 10
        case .map: 11
        case .structure: 12
        }
    }

    /// Type of a nibble; both nibbles of a Boolean are accepted.
    static func type(ofNibble nibble: UInt8) -> ThriftType? {
        switch nibble {
        case 0: .stop
        case 1, 2: .bool
        case 3: .byte
        case 4: .i16
        case 5: .i32
        case 6: .i64
        case 7: .double
        case 8: .string
        case 9: .list
        case 10: .set
        case 11: .map
        case 12: .structure
        default: nil
        }
    }
}
