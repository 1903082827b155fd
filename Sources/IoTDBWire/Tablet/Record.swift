/// Values of one device at one time; `Cell` is ``Value``, or `String` where the server is to choose the types.
public struct RecordRow<Cell: Sendable>: Sendable {
    /// In the server's unit, ``TimestampPrecision``.
    public var timestamp: Int64
    /// Names of measurements, parallel to ``values``.
    public var measurements: [String]
    /// Values; a null is not sent.
    public var values: [Cell]

    /// Makes a row.
    public init(timestamp: Int64, measurements: [String], values: [Cell]) {
        self.timestamp = timestamp
        self.measurements = measurements
        self.values = values
    }

    /// Throws unless there is a value for each measurement.
    ///
    /// Servers answer 200 and drop what has no partner.
    func check() throws(IoTDBError) {
        guard measurements.count == values.count else {
            throw IoTDBError(.invalidArgument, "\(values.count) values for \(measurements.count) measurements")
        }
    }

    /// Names as they go on the wire.
    func quotedMeasurements() throws(IoTDBError) -> [String] {
        var names: [String] = []
        names.reserveCapacity(measurements.count)
        for name in measurements { names.append(try TreeName.quoted(measurement: name)) }
        return names
    }
}

extension RecordRow: Equatable where Cell: Equatable {}
extension RecordRow: Hashable where Cell: Hashable {}

/// A ``RecordRow`` with its device.
public struct Record<Cell: Sendable>: Sendable {
    /// Full path of the device, for example `root.factory.line1`.
    public var device: String
    /// Time and values.
    public var row: RecordRow<Cell>

    /// Makes a record.
    public init(device: String, timestamp: Int64, measurements: [String], values: [Cell]) {
        self.device = device
        row = RecordRow(timestamp: timestamp, measurements: measurements, values: values)
    }
}

extension Record: Equatable where Cell: Equatable {}
extension Record: Hashable where Cell: Hashable {}

/// Values of one row as they go on the wire.
protocol RecordCells {
    /// Upper bound of their bytes in a request.
    var requestSize: Int { get }
}

extension ArraySlice<UInt8>: RecordCells {
    var requestSize: Int { count + 5 }
}

extension [String]: RecordCells {
    var requestSize: Int { reduce(5) { $0 + $1.utf8.count + 5 } }
}

/// Rows as they go on the wire: parallel lists, without rows that have no value.
struct RecordLists<Values: RecordCells> {
    /// Device of each row.
    var devices: [String] = []
    var measurements: [[String]] = []
    var values: [Values] = []
    var timestamps: [Int64] = []
    /// Place of each row in the caller's list.
    var items: [Int] = []
    /// Upper bound of the bytes of each row in a request.
    private var sizes: [Int] = []
    /// Upper bound of the bytes of a request with all rows.
    private(set) var requestSize = Self.headingSize
    /// Everything that is not of a row.
    private static var headingSize: Int { 256 }

    mutating func append(_ item: Int, _ device: String, _ time: Int64, _ measurements: [String], _ values: Values) {
        guard !measurements.isEmpty else { return }
        items.append(item)
        devices.append(device)
        timestamps.append(time)
        self.measurements.append(measurements)
        self.values.append(values)
        let size = device.utf8.count + 32 + values.requestSize + measurements.requestSize
        sizes.append(size)
        requestSize += size
    }

    /// The rows, in their order, in requests of at most so many bytes; a row is never split.
    func split(maximumBytes: Int) -> [RecordLists] {
        guard requestSize > maximumBytes else { return [self] }
        var parts: [RecordLists] = []
        var part = RecordLists()
        for row in items.indices {
            if !part.items.isEmpty, part.requestSize + sizes[row] > maximumBytes {
                parts.append(part)
                part = RecordLists()
            }
            part.append(items[row], devices[row], timestamps[row], measurements[row], values[row])
        }
        return parts + [part]
    }
}

extension RecordLists<ArraySlice<UInt8>> {
    /// Appends a row of typed values, without its nulls.
    mutating func append(_ item: Int, _ device: String, _ row: RecordRow<Value>) throws(IoTDBError) {
        let sent = try RecordValues.row(measurements: try row.quotedMeasurements(), values: row.values)
        append(item, device, row.timestamp, sent.measurements, sent.values[...])
    }
}

extension RecordLists<[String]> {
    /// Appends a row of texts.
    mutating func append(_ item: Int, _ device: String, _ row: RecordRow<String>) throws(IoTDBError) {
        try row.check()
        append(item, device, row.timestamp, try row.quotedMeasurements(), row.values)
    }
}

extension Array {
    /// Places of rows in the order of time, those of the same time in the order given.
    func timeOrder<Cell>() -> [Int] where Element == RecordRow<Cell> {
        indices.sorted { left, right in
            let (first, second) = (self[left].timestamp, self[right].timestamp)
            return first == second ? left < right : first < second
        }
    }
}
