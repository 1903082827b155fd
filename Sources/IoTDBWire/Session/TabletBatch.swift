/// Tablets of one request.
struct TabletBatch {
    private(set) var request = InsertTabletsRequest()
    /// Place of each tablet in the caller's list.
    private(set) var items: [Int] = []
    private var size = 0
    /// Rows of the requests before this one.
    private(set) var rowsSent = 0

    init(aligned: Bool) { request.isAligned = aligned }

    /// Whether a further tablet belongs into the next request.
    func isFull(adding encoded: EncodedTablet, of tablet: Tablet, limit: Int) -> Bool {
        !items.isEmpty && size + tablet.size(of: encoded) > limit
    }

    mutating func append(_ item: Int, _ tablet: Tablet, _ encoded: EncodedTablet) {
        items.append(item)
        size += tablet.size(of: encoded)
        request.prefixPaths.append(tablet.target)
        request.measurementsList.append(tablet.storage.map(\.schema.name))
        request.valuesList.append(encoded.values[...])
        request.timestampsList.append(encoded.timestamps[...])
        request.typesList.append(tablet.storage.map { Int32($0.schema.type.rawValue) })
        request.sizeList.append(Int32(truncatingIfNeeded: encoded.rowCount))
    }

    /// Begins the next request, after this one was taken.
    mutating func startNext() {
        let sent = rowsSent + request.sizeList.reduce(0) { $0 + Int($1) }
        self = TabletBatch(aligned: request.isAligned ?? false)
        rowsSent = sent
    }
}

extension InsertTabletRequest {
    /// The request for rows of a tablet.
    init(_ tablet: Tablet, _ encoded: EncodedTablet, aligned: Bool) {
        self.init()
        prefixPath = tablet.target
        measurements = tablet.storage.map(\.schema.name)
        values = encoded.values[...]
        timestamps = encoded.timestamps[...]
        types = tablet.storage.map { Int32($0.schema.type.rawValue) }
        size = Int32(truncatingIfNeeded: encoded.rowCount)
        isAligned = aligned
        if tablet.dialect == .table {
            writeToTable = true
            columnCategories = tablet.storage.map { Int8($0.schema.category.rawValue) }
        }
    }
}

extension Tablet {
    /// Upper bound of the bytes of a request with all rows.
    var requestSize: Int {
        storage.reduce(headingSize) { $0 + $1.wireSize + rowCount / 8 + 2 } + rowCount * 8
    }

    /// Upper bound of the bytes that encoded rows take in a request.
    fileprivate func size(of encoded: EncodedTablet) -> Int {
        headingSize + encoded.values.count + encoded.timestamps.count
    }

    private var headingSize: Int { storage.reduce(256 + target.utf8.count) { $0 + $1.schema.name.utf8.count + 16 } }
}
