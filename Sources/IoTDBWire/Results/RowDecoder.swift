/// Decodes a row into a `Decodable` struct whose coding keys are the names of columns.
///
/// A key stands for the column with that label; else, in the tree model, whose labels are full paths, for the one whose
/// path ends in that measurement; else for the one with the key in snake case; `time` also stands for the tree model's
/// `Time`. Structs are flat: properties are booleans, integers, floating-point numbers, strings, `[UInt8]`, ``Value``,
/// types that are ``ValueConvertible``, enums over those, and optionals of them. An optional is nil for a null; a
/// number that does not fit is an error. Columns without a property are left out. A single-column row also decodes into
/// a plain value, `Int64` for example.
public struct RowDecoder: Sendable {
    /// What to do about a property that no column is for.
    public enum MissingColumns: Sendable, Hashable {
        /// Throw ``IoTDBError/Code/columnNotFound``: a misspelt key would be nil in every row.
        case throwing
        /// An optional is nil; other properties throw.
        case asNull
    }

    private let missingColumns: MissingColumns

    /// Makes a decoder.
    public init(missingColumns: MissingColumns = .throwing) { self.missingColumns = missingColumns }

    /// Decodes one row.
    /// - Throws: ``IoTDBError`` with `columnNotFound`, `nullValue` or `typeMismatch`.
    public func decode<Result: Decodable>(
        _ type: Result.Type = Result.self,
        from row: Row
    ) throws(IoTDBError) -> Result {
        var decoding = row.columnIndex.takeDecoding(missingColumns)
        defer {
            // A type that kept its decoder has it for itself.
            if isKnownUniquelyReferenced(&decoding) { row.columnIndex.giveBack(decoding) }
        }
        return try decoding.decode(type, row)
    }
}

/// A whole row as a decoder, and the next row after it: one object serves for all rows of a result.
///
/// `@unchecked Sendable`: whoever decodes has it for itself. An iterator makes its own; ``ColumnIndex`` hands one out
/// under a lock and does not have it until it is given back.
final class RowDecoding: Decoder, @unchecked Sendable {
    // Read and written for each row, by one task that never reads and writes at once. The block is kept alive by the
    // row that is being decoded: counting references would cost more than reading a cell.
    @exclusivity(unchecked) private var block: Unmanaged<RowBlock>?
    @exclusivity(unchecked) private var index = 0
    @exclusivity(unchecked) private var missingColumns: RowDecoder.MissingColumns
    /// The containers of the types that were decoded, most of the time one.
    @exclusivity(unchecked) private var containers: [KeptContainer] = []
    /// The one of them that was asked for last.
    @exclusivity(unchecked) private var latest: Unmanaged<KeptContainer>?
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    init(_ missingColumns: RowDecoder.MissingColumns) { self.missingColumns = missingColumns }

    /// Decodes a row, which has the columns of the rows before it.
    func decode<Result: Decodable>(_ type: Result.Type, _ row: Row) throws(IoTDBError) -> Result {
        (block, index) = (Unmanaged.passUnretained(row.shared), row.index)
        defer { end(row) }
        do {
            // An array of bytes would ask for one element after the other; a cell has them as they are.
            return type == [UInt8].self ? try singleValueContainer().decode(type) : try type.init(from: self)
        } catch let error as IoTDBError {
            throw error
        } catch {
            throw IoTDBError(.typeMismatch, "the row cannot be decoded as \(type): \(error)")
        }
    }

    /// Says what becomes of keys without columns, for the rows that come.
    func prepare(_ missingColumns: RowDecoder.MissingColumns) { self.missingColumns = missingColumns }

    /// Containers that outlive the row tell so. The row is taken because it has to live until then.
    private func end(_ row: borrowing Row) {
        block = nil
        latest?._withUnsafeGuaranteedRef { $0.cells.end() }
        if containers.count > 1 { for kept in containers { kept.cells.end() } }
    }

    /// The error of a decoder and of a container that outlived their row.
    static var isGone: IoTDBError {
        IoTDBError(.invalidArgument, "the decoder of a row was used after its row")
    }

    /// The container of a type of keys, made once: making one for each row would cost more than all the rest.
    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard let block else { throw Self.isGone }
        let keys = ObjectIdentifier(type)
        var kept = latest
        if kept?._withUnsafeGuaranteedRef({ $0.keys == keys }) != true {
            kept = Unmanaged.passUnretained(keptContainer(keyedBy: type))
            latest = kept
        }
        guard let kept else { throw Self.isGone }
        return kept._withUnsafeGuaranteedRef { kept in
            kept.cells.begin(block, index: index, of: .passUnretained(self), missingColumns)
            // What has these keys was made so.
            return unsafeDowncast(kept, to: KeptRowContainer<Key>.self).container
        }
    }

    /// The container of a type of keys among those that are kept.
    @inline(never)
    private func keptContainer<Key: CodingKey>(keyedBy type: Key.Type) -> KeptContainer {
        if let kept = containers.first(where: { $0.keys == ObjectIdentifier(type) }) { return kept }
        containers.append(KeptRowContainer<Key>())
        return containers[containers.count - 1]
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw IoTDBError(.typeMismatch, "a row is decoded by column names, not as an array")
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        guard let block else { throw Self.isGone }
        let row = Row(block.takeUnretainedValue(), index: index)
        guard row.count == 1 else {
            throw IoTDBError(.typeMismatch, "a row of \(row.count) columns cannot be decoded as one value")
        }
        return CellDecoding(row: row, position: 0, key: nil)
    }
}

/// One cell as a decoder.
struct CellDecoding: Decoder, SingleValueDecodingContainer {
    let row: Row
    let position: Int
    let key: (any CodingKey)?
    var codingPath: [any CodingKey] { key.map { [$0] } ?? [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// The cell as it is.
    var value: Value { row[position] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> { throw nested() }
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw nested() }
    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func decodeNil() -> Bool { row.shared.isNull(row: row.index, position: position) }
    func decode(_ type: Bool.Type) throws -> Bool { try row.get(at: position) }
    func decode(_ type: String.Type) throws -> String { try row.get(at: position) }
    func decode(_ type: Double.Type) throws -> Double { try row.get(at: position) }
    func decode(_ type: Float.Type) throws -> Float { try row.get(at: position) }
    func decode(_ type: Int.Type) throws -> Int { try row.get(at: position) }
    func decode(_ type: Int8.Type) throws -> Int8 { try row.get(at: position) }
    func decode(_ type: Int16.Type) throws -> Int16 { try row.get(at: position) }
    func decode(_ type: Int32.Type) throws -> Int32 { try row.get(at: position) }
    func decode(_ type: Int64.Type) throws -> Int64 { try row.get(at: position) }
    func decode(_ type: UInt.Type) throws -> UInt { try row.get(at: position) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try row.get(at: position) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try row.get(at: position) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try row.get(at: position) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try row.get(at: position) }

    func decode<Result: Decodable>(_ type: Result.Type) throws -> Result {
        // What types make of a cell themselves counts before their way to decode.
        if let convertible = type as? any ValueConvertible.Type {
            if let result = convertible.init(row: row, position: position) as? Result { return result }
            if Result.self != Value.self { throw row.mismatch(type, at: position) }
        }
        return try type.init(from: self)
    }

    private func nested() -> IoTDBError {
        IoTDBError(
            .typeMismatch,
            "column \(row.columns[position].name) is one cell and cannot be decoded as a nested value"
        )
    }
}
