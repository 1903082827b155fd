package import IoTDBWire

/// `TSFetchMetadataReq` of the interface definition.
package struct FetchMetadataRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// `type` on the wire.
    package var type: String = ""
    /// `columnPath` on the wire.
    package var columnPath: String?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "type", &type)
        try coder.field(3, "columnPath", &columnPath)
    }
}

/// `TSFetchMetadataResp` of the interface definition.
///
/// The call always answers status 300.
package struct FetchMetadataResponse: RPCResponse, ThriftStruct, Equatable {
    /// Outcome of the call.
    package var status: Status = Status()
    /// `metadataInJson` on the wire.
    package var metadataInJson: String?
    /// `columnsList` on the wire.
    package var columnsList: [String]?
    /// `dataType` on the wire.
    package var dataType: String?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "status", &status)
        try coder.field(2, "metadataInJson", &metadataInJson)
        try coder.field(3, "columnsList", &columnsList)
        try coder.field(4, "dataType", &dataType)
    }
}
