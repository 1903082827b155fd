import IoTDBWire

/// Values of one device as the calls of the session API send them, column by column.
struct TypedRows {
    /// One measurement.
    struct Column {
        /// Name as it was sent.
        let name: String
        /// Type that the client says.
        let type: DataType
        /// One value a row.
        let cells: [Value]
    }

    /// Path of the device as it was sent.
    let device: String
    /// Whether a new device is to be aligned.
    let isAligned: Bool
    /// One time a row.
    let times: [Int64]
    /// The measurements.
    let columns: [Column]
}

extension Store {
    /// Stores rows of a device: makes what is missing and stores what fits; what does not fit is one error after the
    /// rest.
    mutating func write(_ rows: TypedRows) throws(StatementError) {
        let device = try Self.devicePath(rows.device)
        var names: [String] = []
        for column in rows.columns { names.append(try Self.measurement(column.name)) }
        try addMissing(rows, device, names)
        guard let parent = tree.find(device) else { return }
        var failures: [(name: String, reason: String)] = []
        for (column, name) in zip(rows.columns, names) {
            guard let index = resolve(name, parent), let type = tree.nodes[index].series?.type else { continue }
            guard column.type == type || Self.storable[type]?.contains(column.type) == true else {
                failures.append((name, Self.mismatch(column, "\(NodeName.join(device)).\(name)", type, rows.times)))
                continue
            }
            for (time, value) in zip(rows.times, column.cells) where value != .null {
                tree.nodes[index].series?.set(value.stored(as: type), at: time)
            }
        }
        guard !failures.isEmpty else { return }
        let reasons = failures.map(\.reason).joined(separator: ", ")
        throw StatementError(
            code: 507,
            message:
                "Fail to insert measurements [\(failures.map(\.name).joined(separator: ", "))] caused by [\(reasons)]"
        )
    }

    /// Types that a series takes besides its own.
    private static let storable: [DataType: [DataType]] = [
        .text: [.string], .string: [.text], .int64: [.timestamp], .timestamp: [.int64],
    ]

    private static func mismatch(
        _ column: TypedRows.Column,
        _ path: String,
        _ type: DataType,
        _ times: [Int64]
    ) -> String {
        let value = column.cells.first.flatMap { JavaText.text(of: $0) } ?? "null"
        return "data type of \(path) is not consistent, registered type \(type.name), inserting type "
            + "\(column.type.name), timestamp \(times.first ?? 0), value \(value)"
    }

    private mutating func addMissing(
        _ rows: TypedRows,
        _ device: [String],
        _ names: [String]
    ) throws(StatementError) {
        let found = tree.find(device)
        for (column, name) in zip(rows.columns, names) {
            if let found, resolve(name, found) != nil { continue }
            try checkPlace(of: device + [name])
            if let index = tree.find(device), let isAligned = tree.nodes[index].isAligned, isAligned != rows.isAligned {
                throw StatementError(
                    code: 609,
                    message: "Timeseries under this device is \(isAligned ? "" : "not ")aligned, please use "
                        + "createTimeseries or change device. (Path: \(NodeName.join(device)))"
                )
            }
            add(SeriesDefinition(path: device + [name], type: column.type), isAligned: rows.isAligned)
        }
    }

    /// The nodes of a device's path as a call sent it.
    static func devicePath(_ text: String) throws(StatementError) -> [String] {
        let nodes = try path(text)
        guard nodes.count > 1 else {
            throw StatementError(
                code: 301,
                message: "\(text) is not a legal path, because it is no longer than default sg level: 1"
            )
        }
        if let node = nodes.first(where: { $0.contains("*") && !$0.hasPrefix("`") }) {
            throw StatementError(
                code: 507,
                message: "TSStatus(code:509, message:\(text) is not a legal path, because \(node) is an illegal name.)"
            )
        }
        return nodes
    }

    /// The nodes of a path as a call sent it, wildcards among them.
    static func path(_ text: String) throws(StatementError) -> [String] {
        do throws(StatementError) {
            var cursor = try ParserCursor(text, now: 0, zone: .utc)
            guard cursor.current.isKeyword("ROOT") || cursor.following.isSymbol(".") else { throw illegal(text) }
            guard cursor.current.isKeyword("ROOT") else {
                throw StatementError(
                    code: 301,
                    message: "org.apache.iotdb.commons.exception.IoTDBException: Path does not exist. "
                )
            }
            let nodes = try cursor.path(wildcards: true)
            guard cursor.current.kind == .end else { throw illegal(text) }
            return nodes
        } catch {
            throw error.code == 700 && !error.message.hasPrefix("not supported") ? illegal(text) : error
        }
    }

    private static func measurement(_ text: String) throws(StatementError) -> String {
        var cursor = try ParserCursor(text, now: 0, zone: .utc)
        // A name of digits only is one node, too.
        if cursor.current.kind == .integer, cursor.following.kind == .end { throw illegal(text) }
        guard let name = try? cursor.node(wildcards: false), cursor.current.kind == .end else { throw illegal(text) }
        return name
    }

    /// The error for a text that is no path.
    static func illegal(_ text: String) -> StatementError {
        StatementError(code: 509, message: "\(text) is not a legal path")
    }
}

extension Value {
    /// The value in the type of a series that takes it.
    fileprivate func stored(as type: DataType) -> Value {
        switch (type, self) {
        case (.text, .string(let text)): .text(text)
        case (.string, .text(let text)): .string(text)
        case (.int64, .timestamp(let time)): .int64(time)
        case (.timestamp, .int64(let number)): .timestamp(number)
        default: self
        }
    }
}
