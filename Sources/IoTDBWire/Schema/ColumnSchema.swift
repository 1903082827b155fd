/// Name and type of one measurement of a device (tree model).
public struct MeasurementSchema: Sendable, Hashable {
    /// Name of the last node of the path, without back quotes; see ``Tablet/init(device:schema:capacity:)``.
    public let name: String
    /// Type of the values.
    public let type: DataType

    /// Describes a measurement.
    public init(_ name: String, _ type: DataType) {
        self.name = name
        self.type = type
    }
}

/// Name, type and category of one column of a table (table model).
public struct ColumnSchema: Sendable, Hashable {
    /// What a column of a table is for, with the numbers of `columnCategories` on the wire.
    public enum Category: UInt8, Sendable, Hashable, CaseIterable {
        /// Identifies the device; a STRING.
        case tag = 0
        /// A measured value.
        case field = 1
        /// Describes the device and does not change with time; a STRING.
        case attribute = 2

        /// The key word in SQL.
        public var name: String {
            switch self {
            case .tag: "TAG"
            case .field: "FIELD"
            case .attribute: "ATTRIBUTE"
            }
        }
    }

    /// Column name. Servers lower-case it.
    public let name: String
    /// Type of the values.
    public let type: DataType
    /// What the column is for.
    public let category: Category

    /// Describes a column.
    public init(_ name: String, _ type: DataType, category: Category = .field) {
        self.name = name
        self.type = type
        self.category = category
    }
}
