/// `TSCreateSchemaTemplateReq` of the interface definition.
package struct CreateSchemaTemplateRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Name of the template.
    package var name: String = ""
    /// `serializedTemplate` on the wire.
    package var serializedTemplate: ArraySlice<UInt8> = []

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "name", &name)
        try coder.field(3, "serializedTemplate", &serializedTemplate)
    }
}

/// `TSAppendSchemaTemplateReq` of the interface definition.
package struct AppendSchemaTemplateRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Name of the template.
    package var name: String = ""
    /// True: written to an aligned device; absent means false.
    package var isAligned: Bool = false
    /// Measurement names.
    package var measurements: [String] = []
    /// Numbers of TSDataType.
    package var dataTypes: [Int32] = []
    /// Numbers of TSEncoding.
    package var encodings: [Int32] = []
    /// Numbers of CompressionType.
    package var compressors: [Int32] = []

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "name", &name)
        try coder.field(3, "isAligned", &isAligned)
        try coder.field(4, "measurements", &measurements)
        try coder.field(5, "dataTypes", &dataTypes)
        try coder.field(6, "encodings", &encodings)
        try coder.field(7, "compressors", &compressors)
    }
}

/// `TSPruneSchemaTemplateReq` of the interface definition.
package struct PruneSchemaTemplateRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Name of the template.
    package var name: String = ""
    /// Path.
    package var path: String = ""

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "name", &name)
        try coder.field(3, "path", &path)
    }
}

/// `TSQueryTemplateReq` of the interface definition.
package struct QueryTemplateRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Name of the template.
    package var name: String = ""
    /// 0 count, 1 is measurement, 2 path exists (0 to 2: status 300 [m]), 3 show measurements, 4 show templates, 5
    /// paths set on, 6 paths using.
    package var queryType: Int32 = 0
    /// `measurement` on the wire.
    package var measurement: String?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "name", &name)
        try coder.field(3, "queryType", &queryType)
        try coder.field(4, "measurement", &measurement)
    }
}

/// `TSQueryTemplateResp` of the interface definition.
package struct QueryTemplateResponse: RPCResponse, ThriftStruct, Equatable {
    /// Outcome of the call.
    package var status: Status = Status()
    /// As sent.
    package var queryType: Int32 = 0
    /// Types 1 and 2.
    package var result: Bool?
    /// Type 0.
    package var count: Int32?
    /// Measurement names.
    package var measurements: [String]?

    package var outcome: Status? { status }

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "status", &status)
        try coder.field(2, "queryType", &queryType)
        try coder.field(3, "result", &result)
        try coder.field(4, "count", &count)
        try coder.field(5, "measurements", &measurements)
    }
}

/// `TSSetSchemaTemplateReq` of the interface definition.
package struct SetSchemaTemplateRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Name of the template.
    package var templateName: String = ""
    /// Device (tree) or table name (table).
    package var prefixPath: String = ""

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "templateName", &templateName)
        try coder.field(3, "prefixPath", &prefixPath)
    }
}

/// `TSUnsetSchemaTemplateReq` of the interface definition.
///
/// Field order differs from the set request.
package struct UnsetSchemaTemplateRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Device (tree) or table name (table).
    package var prefixPath: String = ""
    /// Name of the template.
    package var templateName: String = ""

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "prefixPath", &prefixPath)
        try coder.field(3, "templateName", &templateName)
    }
}

/// `TSDropSchemaTemplateReq` of the interface definition.
package struct DropSchemaTemplateRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Name of the template.
    package var templateName: String = ""

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "templateName", &templateName)
    }
}

/// `TCreateTimeseriesUsingSchemaTemplateReq` of the interface definition.
package struct CreateTimeseriesUsingSchemaTemplateRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Devices to activate.
    package var devicePathList: [String] = []

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "devicePathList", &devicePathList)
    }
}
