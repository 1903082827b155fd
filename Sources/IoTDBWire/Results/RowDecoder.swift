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
        try RowDecoding(missingColumns).decode(type, row)
    }
}

/// A whole row as a decoder, and the next row after it: one object serves for all rows of a result.
final class RowDecoding: Decoder {
    private(set) var row: Row?
    let missingColumns: RowDecoder.MissingColumns
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }
    /// Columns of the keys in the order in which the type asks for them, which is the same for each row.
    private var known: [ColumnKey] = []
    /// What of ``known`` is asked for next.
    private var next = 0

    init(_ missingColumns: RowDecoder.MissingColumns) { self.missingColumns = missingColumns }

    /// Decodes a row, which has the columns of the rows before it.
    func decode<Result: Decodable>(_ type: Result.Type, _ row: Row) throws(IoTDBError) -> Result {
        self.row = row
        if known.isEmpty { known = row.columnIndex.keys(of: type) }
        let count = known.count
        defer {
            self.row = nil
            if known.count > count { row.columnIndex.keep(known, of: type) }
        }
        do {
            // An array of bytes would ask for one element after the other; a cell has them as they are.
            return type == [UInt8].self ? try singleValueContainer().decode(type) : try type.init(from: self)
        } catch let error as IoTDBError {
            throw error
        } catch {
            throw IoTDBError(.typeMismatch, "the row cannot be decoded as \(type): \(error)")
        }
    }

    /// Position of the column of a key; nil where no column answers it.
    func position(of key: String) -> Int? {
        if next < known.count, known[next].key == key {
            next += 1
            return known[next - 1].position
        }
        if let place = known.firstIndex(where: { $0.key == key }) {
            next = place + 1
            return known[place].position
        }
        guard let position = row?.columnIndex.position(of: key) else { return nil }
        if known.count < Self.mostKnown {
            known.append(ColumnKey(key: key, position: position))
            next = known.count
        }
        return position
    }

    /// More than any flat type has; keys beyond are looked up each time.
    private static var mostKnown: Int { 256 }

    /// The row that is being decoded.
    ///
    /// - Throws: ``IoTDBError/Code/invalidArgument`` for a container that outlived its row.
    func current() throws -> Row {
        guard let row else { throw IoTDBError(.invalidArgument, "the decoder of a row was used after its row") }
        return row
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        next = 0
        return KeyedDecodingContainer(RowContainer(decoding: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw IoTDBError(.typeMismatch, "a row is decoded by column names, not as an array")
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        let row = try current()
        guard row.count == 1 else {
            throw IoTDBError(.typeMismatch, "a row of \(row.count) columns cannot be decoded as one value")
        }
        return CellDecoding(row: row, position: 0, codingPath: [])
    }
}

/// One cell as a decoder.
struct CellDecoding: Decoder, SingleValueDecodingContainer {
    let row: Row
    let position: Int
    let codingPath: [any CodingKey]
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
