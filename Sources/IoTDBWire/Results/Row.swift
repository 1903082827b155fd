/// One row of a result, read where it lies: cells become values when they are asked for.
public struct Row: Sendable {
    @usableFromInline let shared: RowBlock
    /// Row inside the block.
    @usableFromInline let index: Int

    package init(block: TsBlock, index: Int, columns: ColumnIndex) {
        self.init(RowBlock(block, columns), index: index)
    }

    /// A row of a block that many rows share.
    @inlinable
    init(_ shared: RowBlock, index: Int) {
        self.shared = shared
        self.index = index
    }

    /// The columns of the result.
    package var columnIndex: ColumnIndex { shared.columns }

    /// Unit of the timestamps in the cells.
    public var timestampPrecision: TimestampPrecision { columnIndex.precision }

    /// The columns, in the order of the result.
    public var columns: [ResultColumn] { columnIndex.columns }
    /// Labels of the columns. Names may repeat.
    public var columnNames: [String] { columns.map(\.name) }
    /// Number of columns.
    public var count: Int { shared.columnCount }
    /// All cells.
    public var values: [Value] { (0..<count).map { self[$0] } }

    /// The cell at a position; traps like an array when there is none.
    public subscript(position: Int) -> Value { shared.value(row: index, position: position) }

    /// The cell of the column that a name stands for, see ``position(of:)``; nil when there is none. Later columns of
    /// the same name are read by position.
    public subscript(name: String) -> Value? { columnIndex.position(of: name).map { self[$0] } }

    /// The cell at a position.
    /// - Throws: ``IoTDBError/Code/columnNotFound``.
    public func value(at position: Int) throws(IoTDBError) -> Value {
        guard hasColumn(at: position) else { throw noColumn(at: position) }
        return self[position]
    }

    @inlinable
    func hasColumn(at position: Int) -> Bool { position >= 0 && position < shared.columnCount }

    @usableFromInline
    func noColumn(at position: Int) -> IoTDBError {
        IoTDBError(.columnNotFound, "no column \(position): the result has \(count)")
    }

    /// The cell of the first column with a name.
    /// - Throws: ``IoTDBError/Code/columnNotFound``.
    public func value(named name: String) throws(IoTDBError) -> Value { self[try position(of: name)] }

    /// Position of the column that a name stands for: the first one with that label; else, in the tree model, the one
    /// whose path ends in that measurement; else the one that the name stands for in snake case. `time` also stands for
    /// the tree model's `Time`.
    ///
    /// - Throws: ``IoTDBError/Code/columnNotFound``, also where the paths of several columns end in the measurement.
    public func position(of name: String) throws(IoTDBError) -> Int {
        guard let position = columnIndex.position(of: name) else { throw columnIndex.notFound(name) }
        return position
    }

    /// Whether the cell at a position is null.
    public func isNull(at position: Int) throws(IoTDBError) -> Bool {
        guard hasColumn(at: position) else { throw noColumn(at: position) }
        return shared.isNull(row: index, position: position)
    }

    /// The cell at a position as a Swift type, for example `try row.get(Double?.self, at: 1)`.
    /// - Throws: ``IoTDBError/Code/columnNotFound``; ``IoTDBError/Code/nullValue`` for a null unless the type is
    ///   optional;
    ///   ``IoTDBError/Code/typeMismatch`` for another type, or a number that does not fit.
    @inlinable
    public func get<Result: ValueConvertible>(
        _ type: Result.Type = Result.self,
        at position: Int
    ) throws(IoTDBError) -> Result {
        // Inlined, so that the caller's compiler knows the type and no cell is boxed.
        guard hasColumn(at: position) else { throw noColumn(at: position) }
        if let result = Result(row: self, position: position) { return result }
        throw mismatch(type, at: position)
    }

    @usableFromInline
    func mismatch(_ type: Any.Type, at position: Int) -> IoTDBError {
        let (value, name) = (self[position], columns[position].name)
        if value.isNull { return IoTDBError(.nullValue, "column \(name) is null and \(type) has no null") }
        return IoTDBError(.typeMismatch, "column \(name) is \(value.typeName) and cannot be read as \(type)")
    }

    /// The cell of the first column with a name as a Swift type; throws as ``get(_:at:)`` does.
    public func get<Result: ValueConvertible>(
        _ type: Result.Type = Result.self,
        named name: String
    ) throws(IoTDBError) -> Result {
        try get(type, at: try position(of: name))
    }
}

extension Row: CustomStringConvertible {
    /// For example `Time: 1, root.plant.d0.temperature: 20.5`.
    public var description: String { zip(columns, values).map { "\($0.name): \($1)" }.joined(separator: ", ") }
}

extension Row: Encodable {
    /// As an object whose keys are the labels; of columns of the same label the last one counts.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Label.self)
        for (column, value) in zip(columns, values) { try container.encode(value, forKey: Label(column.name)) }
    }

    private struct Label: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ label: String) { stringValue = label }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { return nil }
    }
}

extension Page {
    /// The rows of the page one by one, cells read on demand; columnar readers are faster.
    package func rows(columns: ColumnIndex) -> [Row] {
        blocks.flatMap { block in
            let shared = RowBlock(block, columns)
            return (0..<shared.rowCount).map { Row(shared, index: $0) }
        }
    }
}
