/// `ServerProperties` of the interface definition.
package struct ServerPropertiesResponse: RPCResponse, ThriftStruct, Equatable {
    /// E.g.
    ///
    /// `2.0.6`; `UNKNOWN` in development builds.
    package var version: String = ""
    /// `max_time`, `min_time`.
    package var supportedTimeAggregationOperations: [String] = []
    /// `ms`, `us` or `ns`.
    package var timestampPrecision: String = ""
    /// Connection limit; always written by servers, though nothing demands it.
    package var maxConcurrentClientNum: Int32?
    /// Largest frame the server accepts, bytes.
    package var thriftMaxFrameSize: Int32?
    /// `isReadOnly` on the wire.
    package var isReadOnly: Bool?
    /// Commit id of the build.
    package var buildInfo: String?
    /// Multi-line banner art.
    package var logo: String?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "version", &version)
        try coder.field(2, "supportedTimeAggregationOperations", &supportedTimeAggregationOperations)
        try coder.field(3, "timestampPrecision", &timestampPrecision)
        try coder.field(4, "maxConcurrentClientNum", &maxConcurrentClientNum)
        try coder.field(5, "thriftMaxFrameSize", &thriftMaxFrameSize)
        try coder.field(6, "isReadOnly", &isReadOnly)
        try coder.field(7, "buildInfo", &buildInfo)
        try coder.field(8, "logo", &logo)
    }
}
