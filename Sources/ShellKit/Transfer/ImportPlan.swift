import IoTDBWire

/// What is known of the series, or the columns of a table, that an import writes to.
struct ImportSchema: Sendable, Equatable {
    /// Types by full path (tree) or by column name in lower case (table).
    var types: [String: DataType] = [:]
    /// Whether a device is aligned, by its path.
    var aligned: [String: Bool] = [:]
    /// Categories of a table's columns, by name in lower case; empty for a table that does not exist.
    var categories: [String: ColumnSchema.Category] = [:]
}

/// Where the columns of a file go: the device or table of each, and the type.
struct ImportPlan: Sendable {
    /// One device, or the table, with the columns that the file has for it.
    struct Target: Sendable {
        /// A tablet without rows.
        let tablet: Tablet
        /// Whether the device is aligned.
        let isAligned: Bool
        /// For each column of the tablet the column of the file.
        let sources: [Int]
    }

    let dialect: SQLDialect
    let heading: ImportHeading
    /// Column of the times.
    let timeColumn: Int
    /// Column of the devices, where each row names its own.
    let deviceColumn: Int?
    /// The devices of a wide file, or the table; none where each row names its device.
    private(set) var targets: [Target] = []
    /// Path that devices have to lie under.
    private let root: String
    private let schema: ImportSchema
    /// Type of each column of values where the schema has none.
    private let types: [Int: DataType]
    private let options: CopyOptions

    /// - Parameters:
    ///   - subject: path or table as the command names it.
    ///   - heading: the columns of the file.
    ///   - inferred: types found in the first rows, by column.
    /// - Throws: for a column that cannot be written, naming it.
    init(
        _ subject: String,
        _ dialect: SQLDialect,
        _ heading: ImportHeading,
        _ schema: ImportSchema,
        inferred: [Int: DataType],
        _ options: CopyOptions
    ) throws(CopyError) {
        try Self.checkNames(heading, options)
        self.dialect = dialect
        self.heading = heading
        self.schema = schema
        self.options = options
        root = TreePath.withoutWildcards(subject)
        timeColumn = heading.roles.firstIndex(of: .time) ?? 0
        deviceColumn = heading.roles.firstIndex(of: .device)
        types = inferred.merging(Self.statedTypes(heading, options)) { $1 }
        guard deviceColumn == nil else { return }
        targets = dialect == .tree ? try wideTargets() : [try tableTarget(subject)]
    }

    /// Columns whose type neither the schema nor the command nor the header tells.
    static func untyped(
        _ subject: String,
        _ dialect: SQLDialect,
        _ heading: ImportHeading,
        _ schema: ImportSchema,
        _ options: CopyOptions
    ) -> [Int] {
        let stated = statedTypes(heading, options)
        return heading.columns.indices.filter { index in
            guard heading.roles[index] == .values, stated[index] == nil else { return false }
            // Each device may have a type of its own, so that one for new devices is needed.
            if heading.hasDevice { return true }
            let name = heading.columns[index].name
            if dialect == .table { return schema.types[name.lowercased()] == nil }
            guard let place = TreePath.place(of: name, under: TreePath.withoutWildcards(subject)) else { return false }
            return schema.types[place.path] == nil
        }
    }

    /// Names that options give are those of columns: a misspelt one would be passed over.
    private static func checkNames(_ heading: ImportHeading, _ options: CopyOptions) throws(CopyError) {
        let named = [
            ("types", options.types.keys.sorted()), ("tags", options.tags), ("attributes", options.attributes),
        ]
        let known = Set(heading.columns.map { $0.name.lowercased() })
        for (option, names) in named {
            for name in names where !known.contains(name.lowercased()) {
                throw CopyError("\(option)=\(name): the file has no such column")
            }
        }
    }

    private static func statedTypes(_ heading: ImportHeading, _ options: CopyOptions) -> [Int: DataType] {
        var types: [Int: DataType] = [:]
        for (index, column) in heading.columns.enumerated() {
            types[index] = options.types[column.name] ?? column.type
        }
        return types
    }

    /// The columns grouped by device, in the order of the file.
    private func wideTargets() throws(CopyError) -> [Target] {
        var devices: [String] = []
        var columns: [String: [(source: Int, name: String)]] = [:]
        for (index, column) in heading.columns.enumerated() where heading.roles[index] == .values {
            guard let place = TreePath.place(of: column.name, under: root) else {
                throw CopyError("column \(index + 1), \(column.name), is not under \(root)")
            }
            if columns[place.device] == nil { devices.append(place.device) }
            columns[place.device, default: []].append((index, place.measurement))
        }
        var targets: [Target] = []
        for device in devices { targets.append(try target(device, columns[device] ?? [])) }
        return targets
    }

