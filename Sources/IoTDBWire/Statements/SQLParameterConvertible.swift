/// A Swift value that can take the place of a parameter.
///
/// Numbers, texts, truth values, bytes, ``Value``, ``CalendarDate``, ``Timestamp``, optionals and lists of them are;
/// own types say with what they are written:
///
/// ```swift
/// extension SensorID: SQLParameterConvertible, ValueConvertible {
///     var sqlParameter: SQLParameter { .value(.string(name)) }
///     init?(value: Value) { if let name = String(value: value) { self.init(name: name) } else { return nil } }
/// }
/// ```
public protocol SQLParameterConvertible: Sendable {
    /// What is written in place of the parameter.
    var sqlParameter: SQLParameter { get }
}

extension SQLParameter: SQLParameterConvertible {
    /// The parameter itself.
    public var sqlParameter: SQLParameter { self }
}

extension Value: SQLParameterConvertible {
    /// A literal.
    public var sqlParameter: SQLParameter { .value(self) }
}

extension String: SQLParameterConvertible {
    /// A text.
    public var sqlParameter: SQLParameter { .value(.string(self)) }
}

extension Substring: SQLParameterConvertible {
    /// A text.
    public var sqlParameter: SQLParameter { .value(.string(String(self))) }
}

extension Bool: SQLParameterConvertible {
    /// A truth value.
    public var sqlParameter: SQLParameter { .value(.boolean(self)) }
}

extension Double: SQLParameterConvertible {
    /// A number; NaN and infinities have no literal.
    public var sqlParameter: SQLParameter { .value(.double(self)) }
}

extension Float: SQLParameterConvertible {
    /// A number; NaN and infinities have no literal.
    public var sqlParameter: SQLParameter { .value(.float(self)) }
}

extension SQLParameterConvertible where Self: FixedWidthInteger {
    /// A number; one above Int64 is left to the server to refuse.
    public var sqlParameter: SQLParameter { Int64(exactly: self).map { .value(.int64($0)) } ?? .raw("\(self)") }
}

extension Int: SQLParameterConvertible {}
extension Int8: SQLParameterConvertible {}
extension Int16: SQLParameterConvertible {}
extension Int32: SQLParameterConvertible {}
extension Int64: SQLParameterConvertible {}
extension UInt: SQLParameterConvertible {}
extension UInt8: SQLParameterConvertible {}
extension UInt16: SQLParameterConvertible {}
extension UInt32: SQLParameterConvertible {}
extension UInt64: SQLParameterConvertible {}

extension Optional: SQLParameterConvertible where Wrapped: SQLParameterConvertible {
    /// NULL, or what the value is written as.
    public var sqlParameter: SQLParameter { self?.sqlParameter ?? .value(.null) }
}

extension Array: SQLParameterConvertible where Element: SQLParameterConvertible {
    /// Bytes for `[UInt8]`, else a list in parentheses, for `IN`.
    public var sqlParameter: SQLParameter {
        // An empty array of anything can be cast to one of bytes.
        if Element.self == UInt8.self, let bytes = self as? [UInt8] { return .value(.blob(bytes)) }
        return .list(map(\.sqlParameter))
    }
}

extension ArraySlice: SQLParameterConvertible where Element: SQLParameterConvertible {
    /// As an array.
    public var sqlParameter: SQLParameter { Array(self).sqlParameter }
}

extension Set: SQLParameterConvertible where Element: SQLParameterConvertible {
    /// A list in parentheses, for `IN`; its order is not told.
    public var sqlParameter: SQLParameter { .list(map(\.sqlParameter)) }
}

extension CalendarDate: SQLParameterConvertible {
    /// A text such as `'2024-02-29'`; comparisons in the table dialect need `CAST(… AS DATE)`.
    public var sqlParameter: SQLParameter { .value(.date(number)) }
}

extension Timestamp: SQLParameterConvertible {
    /// A number in the unit of the server.
    public var sqlParameter: SQLParameter { .timestamp(self) }
}
