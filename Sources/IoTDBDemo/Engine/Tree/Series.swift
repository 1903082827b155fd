import IoTDBWire

/// One time series: its description and its points in order of time, columnar.
struct Series {
    /// Data type.
    let type: DataType
    /// Encoding that SHOW TIMESERIES names.
    let encoding: String
    /// Compression that SHOW TIMESERIES names.
    let compression: String
    /// Another name of the measurement.
    let alias: String?
    /// Tags in order of definition.
    let tags: [NamedText]
    /// Attributes in order of definition.
    let attributes: [NamedText]
    /// Whether a LAST query has asked for it: a real server then answers from a cache, which knows no STRING.
    var isLastCached = false
    /// Times of the points, ascending, each once.
    private(set) var times: [Int64] = []
    /// Values of fixed size: numbers, or the bits of FLOAT and DOUBLE.
    private var words: [Int64] = []
    /// Values of TEXT and STRING.
    private var texts: [String] = []
    /// Values of BLOB.
    private var blobs: [[UInt8]] = []

    /// An empty series.
    init(_ definition: SeriesDefinition) {
        type = definition.type
        encoding = definition.encoding ?? SeriesEncoding.standard(of: definition.type)
        compression = definition.compression
        alias = definition.alias
        tags = definition.tags
        attributes = definition.attributes
    }

    /// Position of the first point at or after a time.
    func index(of time: Int64) -> Int { times.partition(of: time) }

    /// Stores a point; a point of the same time is replaced. Values of another type are ignored.
    mutating func set(_ value: Value, at time: Int64) {
        let position = index(of: time)
        let replaces = position < times.count && times[position] == time
        switch (type, value) {
        case (.boolean, .boolean(let flag)): Self.put(flag ? 1 : 0, in: &words, at: position, replaces)
        case (.int32, .int32(let number)), (.date, .date(let number)):
            Self.put(Int64(number), in: &words, at: position, replaces)
        case (.int64, .int64(let number)), (.timestamp, .timestamp(let number)):
            Self.put(number, in: &words, at: position, replaces)
        case (.float, .float(let number)): Self.put(Int64(number.bitPattern), in: &words, at: position, replaces)
        case (.double, .double(let number)):
            Self.put(Int64(bitPattern: number.bitPattern), in: &words, at: position, replaces)
        case (.text, .text(let text)), (.string, .string(let text)): Self.put(text, in: &texts, at: position, replaces)
        case (.blob, .blob(let bytes)): Self.put(bytes, in: &blobs, at: position, replaces)
        default: return
        }
        if !replaces { times.insert(time, at: position) }
    }

    /// The value of the point at a position.
    func value(at position: Int) -> Value {
        switch type {
        case .boolean: .boolean(words[position] != 0)
        case .int32: .int32(Int32(truncatingIfNeeded: words[position]))
        case .date: .date(Int32(truncatingIfNeeded: words[position]))
        case .int64: .int64(words[position])
        case .timestamp: .timestamp(words[position])
        case .float: .float(Float(bitPattern: UInt32(truncatingIfNeeded: words[position])))
        case .double: .double(Double(bitPattern: UInt64(bitPattern: words[position])))
        case .text: .text(texts[position])
        case .string: .string(texts[position])
        case .blob: .blob(blobs[position])
        case .vector, .unknown, .object: .null
        }
    }

    /// Removes the points of a closed range of time.
    mutating func remove(_ range: TimeRange) {
        let low = index(of: range.low)
        let high = range.high == .max ? times.count : index(of: range.high + 1)
        guard low < high else { return }
        times.removeSubrange(low..<high)
        if !words.isEmpty { words.removeSubrange(low..<high) }
        if !texts.isEmpty { texts.removeSubrange(low..<high) }
        if !blobs.isEmpty { blobs.removeSubrange(low..<high) }
    }

    private static func put<Element>(_ value: Element, in values: inout [Element], at position: Int, _ replaces: Bool) {
        if replaces { values[position] = value } else { values.insert(value, at: position) }
    }
}