    private func target(_ device: String, _ columns: [(source: Int, name: String)]) throws(CopyError) -> Target {
        var measurements: [MeasurementSchema] = []
        for column in columns {
            let path = device + "." + column.name
            guard options.creates || schema.types[path] != nil else { throw CopyError("there is no series \(path)") }
            let type = schema.types[path] ?? types[column.source] ?? .text
            guard type != .object else { throw CopyError("\(path) is an OBJECT, which cannot be imported") }
            measurements.append(MeasurementSchema(column.name, type))
        }
        do throws(IoTDBError) {
            return Target(
                tablet: try Tablet(device: device, schema: measurements),
                isAligned: schema.aligned[device] ?? options.isAligned,
                sources: columns.map(\.source)
            )
        } catch {
            throw CopyError(error.message)
        }
    }

    /// The target of a device that a row names.
    /// - Throws: when the device does not lie under the path of the command, or cannot be one.
    func target(device: String) throws(CopyError) -> Target {
        guard TreePath.isDevice(device, under: root) else { throw CopyError("device \(device) is not under \(root)") }
        var columns: [(source: Int, name: String)] = []
        for (index, column) in heading.columns.enumerated() where heading.roles[index] == .values {
            guard let name = TreePath.quoted(column.name) else {
                throw CopyError("\(column.name) cannot be a measurement")
            }
            columns.append((index, name))
        }
        return try target(device, columns)
    }

    private func tableTarget(_ table: String) throws(CopyError) -> Target {
        var columns: [ColumnSchema] = []
        var sources: [Int] = []
        for (index, column) in heading.columns.enumerated() where heading.roles[index] == .values {
            let name = column.name.lowercased()
            let category = schema.categories[name] ?? column.category ?? self.category(name)
            guard options.creates || schema.types[name] != nil else {
                throw CopyError("table \(table) has no column \(column.name)")
            }
            let type = schema.types[name] ?? (category == .field ? types[index] ?? .text : .string)
            columns.append(ColumnSchema(column.name, type, category: category))
            sources.append(index)
        }
        do throws(IoTDBError) {
            return Target(
                tablet: try Tablet(table: SchemaStatements.name(of: table), columns: columns),
                isAligned: false,
                sources: sources
            )
        } catch {
            throw CopyError(error.message)
        }
    }

    private func category(_ name: String) -> ColumnSchema.Category {
        if options.tags.contains(where: { $0.lowercased() == name }) { return .tag }
        return options.attributes.contains { $0.lowercased() == name } ? .attribute : .field
    }
}

/// Paths of the tree model.
enum TreePath {
    /// A path up to its first wildcard: `root.ln` of `root.ln.**`.
    static func withoutWildcards(_ path: String) -> String {
        nodes(path).prefix { !$0.contains("*") || $0.hasPrefix("`") }.joined(separator: ".")
    }

    /// Splits a path at the dots outside back quotes.
    static func nodes(_ path: String) -> [String] {
        var nodes: [String] = []
        var node = ""
        var isQuoted = false
        for character in path.unicodeScalars {
            if character == "`" { isQuoted.toggle() }
            if character == ".", !isQuoted {
                nodes.append(node)
                node = ""
            } else {
                node.unicodeScalars.append(character)
            }
        }
        return nodes + [node]
    }

    /// Device, measurement and full path, quoted where needed, of a column: a full path, or a measurement of the device
    /// `root`.
    ///
    /// Nil for a full path that is not under `root`.
    static func place(of column: String, under root: String) -> (device: String, measurement: String, path: String)? {
        var nodes = [column]
        if column.hasPrefix("root.") {
            nodes = self.nodes(column)
            guard nodes.count > 2, isUnder(nodes, self.nodes(root)) else { return nil }
        } else {
            nodes = self.nodes(root) + nodes
        }
        let quoted = nodes.enumerated().map { $0 == 0 ? $1 : self.quoted($1) ?? $1 }
        guard let measurement = quoted.last else { return nil }
        return (quoted.dropLast().joined(separator: "."), measurement, quoted.joined(separator: "."))
    }

    /// Whether a path is a device at or under another path.
    static func isDevice(_ device: String, under root: String) -> Bool { isUnder(nodes(device), nodes(root)) }

    private static func isUnder(_ nodes: [String], _ root: [String]) -> Bool {
        nodes.count >= root.count && zip(nodes, root).allSatisfy { $0 == $1 || quoted($0) == quoted($1) }
    }

    /// A node in back quotes where it needs them; nil for a name that cannot be one.
    static func quoted(_ node: String) -> String? { try? TreeName.quoted(measurement: node) }
}
