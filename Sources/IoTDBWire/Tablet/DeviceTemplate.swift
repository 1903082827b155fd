/// A device template of the tree model: measurements that many devices share.
public struct DeviceTemplate: Sendable, Hashable {
    /// One measurement of a template.
    public struct Measurement: Sendable, Hashable {
        /// Name as on the wire, in back quotes where the path syntax asks for them.
        public let name: String
        /// Type of the values.
        public let type: DataType
        /// Encoding in the server's files.
        public let encoding: DataEncoding
        /// Compression in the server's files.
        public let compression: CompressionType
        /// Path of the nodes above, for templates with a tree inside, which newer servers no longer take; else empty.
        package var prefix = ""
    }

    /// Name of the template.
    public let name: String
    /// Whether devices that use the template store their measurements aligned.
    public let isAligned: Bool
    /// Measurements in the order in which they were added; the order means nothing to a server.
    public package(set) var measurements: [Measurement] = []

    /// An empty template.
    public init(name: String, isAligned: Bool = false) {
        self.name = name
        self.isAligned = isAligned
    }

    /// Adds a measurement.
    ///
    /// - Parameters:
    ///   - name: Name, without back quotes.
    ///   - type: Type of the values.
    ///   - encoding: `nil` for ``DataEncoding/default(for:)``.
    ///   - compression: Compression in the server's files.
    /// - Throws: ``IoTDBError/Code/invalidArgument`` for a name that is taken or impossible, or an encoding that the
    ///   type cannot have.
    public mutating func add(
        _ name: String,
        _ type: DataType,
        encoding: DataEncoding? = nil,
        compression: CompressionType = .default
    ) throws(IoTDBError) {
        let quoted = try TreeName.quoted(measurement: name)
        let encoding = encoding ?? .default(for: type)
        guard !measurements.contains(where: { $0.name == quoted }) else {
            throw IoTDBError(.invalidArgument, "the template has a measurement \(name) already")
        }
        guard encoding.supports(type) else {
            throw IoTDBError(.invalidArgument, "\(name): \(type.name) cannot be encoded as \(encoding.name)")
        }
        measurements.append(Measurement(name: quoted, type: type, encoding: encoding, compression: compression))
    }
}

extension DeviceTemplate {
    /// The bytes of `serializedTemplate`: name, aligned; then for each measurement prefix, aligned, name, type,
    /// encoding, compression.
    ///
    /// Texts have a 32-bit length, the rest is a byte each.
    package func encoded() throws(IoTDBError) -> [UInt8] {
        var bytes: [UInt8] = []
        try bytes.appendSized(name.utf8)
        bytes.append(isAligned ? 1 : 0)
        for measurement in measurements {
            try bytes.appendSized(measurement.prefix.utf8)
            bytes.append(isAligned ? 1 : 0)
            try bytes.appendSized(measurement.name.utf8)
            bytes += [measurement.type.rawValue, measurement.encoding.rawValue, measurement.compression.rawValue]
        }
        return bytes
    }

    /// Decodes a whole `serializedTemplate`.
    package init(decoding bytes: ArraySlice<UInt8>) throws(ThriftDecodingError) {
        var reader = ByteReader(bytes)
        self.init(name: try reader.readText(), isAligned: (try reader.readInteger() as UInt8) != 0)
        while reader.remaining > 0 { measurements.append(try Measurement(from: &reader)) }
    }
}

extension DeviceTemplate.Measurement {
    fileprivate init(from reader: inout ByteReader) throws(ThriftDecodingError) {
        prefix = try reader.readText()
        _ = try reader.readInteger() as UInt8
        name = try reader.readText()
        let start = reader.offset
        let type = DataType(rawValue: try reader.readInteger())
        let encoding = DataEncoding(rawValue: try reader.readInteger())
        let compression = CompressionType(rawValue: try reader.readInteger())
        guard let type, let encoding, let compression else {
            throw ThriftDecodingError("unknown type, encoding or compression of measurement \(name)", at: start)
        }
        self.type = type
        self.encoding = encoding
        self.compression = compression
    }
}
