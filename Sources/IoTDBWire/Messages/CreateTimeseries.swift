/// `TSCreateTimeseriesReq` of the interface definition.
package struct CreateTimeseriesRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Path.
    package var path: String = ""
    /// TSDataType.
    package var dataType: Int32 = 0
    /// TSEncoding.
    package var encoding: Int32 = 0
    /// CompressionType.
    package var compressor: Int32 = 0
    /// `props` on the wire.
    package var props: ThriftMap<String>?
    /// Tags.
    package var tags: ThriftMap<String>?
    /// Attributes.
    package var attributes: ThriftMap<String>?
    /// `measurementAlias` on the wire.
    package var measurementAlias: String?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "path", &path)
        try coder.field(3, "dataType", &dataType)
        try coder.field(4, "encoding", &encoding)
        try coder.field(5, "compressor", &compressor)
        try coder.field(6, "props", &props)
        try coder.field(7, "tags", &tags)
        try coder.field(8, "attributes", &attributes)
        try coder.field(9, "measurementAlias", &measurementAlias)
    }
}

/// `TSCreateAlignedTimeseriesReq` of the interface definition.
package struct CreateAlignedTimeseriesRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Device (tree) or table name (table).
    package var prefixPath: String = ""
    /// Measurement names.
    package var measurements: [String] = []
    /// Numbers of TSDataType.
    package var dataTypes: [Int32] = []
    /// Numbers of TSEncoding.
    package var encodings: [Int32] = []
    /// Numbers of CompressionType.
    package var compressors: [Int32] = []
    /// One per measurement.
    package var measurementAlias: [String]?
    /// `tagsList` on the wire.
    package var tagsList: [ThriftMap<String>]?
    /// `attributesList` on the wire.
    package var attributesList: [ThriftMap<String>]?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "prefixPath", &prefixPath)
        try coder.field(3, "measurements", &measurements)
        try coder.field(4, "dataTypes", &dataTypes)
        try coder.field(5, "encodings", &encodings)
        try coder.field(6, "compressors", &compressors)
        try coder.field(7, "measurementAlias", &measurementAlias)
        try coder.field(8, "tagsList", &tagsList)
        try coder.field(9, "attributesList", &attributesList)
    }
}

/// `TSCreateMultiTimeseriesReq` of the interface definition.
package struct CreateMultiTimeseriesRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Paths of time series.
    package var paths: [String] = []
    /// Numbers of TSDataType.
    package var dataTypes: [Int32] = []
    /// Numbers of TSEncoding.
    package var encodings: [Int32] = []
    /// Numbers of CompressionType.
    package var compressors: [Int32] = []
    /// One per path.
    package var propsList: [ThriftMap<String>]?
    /// `tagsList` on the wire.
    package var tagsList: [ThriftMap<String>]?
    /// `attributesList` on the wire.
    package var attributesList: [ThriftMap<String>]?
    /// `measurementAliasList` on the wire.
    package var measurementAliasList: [String]?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "paths", &paths)
        try coder.field(3, "dataTypes", &dataTypes)
        try coder.field(4, "encodings", &encodings)
        try coder.field(5, "compressors", &compressors)
        try coder.field(6, "propsList", &propsList)
        try coder.field(7, "tagsList", &tagsList)
        try coder.field(8, "attributesList", &attributesList)
        try coder.field(9, "measurementAliasList", &measurementAliasList)
    }
}
