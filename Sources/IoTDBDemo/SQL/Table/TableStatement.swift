import IoTDBWire

/// One parsed statement of the table dialect.
enum TableStatement: Equatable {
    case showDatabases(details: Bool)
    case createDatabase(String, ifNotExists: Bool, timeToLive: Int64?)
    case dropDatabase(String, ifExists: Bool)
    case use(String)
    case showTables(database: String?, details: Bool)
    case describe(TableName, details: Bool)
    case createTable(TableDefinition, ifNotExists: Bool)
    case dropTable(TableName, ifExists: Bool)
    case addColumn(TableName, TableColumn, ifTableExists: Bool, ifNotExists: Bool)
    case dropColumn(TableName, String, ifTableExists: Bool, ifExists: Bool)
    case setTimeToLive(TableName, Int64?, ifTableExists: Bool)
    case insert(TableInsert)
    case select(TableSelect)
    case delete(TableName, TableExpression?)
    case update(TableName, [TableAssignment], TableExpression?)
    case showDevices(TableName, TableExpression?, RowLimit)
    case countDevices(TableName, TableExpression?)
    case deleteDevices(TableName, TableExpression?)
    case showCurrent(SessionFact)
    /// What both dialects know.
    case server(ServerStatement)
}

/// What SHOW CURRENT_… asks for.
enum SessionFact: Equatable {
    case database
    case user
    case dialect
}

/// Name of a table, with its database when that was written.
///
/// Both are in lower case.
struct TableName: Equatable {
    /// The database; nil is that of the session.
    var database: String?
    /// The table.
    var table: String
}

/// One column of a table.
struct TableColumn: Equatable, Sendable {
    /// Name in lower case.
    var name: String
    /// Data type.
    var type: DataType
    /// What the column is for; nil is the time.
    var category: ColumnSchema.Category?

    /// Name of the category in answers.
    var categoryName: String { category?.name ?? "TIME" }
}

/// CREATE TABLE.
struct TableDefinition: Equatable {
    /// Its name.
    var name: TableName
    /// Columns besides the time, in order.
    var columns: [TableColumn] = []
    /// Milliseconds that rows are kept; nil is that of the database.
    var timeToLive: Int64?
}

/// INSERT.
struct TableInsert: Equatable {
    /// The table.
    var table: TableName
    /// Names of the columns; nil are all of them in order.
    var columns: [String]?
    /// One literal for each row and column; nil is null.
    var rows: [[InsertLiteral?]] = []
}

/// `column = value` of UPDATE.
struct TableAssignment: Equatable {
    let column: String
    let value: TableExpression
}

/// SELECT.
struct TableSelect: Equatable {
    /// SELECT DISTINCT.
    var isDistinct = false
    /// The list of columns.
    var items: [TableSelectItem] = []
    /// What stands after FROM.
    var from: TableSource
    /// WHERE.
    var condition: TableExpression?
    /// GROUP BY.
    var groups: [TableExpression] = []
    /// HAVING.
    var having: TableExpression?
    /// FILL.
    var fill: TableFill?
    /// ORDER BY.
    var order: [TableSortKey] = []
    /// LIMIT and OFFSET.
    var rows = RowLimit()
}

/// One part of a SELECT list.
enum TableSelectItem: Equatable {
    /// `*` or `t.*`.
    case all(qualifier: String?)
    /// An expression with its alias.
    case expression(TableExpression, alias: String?)
}

/// What rows are read from.
indirect enum TableSource: Equatable {
    case table(TableName, alias: String?)
    case select(TableSelect, alias: String?)
    /// An inner join; nil joins every row with every row.
    case join(TableSource, TableSource, on: TableExpression?)
}

/// FILL METHOD.
enum TableFill: Equatable {
    case previous
    case constant(Value)
}

/// One expression of ORDER BY.
struct TableSortKey: Equatable {
    let expression: TableExpression
    let isDescending: Bool
    let nullsFirst: Bool
}
