/// Calls that write and delete data.
extension Methods {
    /// Call `insertRecord`.
    package static let insertRecord = Method<Single<InsertRecordRequest>, Status>("insertRecord")
    /// Call `insertRecords`.
    package static let insertRecords = Method<Single<InsertRecordsRequest>, Status>("insertRecords")
    /// Call `insertRecordsOfOneDevice`.
    package static let insertRecordsOfOneDevice = Method<
        Single<InsertRecordsOfOneDeviceRequest>, Status
    >("insertRecordsOfOneDevice")
    /// Call `insertStringRecord`.
    package static let insertStringRecord = Method<Single<InsertStringRecordRequest>, Status>("insertStringRecord")
    /// Call `insertStringRecords`.
    package static let insertStringRecords = Method<Single<InsertStringRecordsRequest>, Status>("insertStringRecords")
    /// Call `insertStringRecordsOfOneDevice`.
    package static let insertStringRecordsOfOneDevice = Method<
        Single<InsertStringRecordsOfOneDeviceRequest>, Status
    >("insertStringRecordsOfOneDevice")
    /// Call `insertTablet`.
    package static let insertTablet = Method<Single<InsertTabletRequest>, Status>("insertTablet")
    /// Call `insertTablets`.
    package static let insertTablets = Method<Single<InsertTabletsRequest>, Status>("insertTablets")
    /// Call `deleteData`.
    package static let deleteData = Method<Single<DeleteDataRequest>, Status>("deleteData")
    /// Call `testInsertRecord`.
    package static let testInsertRecord = Method<Single<InsertRecordRequest>, Status>("testInsertRecord")
    /// Call `testInsertRecords`.
    package static let testInsertRecords = Method<Single<InsertRecordsRequest>, Status>("testInsertRecords")
    /// Call `testInsertRecordsOfOneDevice`.
    package static let testInsertRecordsOfOneDevice = Method<
        Single<InsertRecordsOfOneDeviceRequest>, Status
    >("testInsertRecordsOfOneDevice")
    /// Call `testInsertStringRecord`.
    package static let testInsertStringRecord = Method<
        Single<InsertStringRecordRequest>, Status
    >("testInsertStringRecord")
    /// Call `testInsertStringRecords`.
    package static let testInsertStringRecords = Method<
        Single<InsertStringRecordsRequest>, Status
    >("testInsertStringRecords")
    /// Call `testInsertTablet`.
    package static let testInsertTablet = Method<Single<InsertTabletRequest>, Status>("testInsertTablet")
    /// Call `testInsertTablets`.
    package static let testInsertTablets = Method<Single<InsertTabletsRequest>, Status>("testInsertTablets")
}
