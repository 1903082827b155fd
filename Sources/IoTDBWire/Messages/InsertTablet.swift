/// `TSInsertTabletReq` of the interface definition.
///
/// A block of rows of one device or one table.
package struct InsertTabletRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Device (tree) or table name (table).
    package var prefixPath: String = ""
    /// Measurement names.
    package var measurements: [String] = []
    /// Column-major buffer + bitmaps.
    package var values: ArraySlice<UInt8> = []
    /// Times in the server's unit.
    package var timestamps: ArraySlice<UInt8> = []
    /// Numbers of TSDataType.
    package var types: [Int32] = []
    /// Row count.
    package var size: Int32 = 0
    /// True: written to an aligned device; absent means false.
    package var isAligned: Bool?
    /// True: table model.
    package var writeToTable: Bool?
    /// Same length as measurements.
    package var columnCategories: [Int8]?
    /// `isCompressed` on the wire.
    package var isCompressed: Bool?
    /// `encodingTypes` on the wire.
    package var encodingTypes: [Int8]?
    /// `compressType` on the wire.
    package var compressType: Int8?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "prefixPath", &prefixPath)
        try coder.field(3, "measurements", &measurements)
        try coder.field(4, "values", &values)
        try coder.field(5, "timestamps", &timestamps)
        try coder.field(6, "types", &types)
        try coder.field(7, "size", &size)
        try coder.field(8, "isAligned", &isAligned)
        try coder.field(9, "writeToTable", &writeToTable)
        try coder.field(10, "columnCategories", &columnCategories)
        try coder.field(11, "isCompressed", &isCompressed)
        try coder.field(12, "encodingTypes", &encodingTypes)
        try coder.field(13, "compressType", &compressType)
    }
}

/// `TSInsertTabletsReq` of the interface definition.
///
/// Several tree tablets; lists parallel. No table-model and no compression fields.
package struct InsertTabletsRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Device of each entry.
    package var prefixPaths: [String] = []
    /// Measurement names of each entry.
    package var measurementsList: [[String]] = []
    /// `valuesList` on the wire.
    package var valuesList: [ArraySlice<UInt8>] = []
    /// `timestampsList` on the wire.
    package var timestampsList: [ArraySlice<UInt8>] = []
    /// `typesList` on the wire.
    package var typesList: [[Int32]] = []
    /// Row counts.
    package var sizeList: [Int32] = []
    /// True: written to an aligned device; absent means false.
    package var isAligned: Bool?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "prefixPaths", &prefixPaths)
        try coder.field(3, "measurementsList", &measurementsList)
        try coder.field(4, "valuesList", &valuesList)
        try coder.field(5, "timestampsList", &timestampsList)
        try coder.field(6, "typesList", &typesList)
        try coder.field(7, "sizeList", &sizeList)
        try coder.field(8, "isAligned", &isAligned)
    }
}

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
