/// `TSInsertRecordReq` of the interface definition.
///
/// One row.
package struct InsertRecordRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Device (tree) or table name (table).
    package var prefixPath: String = ""
    /// Measurement names.
    package var measurements: [String] = []
    /// `values` on the wire.
    package var values: ArraySlice<UInt8> = []
    /// Time in the server's unit.
    package var timestamp: Int64 = 0
    /// True: written to an aligned device; absent means false.
    package var isAligned: Bool?
    /// Omit for tree writes: if the field is present at all, field 8 becomes mandatory.
    package var isWriteToTable: Bool?
    /// Spelled like this.
    package var columnCategories: [Int8]?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "prefixPath", &prefixPath)
        try coder.field(3, "measurements", &measurements)
        try coder.field(4, "values", &values)
        try coder.field(5, "timestamp", &timestamp)
        try coder.field(6, "isAligned", &isAligned)
        try coder.field(7, "isWriteToTable", &isWriteToTable)
        try coder.field(8, "columnCategoryies", &columnCategories)
    }
}

/// `TSInsertRecordsReq` of the interface definition.
///
/// Rows of several devices; the lists are parallel.
package struct InsertRecordsRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Device of each entry.
    package var prefixPaths: [String] = []
    /// Measurement names of each entry.
    package var measurementsList: [[String]] = []
    /// One buffer per row.
    package var valuesList: [ArraySlice<UInt8>] = []
    /// Times in the server's unit.
    package var timestamps: [Int64] = []
    /// True: written to an aligned device; absent means false.
    package var isAligned: Bool?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "prefixPaths", &prefixPaths)
        try coder.field(3, "measurementsList", &measurementsList)
        try coder.field(4, "valuesList", &valuesList)
        try coder.field(5, "timestamps", &timestamps)
        try coder.field(6, "isAligned", &isAligned)
    }
}

/// `TSInsertRecordsOfOneDeviceReq` of the interface definition.
///
/// Rows of one device, sorted by time by the client.
package struct InsertRecordsOfOneDeviceRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Device (tree) or table name (table).
    package var prefixPath: String = ""
    /// Measurement names of each entry.
    package var measurementsList: [[String]] = []
    /// `valuesList` on the wire.
    package var valuesList: [ArraySlice<UInt8>] = []
    /// Times in the server's unit.
    package var timestamps: [Int64] = []
    /// True: written to an aligned device; absent means false.
    package var isAligned: Bool?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "prefixPath", &prefixPath)
        try coder.field(3, "measurementsList", &measurementsList)
        try coder.field(4, "valuesList", &valuesList)
        try coder.field(5, "timestamps", &timestamps)
        try coder.field(6, "isAligned", &isAligned)
    }
}

/// `TSInsertStringRecordReq` of the interface definition.
///
/// One row of text values; the server infers the types.
package struct InsertStringRecordRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Device (tree) or table name (table).
    package var prefixPath: String = ""
    /// Measurement names.
    package var measurements: [String] = []
    /// One text per measurement.
    package var values: [String] = []
    /// Time in the server's unit.
    package var timestamp: Int64 = 0
    /// True: written to an aligned device; absent means false.
    package var isAligned: Bool?
    /// Milliseconds; absent or ≤ 0 means the server's default, 60 000.
    package var timeout: Int64?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "prefixPath", &prefixPath)
        try coder.field(3, "measurements", &measurements)
        try coder.field(4, "values", &values)
        try coder.field(5, "timestamp", &timestamp)
        try coder.field(6, "isAligned", &isAligned)
        try coder.field(7, "timeout", &timeout)
    }
}

/// `TSInsertStringRecordsReq` of the interface definition.
package struct InsertStringRecordsRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Device of each entry.
    package var prefixPaths: [String] = []
    /// Measurement names of each entry.
    package var measurementsList: [[String]] = []
    /// Text values.
    package var valuesList: [[String]] = []
    /// Times in the server's unit.
    package var timestamps: [Int64] = []
    /// True: written to an aligned device; absent means false.
    package var isAligned: Bool?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "prefixPaths", &prefixPaths)
        try coder.field(3, "measurementsList", &measurementsList)
        try coder.field(4, "valuesList", &valuesList)
        try coder.field(5, "timestamps", &timestamps)
        try coder.field(6, "isAligned", &isAligned)
    }
}

/// `TSInsertStringRecordsOfOneDeviceReq` of the interface definition.
package struct InsertStringRecordsOfOneDeviceRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Device (tree) or table name (table).
    package var prefixPath: String = ""
    /// Measurement names of each entry.
    package var measurementsList: [[String]] = []
    /// Text values.
    package var valuesList: [[String]] = []
    /// Times in the server's unit.
    package var timestamps: [Int64] = []
    /// True: written to an aligned device; absent means false.
    package var isAligned: Bool?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "prefixPath", &prefixPath)
        try coder.field(3, "measurementsList", &measurementsList)
        try coder.field(4, "valuesList", &valuesList)
        try coder.field(5, "timestamps", &timestamps)
        try coder.field(6, "isAligned", &isAligned)
    }
}
