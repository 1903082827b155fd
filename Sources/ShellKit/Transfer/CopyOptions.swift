package import CivilTime
package import IoTDBWire

/// The settings of a `\copy`, each given as `key=value`.
package struct CopyOptions: Sendable, Equatable {
    /// Whether a file has a header line.
    package enum Header: String, Sendable, CaseIterable {
        /// Names.
        case on
        /// None.
        case off
        /// Names with their types: `root.a.s(DOUBLE)`.
        case types
    }

    /// How rows of several devices are laid out.
    package enum Layout: String, Sendable, CaseIterable {
        /// A column for each series.
        case wide
        /// A column `Device` beside the time, and one for each measurement.
        case device
    }

    /// How fields are protected.
    package enum Quotes: String, Sendable, CaseIterable {
        /// By RFC 4180.
        case rfc4180
        /// As IoTDB's own tools do.
        case backslash
    }

    /// Header of a csv or tsv file.
    package var header = Header.on
    /// Layout; nil lets the query or the file decide.
    package var layout: Layout?
    /// What times look like: `auto`, `iso`, `epoch` (also `s`, `ms`, `us`, `ns`) or a pattern.
    package var time = "auto"
    /// Zone of times without an offset, and of those written; nil for the session's.
    package var zone: TimeZoneID?
    /// Text of nulls in csv and tsv; nil for the format's own: nothing, and `\N`.
    package var null: String?
    /// How fields are protected; nil lets the file decide when it is read.
    package var quotes: Quotes?
    /// Types by column name, before those of header and schema.
    package var types: [String: DataType] = [:]
    /// Columns that are tags of a new table.
    package var tags: [String] = []
    /// Columns that are attributes of a new table.
    package var attributes: [String] = []
    /// Name of the time column.
    package var timeColumn: String?
    /// Whether new devices are aligned.
    package var isAligned = false
    /// Whether series, tables and columns that do not exist are made.
    package var creates = true
    /// Requests under way at the same time.
    package var threads = 3
    /// Most rows of a request; 20 000 keep a server busy that shares two cores with the shell.
    package var batchRows = 20_000
    /// Rows that may be refused before the import stops.
    package var maximumRejects = 1000
    /// File of refused rows; nil for the name of the import file with `.rejected`.
    package var rejectFile: String?
    /// Line at which the import starts.
    package var resumeLine: Int?
    /// How long a request without an answer is sent again; a cluster that lost a leader needs up to 24 s.
    package var patience = Duration.seconds(60)

    package init() {}
}

extension CopyOptions {
    /// A setting: its key, what its values are, and what it does.
    struct Key: Sendable {
        let name: String
        let values: String
        let summary: String
        let isForImport: Bool
        let isForExport: Bool
        let set: @Sendable (inout CopyOptions, String) throws(CopyError) -> Void
    }

    /// Sets an option.
    /// - Throws: for a key that there is not or not in this direction, or a value that it cannot have.
    package mutating func set(_ key: String, _ value: String, isImport: Bool) throws(CopyError) {
        guard let found = Self.keys.first(where: { $0.name == key }) else {
            let names = Self.keys.filter { isImport ? $0.isForImport : $0.isForExport }.map(\.name)
            throw CopyError("no option is called \(key); there are \(names.sorted().joined(separator: ", "))")
        }
        guard isImport ? found.isForImport : found.isForExport else {
            throw CopyError("\(key)= is for \(isImport ? "TO" : "FROM")")
        }
        try found.set(&self, value)
    }

