/// The cells of a row by column name.
struct RowContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    private let reference: Unmanaged<KeyedCells>
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { withCells { $0.row }?.columnNames.compactMap(Key.init(stringValue:)) ?? [] }

    init(_ cells: KeyedCells) { reference = .passUnretained(cells) }

    /// Lends the cells, which are never freed.
    @inline(__always)
    private func withCells<Success>(_ body: (KeyedCells) throws -> Success) rethrows -> Success {
        try reference._withUnsafeGuaranteedRef(body)
    }

    /// True also for a key that no column answers, where that is to be an error: who asks for an optional asks this
    /// first.
    func contains(_ key: Key) -> Bool {
        withCells { $0.missingColumns == .throwing || $0.row == nil || $0.position(of: key) != nil }
    }

    func decodeNil(forKey key: Key) throws -> Bool { try cell(key).decodeNil() }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try get(key) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try get(key) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try get(key) }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try get(key) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try get(key) }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try get(key) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try get(key) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try get(key) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try get(key) }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try get(key) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try get(key) }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try get(key) }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try get(key) }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try get(key) }

    func decode<Result: Decodable>(_ type: Result.Type, forKey key: Key) throws -> Result {
        try cell(key).decode(type)
    }

    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try getIfPresent(key) }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try getIfPresent(key) }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { try getIfPresent(key) }
    func decodeIfPresent(_ type: Float.Type, forKey key: Key) throws -> Float? { try getIfPresent(key) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try getIfPresent(key) }
    func decodeIfPresent(_ type: Int8.Type, forKey key: Key) throws -> Int8? { try getIfPresent(key) }
    func decodeIfPresent(_ type: Int16.Type, forKey key: Key) throws -> Int16? { try getIfPresent(key) }
    func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? { try getIfPresent(key) }
    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { try getIfPresent(key) }
    func decodeIfPresent(_ type: UInt.Type, forKey key: Key) throws -> UInt? { try getIfPresent(key) }
    func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) throws -> UInt8? { try getIfPresent(key) }
    func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) throws -> UInt16? { try getIfPresent(key) }
    func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) throws -> UInt32? { try getIfPresent(key) }
    func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? { try getIfPresent(key) }

    func decodeIfPresent<Result: Decodable>(_ type: Result.Type, forKey key: Key) throws -> Result? {
        guard contains(key) else { return nil }
        let cell = try cell(key)
        return cell.decodeNil() ? nil : try cell.decode(type)
    }

    @inline(__always)
    private func get<Cell: StoredCell>(_ key: Key) throws -> Cell { try withCells { try $0.get(key) } }

    /// One look at the key, where the standard way takes three.
    @inline(__always)
    private func getIfPresent<Cell: StoredCell>(_ key: Key) throws -> Cell? {
        try withCells { try $0.getIfPresent(key) }
    }

    private func cell(_ key: Key) throws -> CellDecoding {
        let row = try withCells { try $0.current() }
        guard let position = withCells({ $0.position(of: key) }) else {
            throw row.columnIndex.notFound(key.stringValue)
        }
        return CellDecoding(row: row, position: position, key: key)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { throw nested(key) }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw nested(key) }
    func superDecoder() throws -> any Decoder { try withCells { try $0.decoder() } }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw nested(key) }

    private func nested(_ key: Key) -> IoTDBError {
        IoTDBError(.typeMismatch, "column \(key.stringValue) is one cell and cannot be decoded as a nested value")
    }
}

/// A container that is kept for the next row, whatever its keys.
class KeptContainer {
    /// The type of the keys.
    let keys: ObjectIdentifier
    let cells: KeyedCells

    fileprivate init(_ keys: any CodingKey.Type, _ cells: KeyedCells) {
        (self.keys, self.cells) = (ObjectIdentifier(keys), cells)
    }

    deinit { cells.giveBack() }
}

/// A container that is kept for the next row.
final class KeptRowContainer<Key: CodingKey>: KeptContainer {
    let container: KeyedDecodingContainer<Key>

    init() {
        let cells = KeyedCells.take()
        container = KeyedDecodingContainer(RowContainer<Key>(cells))
        super.init(Key.self, cells)
    }
}

extension Value: Encodable {
    /// As null, truth value, number or text; a date as `2024-02-29`, bytes as `0x00ff`, NaN and infinities as text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .boolean(let value): try container.encode(value)
        case .int32(let value): try container.encode(value)
        case .int64(let value), .timestamp(let value): try container.encode(value)
        case .float(let value) where value.isFinite: try container.encode(value)
        case .double(let value) where value.isFinite: try container.encode(value)
        case .float, .double, .text, .string, .date, .blob, .object: try container.encode(description)
        }
    }
}

extension Value: Decodable {
    /// From a plain value of another decoder; ``RowDecoder`` hands over the cell as it is.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let cell = container as? CellDecoding {
            self = cell.value
        } else if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .int64(value)
        } else if let value = try? container.decode(Double.self) {
            self = .double(value)
        } else {
            self = .string(try container.decode(String.self))
        }
    }
}
