import IoTDBWire

/// Name of a column of an import file, and what its heading says of it: `root.a.s(DOUBLE)`, `region(STRING TAG)`.
struct ImportColumnName: Sendable, Equatable {
    /// The name without the type.
    var name: String
    /// The type in parentheses.
    var type: DataType?
    /// The category behind the type, of a table's column.
    var category: ColumnSchema.Category?

    init(_ name: String, _ type: DataType? = nil, _ category: ColumnSchema.Category? = nil) {
        (self.name, self.type, self.category) = (name, type, category)
    }

    /// Takes a heading apart; parentheses that hold no type belong to the name.
    init(heading: String) {
        self.init(heading)
        guard heading.hasSuffix(")"), let open = heading.lastIndex(of: "("), open > heading.startIndex else { return }
        let words = heading[heading.index(after: open)...].dropLast().split(separator: " ")
        guard (1...2).contains(words.count), let type = Self.type(named: String(words[0])) else { return }
        if words.count == 2 {
            guard let category = Self.category(named: String(words[1])) else { return }
            self.category = category
        }
        self.type = type
        name = String(heading[..<open])
    }

    /// A type by its name in SQL, in any case; nil for a name that columns cannot have.
    static func type(named name: String) -> DataType? {
        let type = DataType(name: name.uppercased())
        return type == .unknown || type == .vector ? nil : type
    }

    /// A category by its key word, in any case.
    static func category(named name: String) -> ColumnSchema.Category? {
        ColumnSchema.Category.allCases.first { $0.name == name.uppercased() }
    }
}

/// The columns of an import file, in their order, and what each is for.
struct ImportHeading: Sendable, Equatable {
    /// What a column of the file is for.
    enum Role: Sendable, Equatable {
        /// The times.
        case time
        /// The devices, as full paths.
        case device
        /// Not imported.
        case ignored
        /// Values of a measurement or of a table's column.
        case values
    }

    /// The columns.
    private(set) var columns: [ImportColumnName]
    /// Their roles.
    private(set) var roles: [Role]

    /// - Parameters:
    ///   - columns: as the header of the file or the command names them; `_` is ignored.
    ///   - command: tells time and device column and layout where the names do not.
    /// - Throws: for a name that occurs twice, or when there is no time.
    init(_ columns: [ImportColumnName], _ dialect: SQLDialect, _ options: CopyOptions) throws(CopyError) {
        self.columns = columns
        let time = try Self.timeColumn(columns, options)
        roles = columns.indices.map { $0 == time ? .time : columns[$0].name == "_" ? .ignored : .values }
        if dialect == .tree, let device = Self.deviceColumn(columns, after: time, options) { roles[device] = .device }
        try Self.checkNames(columns, roles, dialect)
        guard roles.contains(.values) else { throw CopyError("the file has no column of values beside the time") }
    }

    /// Whether each row names its device.
    var hasDevice: Bool { roles.contains(.device) }

    private static func timeColumn(_ columns: [ImportColumnName], _ options: CopyOptions) throws(CopyError) -> Int {
        if let name = options.timeColumn {
            guard let index = columns.firstIndex(where: { $0.name == name }) else {
                throw CopyError("no column is called \(name), which time-column names")
            }
            return index
        }
        let names: Set<String> = ["time", "timestamp", "timestamps"]
        guard let index = columns.firstIndex(where: { names.contains($0.name.lowercased()) }) else {
            throw CopyError(
                "no column is called Time; name it with time-column=NAME, or all columns with (Time, …) and header=off"
            )
        }
        return index
    }

    private static func deviceColumn(
        _ columns: [ImportColumnName],
        after time: Int,
        _ options: CopyOptions
    ) -> Int? {
        guard options.layout != .wide else { return nil }
        return columns.indices.first {
            $0 != time && columns[$0].name.lowercased() == "device" && columns[$0].type == nil
        }
    }

    private static func checkNames(
        _ columns: [ImportColumnName],
        _ roles: [Role],
        _ dialect: SQLDialect
    ) throws(CopyError) {
        var places: [String: Int] = [:]
        for (index, column) in columns.enumerated() where roles[index] != .ignored {
            guard !column.name.isEmpty else { throw CopyError("column \(index + 1) has no name") }
            let name = dialect == .table ? column.name.lowercased() : column.name
            if let first = places.updateValue(index + 1, forKey: name) {
                throw CopyError("columns \(first) and \(index + 1) are both called \(column.name)")
            }
        }
    }
}
