import IoTDBWire

/// One parsed statement of the tree dialect.
enum Statement: Equatable {
    case showDatabases([String], details: Bool)
    case countDatabases([String])
    case showDevices(pattern: [String], SchemaFilter, withDatabase: Bool)
    case countDevices([String])
    case showTimeseries(pattern: [String], SchemaFilter, isLatest: Bool)
    case countTimeseries([String], SchemaFilter, level: Int?)
    case countNodes([String], level: Int)
    case showTimeToLive([String]?)
    case listUsers
    case listRoles
    case createRole(String)
    case dropUser(String, isRole: Bool)
    case setTimeToLive([String], Int64)
    case unsetTimeToLive([String])
    case showChildPaths([String])
    case showChildNodes([String])
    case server(ServerStatement)
    case createDatabase([String])
    case deleteDatabases([[String]])
    case createTimeseries(SeriesDefinition)
    case createAligned(device: [String], [SeriesDefinition])
    case deleteTimeseries([[String]])
    case insert(InsertStatement)
    case select(SelectStatement)
    case deleteData([[String]], TimeRange)
    case flush([[String]])
}

/// What narrows the answers of SHOW and COUNT.
struct SchemaFilter: Equatable {
    /// What has to hold for a series or a device; nil is anything.
    enum Condition: Equatable {
        /// The path holds a text.
        case path(contains: String)
        /// A tag equals a text, or holds it.
        case tag(String, text: String, isContained: Bool)
        /// The data type.
        case type(DataType)
    }

    /// WHERE.
    var condition: Condition?
    /// LIMIT and OFFSET.
    var rows = RowLimit()
}

/// LIMIT and OFFSET.
struct RowLimit: Equatable {
    /// Rows at most; nil is all.
    var limit: Int?
    /// Rows to leave out first.
    var offset = 0

    /// The rows that remain of a count.
    func range(of count: Int) -> Range<Int> {
        let start = min(offset, count)
        return start..<(limit.map { min(count, start + min($0, count - start)) } ?? count)
    }
}

/// A series to be created.
struct SeriesDefinition: Equatable {
    /// Full path.
    var path: [String]
    /// Data type.
    var type: DataType
    /// Encoding, upper case; nil is the default of the type.
    var encoding: String?
    /// Compression, upper case.
    var compression = "LZ4"
    /// Another name of the measurement.
    var alias: String?
    /// Tags in order of definition.
    var tags: [NamedText] = []
    /// Attributes in order of definition.
    var attributes: [NamedText] = []
}

/// A key with its text, as in tags.
struct NamedText: Equatable, Sendable {
    let name: String
    let text: String
}

/// INSERT: one device, some measurements, any number of rows.
struct InsertStatement: Equatable {
    /// Path of the device.
    var device: [String]
    /// Names of the measurements, without time.
    var measurements: [String]
    /// Whether a new device is to be aligned.
    var isAligned: Bool
    /// One time a row; nil is the time of the server.
    var times: [Int64?]
    /// One literal for each row and measurement; nil is null.
    var rows: [[InsertLiteral?]]
}

/// A literal in VALUES: its value depends on the type of the series.
struct InsertLiteral: Equatable {
    /// What it is.
    let kind: SQLToken.Kind
    /// Content without quotes; for times the number.
    let text: String
    /// How it was written.
    let source: String
}

/// A closed range of time; empty when the low end is above the high end.
struct TimeRange: Equatable {
    var low = Int64.min
    var high = Int64.max
}
