import IoTDBWire

/// One table: its columns, and for each device its tags, attributes and points.
struct DemoTable: Sendable {
    /// One combination of tags, with its rows in order of time.
    struct Device: Sendable {
        /// One value for each tag; null where none was given.
        let tags: [Value]
        /// One value for each attribute.
        var attributes: [Value]
        /// Times of the rows, ascending, each once.
        var times: [Int64] = []
        /// For each field one value a row.
        var fields: [[Value]]
    }

    /// Columns without the time, in order of definition.
    private(set) var columns: [TableColumn]
    /// Milliseconds that rows are kept; nil is for ever.
    var timeToLive: Int64?
    /// All devices, in order of their first row.
    private(set) var devices: [Device] = []
    private var indices: [[Value]: Int] = [:]

    /// A table without rows.
    init(columns: [TableColumn], timeToLive: Int64?) {
        self.columns = columns
        self.timeToLive = timeToLive
    }

    /// The columns as answers list them, the time first.
    var allColumns: [TableColumn] { [TableColumn(name: "time", type: .timestamp, category: nil)] + columns }

    /// Columns of one category.
    func columns(_ category: ColumnSchema.Category) -> [TableColumn] { columns.filter { $0.category == category } }

    /// Adds a column that is null in all rows.
    mutating func add(_ column: TableColumn) {
        columns.append(column)
        if column.category == .tag {
            // A tag more makes other keys of the same devices.
            let old = devices
            devices = old.map {
                Device(tags: $0.tags + [.null], attributes: $0.attributes, times: $0.times, fields: $0.fields)
            }
            reindex()
        }
        for index in devices.indices {
            switch column.category {
            case .attribute: devices[index].attributes.append(.null)
            case .field: devices[index].fields.append(devices[index].times.map { _ in .null })
            case .tag, nil: break
            }
        }
    }

    /// Takes out a field or an attribute.
    mutating func drop(_ column: TableColumn) {
        guard let category = column.category, let place = columns(category).firstIndex(of: column) else { return }
        columns.removeAll { $0 == column }
        for index in devices.indices {
            if category == .field { devices[index].fields.remove(at: place) }
            if category == .attribute { devices[index].attributes.remove(at: place) }
        }
    }

    /// Stores a row; null leaves what is there.
    mutating func insert(time: Int64, tags: [Value], attributes: [Value], fields: [Value]) {
        let index = device(of: tags)
        for (place, value) in attributes.enumerated() where value != .null {
            devices[index].attributes[place] = value
        }
        let position = devices[index].times.partition(of: time)
        let replaces = position < devices[index].times.count && devices[index].times[position] == time
        if !replaces { devices[index].times.insert(time, at: position) }
        for (place, value) in fields.enumerated() {
            if !replaces {
                devices[index].fields[place].insert(value, at: position)
            } else if value != .null {
                devices[index].fields[place][position] = value
            }
        }
    }

    private mutating func device(of tags: [Value]) -> Int {
        if let index = indices[tags] { return index }
        let index = devices.count
        indices[tags] = index
        devices.append(
            Device(
                tags: tags,
                attributes: columns(.attribute).map { _ in .null },
                fields: columns(.field).map { _ in [] }
            )
        )
        return index
    }

    private mutating func reindex() {
        indices = [:]
        for (index, device) in devices.enumerated() { indices[device.tags] = index }
    }

    /// Sets an attribute of a device.
    mutating func set(attribute place: Int, of device: Int, to value: Value) {
        devices[device].attributes[place] = value
    }

    /// Takes out devices with all their rows.
    mutating func remove(devices removed: Set<Int>) {
        devices = devices.enumerated().filter { !removed.contains($0.offset) }.map(\.element)
        reindex()
    }

    /// Takes out the rows of a device that do not meet a condition.
    mutating func keepRows(of device: Int, where keeps: [Bool]) {
        guard keeps.contains(false) else { return }
        func kept<Element>(_ values: [Element]) -> [Element] { zip(values, keeps).filter(\.1).map(\.0) }
        devices[device].times = kept(devices[device].times)
        for place in devices[device].fields.indices {
            devices[device].fields[place] = kept(devices[device].fields[place])
        }
    }

    /// Indices of the devices in the order in which a real server lists them: by the hashes of their tags.
    var listing: [Int] {
        var tree = SchemaTree()
        var places: [Int: Int] = [:]
        for (index, device) in devices.enumerated() {
            places[tree.make(["root"] + device.tags.map { $0.string ?? "" })] = index
        }
        return tree.all(order: .storage).compactMap { places[$0] }
    }

    /// The cells of a device that have no time, in the order of ``columns`` without its fields.
    func cells(of device: Device) -> [Value] {
        var (tag, attribute) = (device.tags.makeIterator(), device.attributes.makeIterator())
        return columns.compactMap { column in
            switch column.category {
            case .tag: tag.next()
            case .attribute: attribute.next()
            case .field, nil: nil
            }
        }
    }

    /// All rows that did not expire, device by device: the time, then one cell for each of ``columns``.
    func rows(now: Int64) -> [[Value]] {
        let oldest = timeToLive.map { now.subtractingReportingOverflow($0).partialValue } ?? .min
        var rows: [[Value]] = []
        for device in devices {
            for position in device.times.indices where device.times[position] >= oldest {
                rows.append(row(of: device, at: position))
            }
        }
        return rows
    }

    private func row(of device: Device, at position: Int) -> [Value] {
        var (tag, attribute, field) = (0, 0, 0)
        var row: [Value] = [.timestamp(device.times[position])]
        row.reserveCapacity(columns.count + 1)
        for column in columns {
            switch column.category {
            case .tag:
                row.append(device.tags[tag])
                tag += 1
            case .attribute:
                row.append(device.attributes[attribute])
                attribute += 1
            case .field, nil:
                row.append(device.fields[field][position])
                field += 1
            }
        }
        return row
    }
}
