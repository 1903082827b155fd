/// Rows of one device (tree model) or of one table (table model), to be written in one request; columnar.
///
/// Fill it by row with
/// ``appendRow(timestamp:_:)-6fd1e``, or, faster, by column: `append(timestamps:)` once and one typed `append` for each
/// column. Rows need not be in the order of time: they are sorted, stably, while they are encoded. Of rows with the
/// same time (and the same tags) the server keeps, for each column, the last value that is not null. Timestamps are in
/// the server's unit, ``TimestampPrecision``.
///
/// The memory is kept by ``reset()``, so one tablet can be filled and sent again and again.
public struct Tablet: Sendable {
    /// Device path (tree) or table name, as it goes on the wire.
    public let target: String
    /// `tree` for a device, `table` for a table.
    public let dialect: SQLDialect
    /// Times of the rows, in the order in which they were appended.
    public package(set) var timestamps: [Int64] = []
    /// Whether the times ascend (equal ones may follow each other); true for an empty tablet.
    public package(set) var isSorted = true
    /// Cells by column.
    package var storage: [TabletColumn]

    init(target: String, dialect: SQLDialect, columns: [ColumnSchema], capacity: Int) throws(IoTDBError) {
        self.target = target
        self.dialect = dialect
        storage = columns.map(TabletColumn.init)
        try Tablet.checkColumns(columns, dialect: dialect)
        reserveCapacity(capacity)
    }

    /// An empty tablet for a device of the tree model.
    ///
    /// Nodes of the path and measurement names that need back quotes get them, so pass `a-b` as it is; a name in back
    /// quotes is taken as it stands.
    ///
    /// - Parameters:
    ///   - device: Full path, for example `root.factory.line1`; dots separate nodes unless they stand in back quotes.
    ///   - schema: At least one measurement, each name once. `time` and `timestamp` cannot be names.
    ///   - capacity: Rows to make room for. A tablet grows beyond it.
    /// - Throws: ``IoTDBError/Code/invalidArgument``.
    public init(device: String, schema: [MeasurementSchema], capacity: Int = 0) throws(IoTDBError) {
        var columns: [ColumnSchema] = []
        for measurement in schema {
            columns.append(ColumnSchema(try TreeName.quoted(measurement: measurement.name), measurement.type))
        }
        try self.init(target: try TreeName.quoted(device: device), dialect: .tree, columns: columns, capacity: capacity)
    }

    /// An empty tablet for a table of the session's current database.
    ///
    /// Servers take these names literally and store some of them under another name, so names that would need quotes in
    /// SQL are refused, and so is a column `time`.
    /// - Parameters:
    ///   - table: Table name without database: ASCII letters, digits, `_` and U+2E80 to U+9FFF, not starting with a
    ///     digit.
    ///   - columns: All columns but the time; tags and attributes are STRING.
    ///   - capacity: Rows to make room for. A tablet grows beyond it.
    /// - Throws: ``IoTDBError/Code/invalidArgument``.
    public init(table: String, columns: [ColumnSchema], capacity: Int = 0) throws(IoTDBError) {
        try TableName.check(table, kind: "table")
        for column in columns { try TableName.check(column: column) }
        try self.init(target: table, dialect: .table, columns: columns, capacity: capacity)
    }

    /// Number of rows: of times appended.
    public var rowCount: Int { timestamps.count }
    /// Rows for which there is room without growing.
    public var capacity: Int { timestamps.capacity }
    /// Name, type and category of each column; in a tree tablet every category is `field`.
    public var columns: [ColumnSchema] { storage.map(\.schema) }

    /// Makes room for this many rows in all.
    public mutating func reserveCapacity(_ rows: Int) {
        guard rows > timestamps.capacity else { return }
        timestamps.reserveCapacity(rows)
        for index in storage.indices { storage[index].reserve(rows) }
    }

    /// Removes all rows; keeps columns and memory.
    public mutating func reset() {
        timestamps.removeAll(keepingCapacity: true)
        isSorted = true
        for index in storage.indices { storage[index].removeAll() }
    }

    /// The cell of a row, in the order in which rows were appended; traps when row or column does not exist.
    public func value(row: Int, column: Int) -> Value { storage[column].value(row: row) }
}
