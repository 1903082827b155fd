extension Value: ExpressibleByNilLiteral {
    /// A null.
    public init(nilLiteral: ()) { self = .null }
}

extension Value: ExpressibleByBooleanLiteral {
    /// A BOOLEAN.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
}

extension Value: ExpressibleByIntegerLiteral {
    /// An INT64; write `.int32(1)` for an INT32.
    public init(integerLiteral value: Int64) { self = .int64(value) }
}

extension Value: ExpressibleByFloatLiteral {
    /// A DOUBLE; write `.float(1)` for a FLOAT.
    public init(floatLiteral value: Double) { self = .double(value) }
}

extension Value: ExpressibleByStringLiteral {
    /// A STRING, which columns of type TEXT take too.
    public init(stringLiteral value: String) { self = .string(value) }
}

extension Value {
    /// A BOOLEAN, or null.
    public init(_ value: Bool?) { self = value.map(Value.boolean) ?? .null }
    /// An INT32, or null.
    public init(_ value: Int32?) { self = value.map(Value.int32) ?? .null }
    /// An INT64, or null.
    public init(_ value: Int64?) { self = value.map(Value.int64) ?? .null }
    /// An INT64, or null.
    public init(_ value: Int?) { self = value.map { .int64(Int64($0)) } ?? .null }
    /// A FLOAT, or null.
    public init(_ value: Float?) { self = value.map(Value.float) ?? .null }
    /// A DOUBLE, or null.
    public init(_ value: Double?) { self = value.map(Value.double) ?? .null }
    /// A STRING, or null.
    public init(_ value: String?) { self = value.map(Value.string) ?? .null }
    /// A BLOB, or null.
    public init(_ value: [UInt8]?) { self = value.map(Value.blob) ?? .null }
    /// A DATE, or null.
    public init(_ value: CalendarDate?) { self = value.map { .date($0.number) } ?? .null }

    /// A BLOB of any sequence of bytes, such as a slice of a buffer.
    public init(bytes: some Sequence<UInt8>) { self = .blob(Array(bytes)) }

    /// A TIMESTAMP in the unit of the server.
    ///
    /// - Throws: ``IoTDBError/Code/invalidArgument`` where it does not fit: nanoseconds end in 2262.
    public init(_ value: Timestamp, in precision: TimestampPrecision) throws(IoTDBError) {
        self = .timestamp(try value.count(in: precision))
    }
}
