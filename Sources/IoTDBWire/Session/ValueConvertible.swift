/// A Swift type that a cell can be read as.
///
/// Numbers are never rounded and never wrap: what does not fit is an error.
public protocol ValueConvertible {
    /// The cell as this type; nil when it is null or of another type, or its number does not fit.
    init?(value: Value)
}

extension Value: ValueConvertible {
    /// The cell itself.
    public init?(value: Value) { self = value }
}

extension Bool: ValueConvertible {
    /// From BOOLEAN.
    public init?(value: Value) {
        guard let boolean = value.boolean else { return nil }
        self = boolean
    }
}

extension ValueConvertible where Self: FixedWidthInteger {
    /// From INT32, INT64, TIMESTAMP and DATE, when the number fits.
    public init?(value: Value) {
        guard let integer = value.integer else { return nil }
        self.init(exactly: integer)
    }
}

extension Int: ValueConvertible {}
extension Int8: ValueConvertible {}
extension Int16: ValueConvertible {}
extension Int32: ValueConvertible {}
extension Int64: ValueConvertible {}
extension UInt: ValueConvertible {}
extension UInt8: ValueConvertible {}
extension UInt16: ValueConvertible {}
extension UInt32: ValueConvertible {}
extension UInt64: ValueConvertible {}

extension Float: ValueConvertible {
    /// From FLOAT.
    public init?(value: Value) {
        guard case .float(let float) = value else { return nil }
        self = float
    }
}

extension Double: ValueConvertible {
    /// From DOUBLE, FLOAT and INT32.
    public init?(value: Value) {
        guard let double = value.double else { return nil }
        self = double
    }
}

extension String: ValueConvertible {
    /// From TEXT and STRING.
    public init?(value: Value) {
        guard let text = value.text else { return nil }
        self = text
    }
}

extension [UInt8]: ValueConvertible {
    /// From BLOB and OBJECT.
    public init?(value: Value) {
        guard let bytes = value.bytes else { return nil }
        self = bytes
    }
}

extension Optional: ValueConvertible where Wrapped: ValueConvertible {
    /// From a null, or from what the wrapped type is read from.
    public init?(value: Value) {
        if value.isNull {
            self = .none
        } else if let wrapped = Wrapped(value: value) {
            self = wrapped
        } else {
            return nil
        }
    }
}
