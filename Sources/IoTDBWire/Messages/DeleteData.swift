/// `TSDeleteDataReq` of the interface definition.
///
/// Deletes points of tree series.
package struct DeleteDataRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Paths of time series.
    package var paths: [String] = []
    /// Inclusive.
    package var startTime: Int64 = 0
    /// Inclusive [m]; below startTime: 605 without message.
    package var endTime: Int64 = 0

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "paths", &paths)
        try coder.field(3, "startTime", &startTime)
        try coder.field(4, "endTime", &endTime)
    }
}