    /// All options, in the order of the help.
    static let keys: [Key] = [
        Key("header", "on|off|types", "header line, with types when it is written", both) {
            options,
            value throws(CopyError) in
            options.header = try choice("header", value)
        },
        Key("layout", "wide|device", "a column for each series, or Device and measurements", both) {
            options,
            value throws(CopyError) in
            options.layout = try choice("layout", value) as Layout
        },
        Key("time", "auto|iso|epoch|s|ms|us|ns|PATTERN", "what times look like", both) {
            options,
            value throws(CopyError) in
            options.time = value
        },
        Key("zone", "ZONE", "zone of times without an offset, and of those written", both) {
            options,
            value throws(CopyError) in
            do throws(TimeZoneError) {
                options.zone = try TimeZoneID(value)
            } catch {
                throw CopyError("zone=\(value): \(error)")
            }
        },
        Key("null", "TEXT", "text of null", both) { options, value throws(CopyError) in options.null = value },
        Key("quotes", "rfc4180|backslash", "how commas and line breaks are protected", both) {
            options,
            value throws(CopyError) in
            options.quotes = try choice("quotes", value) as Quotes
        },
        Key("types", "COLUMN:TYPE,…", "types of columns", .import) { options, value throws(CopyError) in
            options.types = try types(value)
        },
        Key("tags", "COLUMN,…", "tags of a new table", .import) { options, value throws(CopyError) in
            options.tags = names(value)
        },
        Key("attributes", "COLUMN,…", "attributes of a new table", .import) { options, value throws(CopyError) in
            options.attributes = names(value)
        },
        Key("time-column", "COLUMN", "name of the time column", .import) { options, value throws(CopyError) in
            options.timeColumn = value
        },
        Key("aligned", "on|off", "whether new devices are aligned", .import) { options, value throws(CopyError) in
            options.isAligned = try flag("aligned", value)
        },
        Key("create", "on|off", "whether what does not exist is made", .import) { options, value throws(CopyError) in
            options.creates = try flag("create", value)
        },
        Key("threads", "N", "requests under way at the same time", .import) { options, value throws(CopyError) in
            options.threads = try number("threads", value, 1...64)
        },
        Key("batch", "N", "most rows of a request", .import) { options, value throws(CopyError) in
            options.batchRows = try number("batch", value, 1...1_000_000)
        },
        Key("max-rejects", "N", "rows that may be refused before the import stops", .import) {
            options,
            value throws(CopyError) in
            options.maximumRejects = try number("max-rejects", value, 0...Int.max)
        },
        Key("rejected", "FILE", "file of refused rows", .import) { options, value throws(CopyError) in
            options.rejectFile = value
        },
        Key("resume-from", "LINE", "line at which the import starts", .import) { options, value throws(CopyError) in
            options.resumeLine = try number("resume-from", value, 1...Int.max)
        },
        Key("retry", "SECONDS", "how long a request without an answer is sent again", .import) {
            options,
            value throws(CopyError) in
            options.patience = .seconds(try number("retry", value, 0...86_400))
        },
    ]

    private static func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String,
        _ value: String
    ) throws(CopyError) -> Choice where Choice.RawValue == String {
        guard let choice = Choice(rawValue: value.lowercased()) else {
            let names = Choice.allCases.map(\.rawValue).joined(separator: " or ")
            throw CopyError("\(key)=\(value): it is \(names)")
        }
        return choice
    }

    private static func flag(_ key: String, _ value: String) throws(CopyError) -> Bool {
        switch value.lowercased() {
        case "on", "true", "yes": return true
        case "off", "false", "no": return false
        default: throw CopyError("\(key)=\(value): it is on or off")
        }
    }

    private static func number(_ key: String, _ value: String, _ range: ClosedRange<Int>) throws(CopyError) -> Int {
        guard let number = Int(value), range.contains(number) else {
            let limit =
                range.upperBound == .max
                ? "from \(range.lowerBound) on" : "from \(range.lowerBound) to \(range.upperBound)"
            throw CopyError("\(key)=\(value): it is a number \(limit)")
        }
        return number
    }

    private static func names(_ value: String) -> [String] { value.split(separator: ",").map(String.init) }

    private static func types(_ value: String) throws(CopyError) -> [String: DataType] {
        var types: [String: DataType] = [:]
        for part in value.split(separator: ",") {
            guard let colon = part.lastIndex(of: ":"),
                let type = ImportColumnName.type(named: String(part[part.index(after: colon)...]))
            else { throw CopyError("types=\(part): it is COLUMN:TYPE, such as temperature:DOUBLE") }
            types[String(part[..<colon])] = type
        }
        return types
    }
}

extension CopyOptions.Key {
    /// In which directions an option means something.
    fileprivate enum Use {
        case both
        case `import`
    }

    fileprivate init(
        _ name: String,
        _ values: String,
        _ summary: String,
        _ use: Use,
        _ set: @escaping @Sendable (inout CopyOptions, String) throws(CopyError) -> Void
    ) {
        self.init(
            name: name,
            values: values,
            summary: summary,
            isForImport: true,
            isForExport: use == .both,
            set: set
        )
    }
}

private let both = CopyOptions.Key.Use.both
