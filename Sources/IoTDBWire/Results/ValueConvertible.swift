/// A Swift type that a cell can be read as.
///
/// Numbers are never rounded and never wrap: what does not fit is an error.
public protocol ValueConvertible {
    /// The cell as this type; nil when it is null or of another type, or its number does not fit.
    init?(value: Value)

    /// The same from the row, at a position that it has: what ``Row/get(_:at:)`` calls.
    ///
    /// The default makes a ``Value`` first. A type that wraps a number is read faster by passing both on to the
    /// number's initialiser.
    init?(row: borrowing Row, position: Int)

    /// The cell after a position, which becomes its own; throws as ``Row/get(_:at:)`` does. No type has a reason to do
    /// it otherwise.
    static func cell(of row: borrowing Row, after position: inout Int) throws(IoTDBError) -> Self
}

extension ValueConvertible {
    /// Reads the cell as a value first.
    public init?(row: borrowing Row, position: Int) { self.init(value: row[position]) }

    /// Calls ``init(row:position:)``.
    ///
    /// A requirement, so that tuples, which are read by code that does not know their types, make no optional of a
    /// cell: that would take longer than reading it.
    ///
    /// - Throws: ``IoTDBError/Code/columnNotFound``, ``IoTDBError/Code/nullValue``, ``IoTDBError/Code/typeMismatch``.
    @inlinable
    public static func cell(of row: borrowing Row, after position: inout Int) throws(IoTDBError) -> Self {
        position += 1
        guard row.hasColumn(at: position) else { throw row.noColumn(at: position) }
        if let cell = Self(row: row, position: position) { return cell }
        throw row.mismatch(Self.self, at: position)
    }
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

    /// From BOOLEAN.
    public init?(row: borrowing Row, position: Int) {
        self.init(block: row.shared, row: row.index, position: position)
    }
}

extension ValueConvertible where Self: FixedWidthInteger {
    /// From INT32, INT64, TIMESTAMP and DATE, when the number fits.
    public init?(value: Value) {
        guard let integer = value.integer else { return nil }
        self.init(exactly: integer)
    }
}

extension Int: ValueConvertible {
    /// From INT32, INT64, TIMESTAMP and DATE, when the number fits.
    public init?(row: borrowing Row, position: Int) {
        self.init(block: row.shared, row: row.index, position: position)
    }
}
extension Int8: ValueConvertible {}
extension Int16: ValueConvertible {}

extension Int32: ValueConvertible {
    /// From INT32, INT64, TIMESTAMP and DATE, when the number fits.
    public init?(row: borrowing Row, position: Int) {
        self.init(block: row.shared, row: row.index, position: position)
    }
}

extension Int64: ValueConvertible {
    /// From INT32, INT64, TIMESTAMP and DATE, when the number fits.
    public init?(row: borrowing Row, position: Int) {
        self.init(block: row.shared, row: row.index, position: position)
    }
}
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

    /// From FLOAT.
    public init?(row: borrowing Row, position: Int) {
        self.init(block: row.shared, row: row.index, position: position)
    }
}

extension Double: ValueConvertible {
    /// From DOUBLE, FLOAT and INT32.
    public init?(value: Value) {
        guard let double = value.double else { return nil }
        self = double
    }

    /// From DOUBLE, FLOAT and INT32.
    public init?(row: borrowing Row, position: Int) {
        self.init(block: row.shared, row: row.index, position: position)
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

    /// From a null, or from what the wrapped type is read from.
    @inlinable
    public init?(row: borrowing Row, position: Int) {
        if row.shared.isNull(row: row.index, position: position) {
            self = .none
        } else if let wrapped = Wrapped(row: row, position: position) {
            self = wrapped
        } else {
            return nil
        }
    }
}

extension CalendarDate: ValueConvertible {
    /// From DATE, when the number is a date.
    public init?(value: Value) {
        guard case .date(let number) = value else { return nil }
        self.init(number: number)
    }
}

extension Timestamp: ValueConvertible {
    /// Always nil, because a value alone does not tell the unit of its server: read the cell from its row.
    public init?(value: Value) { return nil }

    /// From TIMESTAMP and INT64, in the unit of the server that the row came from.
    public init?(row: borrowing Row, position: Int) {
        guard let count = row.shared.storedInt64(row: row.index, position: position) else { return nil }
        self.init(count, in: row.columnIndex.precision)
    }
}
