extension Tablet {
    /// Appends one row by the names of its columns, null where there is none, or nothing when it throws.
    ///
    /// Numbers are widened where that loses nothing: `1` fits INT32, INT64, FLOAT and DOUBLE columns.
    ///
    /// - Parameters:
    ///   - timestamp: in the server's unit, ``TimestampPrecision``.
    ///   - values: cells by the names of columns, as they were given when the tablet was made.
    /// - Throws: ``IoTDBError/Code/invalidArgument`` for a name that no column has, or a value that does not fit.
    public mutating func appendRow(timestamp: Int64, _ values: [String: Value]) throws(IoTDBError) {
        var row: [Value] = []
        var used = 0
        for column in storage {
            let name = column.schema.name
            guard let value = values[name] ?? values[TreeName.unquoted(name)] else {
                row.append(.null)
                continue
            }
            used += 1
            row.append(value)
        }
        guard used == values.count else {
            let names = Set(storage.flatMap { [$0.schema.name, TreeName.unquoted($0.schema.name)] })
            let unknown = values.keys.filter { !names.contains($0) }.sorted().joined(separator: ", ")
            throw IoTDBError(.invalidArgument, "the tablet has no column \(unknown)")
        }
        try appendRow(timestamp: timestamp, row)
    }

    /// Appends one row of Swift values by the names of its columns, null where there is none, or nothing when it
    /// throws.
    ///
    /// ```swift
    /// try tablet.appendRow(timestamp: Timestamp.now, ["temperature": reading.temperature, "status": reading.status])
    /// ```
    ///
    /// - Parameters:
    ///   - timestamp: a ``Timestamp``, or a number in the server's unit.
    ///   - values: cells by the names of columns: what ``SQLParameterConvertible`` values are, flat.
    ///   - precision: unit of the server's timestamps, for a ``Timestamp``.
    /// - Throws: ``IoTDBError/Code/invalidArgument`` for a name that no column has, or a value that does not fit.
    @_disfavoredOverload
    public mutating func appendRow(
        timestamp: some SQLParameterConvertible,
        _ values: [String: any SQLParameterConvertible],
        precision: TimestampPrecision = .milliseconds
    ) throws(IoTDBError) {
        var row: [String: Value] = [:]
        for (name, value) in values {
            row[name] = try Value(cell: value, precision) { "\(name): \($0) is no value of a cell" }
        }
        try appendRow(timestamp: try Self.time(timestamp, precision), row)
    }

    /// Appends one row of Swift values, one for each column, or nothing when it throws.
    ///
    /// - Parameters:
    ///   - timestamp: a ``Timestamp``, or a number in the server's unit.
    ///   - values: one for each column, in their order.
    ///   - precision: unit of the server's timestamps, for a ``Timestamp``.
    /// - Throws: ``IoTDBError/Code/invalidArgument`` for a wrong number of values, or a value that does not fit.
    @_disfavoredOverload
    public mutating func appendRow(
        timestamp: some SQLParameterConvertible,
        _ values: [any SQLParameterConvertible],
        precision: TimestampPrecision = .milliseconds
    ) throws(IoTDBError) {
        var row: [Value] = []
        for value in values {
            row.append(try Value(cell: value, precision) { "value \(row.count + 1): \($0) is no value of a cell" })
        }
        try appendRow(timestamp: try Self.time(timestamp, precision), row)
    }

    private static func time(
        _ timestamp: some SQLParameterConvertible,
        _ precision: TimestampPrecision
    ) throws(IoTDBError) -> Int64 {
        let value = try Value(cell: timestamp, precision) { "\($0) is no time" }
        guard let time = value.integer else { throw IoTDBError(.invalidArgument, "\(type(of: timestamp)) is no time") }
        return time
    }

    /// Appends a row for each element: its properties by the names of columns, and its time from the property `time`.
    ///
    /// Properties are what
    /// ``SQLParameterConvertible`` values are, flat, and optionals of them; `time` is a number in the server's unit or a ``Timestamp``.
    ///
    /// - Parameters:
    ///   - elements: one for each row, in any order of time.
    ///   - precision: unit of the server's timestamps, for a ``Timestamp``.
    /// - Throws: ``IoTDBError/Code/invalidArgument``; the elements before the one that does not fit are appended.
    public mutating func append(
        contentsOf elements: some Sequence<some Encodable>,
        precision: TimestampPrecision = .milliseconds
    ) throws(IoTDBError) {
        for element in elements {
            let cells = CellCollector(precision)
            do {
                try element.encode(to: cells)
            } catch let error as IoTDBError {
                throw error
            } catch {
                throw IoTDBError(.invalidArgument, "a row cannot be made of \(type(of: element)): \(error)")
            }
            guard !cells.isNested else {
                throw IoTDBError(.invalidArgument, "\(type(of: element)) is no value with flat properties")
            }
            guard let time = cells.values.removeValue(forKey: "time")?.integer else {
                throw IoTDBError(.invalidArgument, "\(type(of: element)) has no property 'time' with a number")
            }
            try appendRow(timestamp: time, cells.values)
        }
    }
}

extension TreeName {
    /// A name without its back quotes, if it has some.
    static func unquoted(_ name: String) -> String {
        guard name.utf8.count >= 3, name.utf8.first == UInt8(ascii: "`"), name.utf8.last == UInt8(ascii: "`") else {
            return name
        }
        return String(Substring(name.utf8.dropFirst().dropLast())).replacing(bytesOf: "``", with: "`")
    }
}

/// Takes the properties of one value as cells; what is no flat value is noted as wrong and left out.
private final class CellCollector: Encoder {
    let precision: TimestampPrecision
    var values: [String: Value] = [:]
    var isNested = false
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    init(_ precision: TimestampPrecision) { self.precision = precision }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(CellContainer(collector: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        isNested = true
        return IgnoredContainer(collector: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        isNested = true
        return IgnoredContainer(collector: self)
    }
}

/// The properties of a value; the one generic method serves all types.
private struct CellContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let collector: CellCollector
    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) { collector.values[key.stringValue] = .null }

    func encode(_ value: some Encodable, forKey key: Key) throws {
        let name = key.stringValue
        guard let cell = value as? any SQLParameterConvertible else {
            throw IoTDBError(.invalidArgument, "\(name): \(type(of: value)) is no value of a cell")
        }
        collector.values[name] = try Value(cell: cell, collector.precision) { "\(name): \($0) is no value of a cell" }
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        collector.isNested = true
        return KeyedEncodingContainer(CellContainer<Nested>(collector: collector))
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { collector.unkeyedContainer() }
    func superEncoder() -> any Encoder { collector }
    func superEncoder(forKey key: Key) -> any Encoder { collector }
}

/// Takes what is no cell, and lets it go.
private struct IgnoredContainer: SingleValueEncodingContainer, UnkeyedEncodingContainer {
    let collector: CellCollector
    var codingPath: [any CodingKey] { [] }
    var count: Int { 0 }

    func encodeNil() {}
    func encode(_ value: some Encodable) {}
    func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        collector.container(keyedBy: type)
    }
    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { self }
    func superEncoder() -> any Encoder { collector }
}
