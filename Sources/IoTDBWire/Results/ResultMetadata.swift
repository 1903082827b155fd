/// The columns of a result and where they lie in its blocks.
struct ResultMetadata {
    let columns: [ResultColumn]
    /// Fewest columns that every block of the result has.
    let blockColumnCount: Int

    /// Reads the heading of an answer that has `columns`.
    init(_ response: ExecuteStatementResponse) throws(ThriftDecodingError) {
        let names = response.columns ?? []
        let types = response.dataTypeList ?? []
        guard names.count <= maximumColumnCount else {
            throw ThriftDecodingError("a result of \(names.count) columns", at: 0)
        }
        guard names.count == types.count else {
            throw ThriftDecodingError("\(types.count) types for \(names.count) columns", at: 0)
        }
        let indices = try Self.blockIndices(response, names)
        var columns: [ResultColumn] = []
        // Absent means false, as in the official clients.
        if response.ignoreTimeStamp != true {
            columns.append(ResultColumn(name: "Time", type: .timestamp, blockIndex: -1))
        }
        for (position, name) in names.enumerated() {
            let type = DataType(name: types[position])
            columns.append(ResultColumn(name: name, type: type, blockIndex: indices[position]))
        }
        self.columns = columns
        blockColumnCount = (indices.max() ?? -1) + 1
    }

    /// Servers from 2.0 on send a list; 1.3 sends a map by name, and neither for SHOW-like statements.
    private static func blockIndices(
        _ response: ExecuteStatementResponse,
        _ names: [String]
    ) throws(ThriftDecodingError) -> [Int] {
        let indices: [Int]
        if let list = response.columnIndex2TsBlockColumnIndexList {
            guard list.count == names.count else {
                throw ThriftDecodingError("\(list.count) block columns for \(names.count) columns", at: 0)
            }
            indices = list.map { Int($0) }
        } else if let map = response.columnNameIndexMap {
            indices = try Self.blockIndices(map, names)
        } else {
            indices = Array(names.indices)
        }
        guard indices.allSatisfy({ $0 >= -1 && $0 < maximumColumnCount }) else {
            throw ThriftDecodingError("a block column out of range", at: 0)
        }
        return indices
    }

    private static func blockIndices(
        _ map: ThriftMap<Int32>,
        _ names: [String]
    ) throws(ThriftDecodingError) -> [Int] {
        let byName = Dictionary(map.entries.map { ($0.key, Int($0.value)) }) { $1 }
        var indices: [Int] = []
        for name in names {
            guard let index = byName[name] else { throw ThriftDecodingError("no block column for '\(name)'", at: 0) }
            indices.append(index)
        }
        return indices
    }
}
