/// Type byte of a TsBlock column: how its values lie in the bytes.
///
/// The logical type comes from `dataTypeList`.
package enum PhysicalType: UInt8, Sendable, Hashable {
    case boolean = 0
    case int32 = 1
    case int64 = 2
    case float = 3
    case double = 4
    case binary = 5

    /// Reads a type byte.
    ///
    /// The logical types 8 to 12 are accepted as the physical type they are stored in; no server was seen sending
    /// them.
    package init?(typeByte: UInt8) {
        switch typeByte {
        case 0...5: self.init(rawValue: typeByte)
        case 8: self = .int64
        case 9: self = .int32
        case 10, 11, 12: self = .binary
        default: return nil
        }
    }
}
