/// One row of a result, read where it lies: cells become values when they are asked for.
public struct Row: Sendable {
    private let shared: SharedBlock
    /// Row inside the block.
    package let index: Int
    /// The columns of the result.
    package let columnIndex: ColumnIndex

    package init(block: TsBlock, index: Int, columns: ColumnIndex) {
        self.init(SharedBlock(block), index: index, columns: columns)
    }

    /// A row of a block that many rows share.
    init(_ shared: SharedBlock, index: Int, columns: ColumnIndex) {
        self.shared = shared
        self.index = index
        columnIndex = columns
    }

    /// The block that holds the row.
    package var block: TsBlock { shared.block }

    /// The columns, in the order of the result.
    public var columns: [ResultColumn] { columnIndex.columns }
    /// Labels of the columns. Names may repeat.
    public var columnNames: [String] { columns.map(\.name) }
    /// Number of columns.
    public var count: Int { columns.count }
    /// All cells.
    public var values: [Value] { columns.map { shared.block.value(row: index, column: $0) } }

    /// The cell at a position; traps like an array when there is none.
    public subscript(position: Int) -> Value { shared.block.value(row: index, column: columns[position]) }

    /// The cell of the first column with a name; nil when no column has it. Later columns of the same name are read by position.
    public subscript(name: String) -> Value? { columnIndex.position(of: name).map { self[$0] } }

    /// The cell at a position.
    /// - Throws: ``IoTDBError/Code/columnNotFound``.
    public func value(at position: Int) throws(IoTDBError) -> Value {
        guard columns.indices.contains(position) else {
            throw IoTDBError(.columnNotFound, "no column \(position): the result has \(count)")
        }
        return self[position]
    }

    /// The cell of the first column with a name.
    /// - Throws: ``IoTDBError/Code/columnNotFound``.
    public func value(named name: String) throws(IoTDBError) -> Value { self[try position(of: name)] }

    /// Position of the first column with a name.
    /// - Throws: ``IoTDBError/Code/columnNotFound``.
    public func position(of name: String) throws(IoTDBError) -> Int {
        guard let position = columnIndex.position(of: name) else {
            throw IoTDBError(
                .columnNotFound,
                "the result has no column \(name); it has \(columnNames.joined(separator: ", "))"
            )
        }
        return position
    }

    /// Whether the cell at a position is null.
    public func isNull(at position: Int) throws(IoTDBError) -> Bool { try value(at: position).isNull }

    /// The cell at a position as a Swift type, for example `try row.get(Double?.self, at: 1)`.
    /// - Throws: ``IoTDBError/Code/columnNotFound``; ``IoTDBError/Code/nullValue`` for a null unless the type is optional;
    ///   ``IoTDBError/Code/typeMismatch`` for another type, or a number that does not fit.
    public func get<Result: ValueConvertible>(
        _ type: Result.Type = Result.self,
        at position: Int
    ) throws(IoTDBError) -> Result {
        let value = try value(at: position)
        if let result = Result(value: value) { return result }
        let name = columns[position].name
        if value.isNull { throw IoTDBError(.nullValue, "column \(name) is null and \(Result.self) has no null") }
        throw IoTDBError(.typeMismatch, "column \(name) is \(value.typeName) and cannot be read as \(Result.self)")
    }

    /// The cell of the first column with a name as a Swift type; throws as ``get(_:at:)`` does.
    public func get<Result: ValueConvertible>(
        _ type: Result.Type = Result.self,
        named name: String
    ) throws(IoTDBError) -> Result {
        try get(type, at: try position(of: name))
    }
}

/// A block behind one reference, because a copy of a block counts the references of all its arrays, and a row is copied often.
final class SharedBlock: Sendable {
    let block: TsBlock

    init(_ block: TsBlock) { self.block = block }
}

extension Page {
    /// The rows of the page one by one, cells read on demand; columnar readers are faster.
    package func rows(columns: ColumnIndex) -> [Row] {
        blocks.map(SharedBlock.init).flatMap { shared in
            (0..<shared.block.rowCount).map { Row(shared, index: $0, columns: columns) }
        }
    }
}
