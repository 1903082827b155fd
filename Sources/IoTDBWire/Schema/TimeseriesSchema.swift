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
