/// Calls that write and delete data.
extension RPCMethod {
    /// Call `insertRecord`.
    package static let insertRecord = Method<RequestArguments<InsertRecordRequest>, Status>("insertRecord")
    /// Call `insertRecords`.
    package static let insertRecords = Method<RequestArguments<InsertRecordsRequest>, Status>("insertRecords")
    /// Call `insertRecordsOfOneDevice`.
    package static let insertRecordsOfOneDevice = Method<
        RequestArguments<InsertRecordsOfOneDeviceRequest>, Status
    >("insertRecordsOfOneDevice")
    /// Call `insertStringRecord`.
    package static let insertStringRecord = Method<RequestArguments<InsertStringRecordRequest>, Status>(
        "insertStringRecord"
    )
    /// Call `insertStringRecords`.
    package static let insertStringRecords = Method<RequestArguments<InsertStringRecordsRequest>, Status>(
        "insertStringRecords"
    )
    /// Call `insertStringRecordsOfOneDevice`.
    package static let insertStringRecordsOfOneDevice = Method<
        RequestArguments<InsertStringRecordsOfOneDeviceRequest>, Status
    >("insertStringRecordsOfOneDevice")
    /// Call `insertTablet`.
    package static let insertTablet = Method<RequestArguments<InsertTabletRequest>, Status>("insertTablet")
    /// Call `insertTablets`.
    package static let insertTablets = Method<RequestArguments<InsertTabletsRequest>, Status>("insertTablets")
    /// Call `deleteData`.
    package static let deleteData = Method<RequestArguments<DeleteDataRequest>, Status>("deleteData")
}
