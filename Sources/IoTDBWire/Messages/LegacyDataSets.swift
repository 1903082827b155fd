/// `TSQueryDataSet` of the interface definition.
///
/// Legacy row format; returned only by executeStatement, executeQueryStatement, executeUpdateStatement,
/// executeRawDataQuery, executeLastDataQuery, executeAggregationQuery and fetchResults.
package struct LegacyDataSet: ThriftStruct, Equatable {
    /// I64 per row.
    package var time: ArraySlice<UInt8> = []
    /// One buffer per column.
    package var valueList: [ArraySlice<UInt8>] = []
    /// One bitmap per column.
    package var bitmapList: [ArraySlice<UInt8>] = []

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "time", &time)
        try coder.field(2, "valueList", &valueList)
        try coder.field(3, "bitmapList", &bitmapList)
    }
}

/// `TSQueryNonAlignDataSet` of the interface definition.
///
/// Legacy; current servers never send it.
package struct LegacyNonAlignedDataSet: ThriftStruct, Equatable {
    /// `timeList` on the wire.
    package var timeList: [ArraySlice<UInt8>] = []
    /// `valueList` on the wire.
    package var valueList: [ArraySlice<UInt8>] = []

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "timeList", &timeList)
        try coder.field(2, "valueList", &valueList)
    }
}
