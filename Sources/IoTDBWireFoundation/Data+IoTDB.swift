public import Foundation
public import IoTDBWire

extension Data: SQLParameterConvertible {
    /// A BLOB.
    public var sqlParameter: SQLParameter { .value(.blob([UInt8](self))) }
}

extension Data: ValueConvertible {
    /// From BLOB and OBJECT.
    public init?(value: Value) {
        guard let bytes = [UInt8](value: value) else { return nil }
        self.init(bytes)
    }
}

extension UUID: SQLParameterConvertible {
    /// A text, in upper case as `uuidString` writes it.
    public var sqlParameter: SQLParameter { .value(.string(uuidString)) }
}

extension UUID: ValueConvertible {
    /// From a TEXT or STRING that is a UUID, and from a BLOB of its 16 bytes.
    public init?(value: Value) {
        if let text = String(value: value) {
            self.init(uuidString: text)
        } else if let bytes = [UInt8](value: value), bytes.count == 16 {
            self = bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
        } else {
            return nil
        }
    }
}
