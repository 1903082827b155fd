/// A series of the tree model that is to be created.
public struct TimeseriesSchema: Sendable, Hashable {
    /// Full path; of an aligned device's series the measurement name.
    public var name: String
    /// Type of the values.
    public var type: DataType
    /// Encoding in the server's files.
    public var encoding: DataEncoding
    /// Compression in the server's files.
    public var compression: CompressionType
    /// Properties such as `loss`, `compdev`; not for aligned series.
    public var properties: [String: String] = [:]
    /// Tags, which series can be looked for by.
    public var tags: [String: String] = [:]
    /// Attributes.
    public var attributes: [String: String] = [:]
    /// Second name of the measurement.
    public var alias: String?

    /// Describes a series.
    ///
    /// - Parameters:
    ///   - name: full path, for example `root.factory.line1.speed`; for
    ///     ``Session/createAlignedTimeseries(device:_:idempotent:)`` the measurement name alone.
    ///   - type: type of the values.
    ///   - encoding: `nil` for what the official clients choose, ``DataEncoding/default(for:)``.
    ///   - compression: compression in the server's files.
    public init(
        _ name: String,
        _ type: DataType,
        encoding: DataEncoding? = nil,
        compression: CompressionType = .default
    ) {
        self.name = name
        self.type = type
        self.encoding = encoding ?? .default(for: type)
        self.compression = compression
    }
}

extension [String: String] {
    /// The map on the wire, in the order of keys so that requests are repeatable.
    var thriftMap: ThriftMap<String> {
        ThriftMap(sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value) })
    }
}

extension [TimeseriesSchema] {
    /// One map for each series, or nil where all are empty.
    func maps(_ property: KeyPath<TimeseriesSchema, [String: String]>) -> [ThriftMap<String>]? {
        allSatisfy { $0[keyPath: property].isEmpty } ? nil : map { $0[keyPath: property].thriftMap }
    }

    /// One alias for each series, or nil where there is none.
    ///
    /// - Throws: when some have one and others none, which a list of texts cannot say.
    func aliases() throws(IoTDBError) -> [String]? {
        let aliases = compactMap(\.alias)
        guard !aliases.isEmpty else { return nil }
        guard aliases.count == count else {
            throw IoTDBError(.invalidArgument, "either all series of a request have an alias or none has")
        }
        return aliases
    }
}
