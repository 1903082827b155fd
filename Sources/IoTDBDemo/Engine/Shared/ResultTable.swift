import IoTDBWire

/// The answer to a query: columns of cells, with a time for each row unless the statement has none.
struct ResultTable {
    /// One column.
    struct Column {
        /// Heading.
        let name: String
        /// Logical type.
        let type: DataType
        /// One cell a row.
        var cells: [Value] = []
    }

    /// Times of the rows; nil where the client is told to ignore the time.
    var times: [Int64]?
    /// The columns.
    var columns: [Column]
    /// Number of rows.
    var rowCount: Int { times?.count ?? columns.first?.cells.count ?? 0 }

    /// A table of texts without a time; nil cells are null.
    init(texts names: [String], rows: [[String?]]) {
        times = nil
        columns = names.enumerated().map { index, name in
            Column(name: name, type: .text, cells: rows.map { row in row[index].map { .text($0) } ?? .null })
        }
    }

    /// A table of given columns.
    init(times: [Int64]? = nil, columns: [Column]) {
        self.times = times
        self.columns = columns
    }

    /// Keeps a part of the rows.
    mutating func keep(_ range: Range<Int>) {
        guard range != 0..<rowCount else { return }
        times = times.map { Array($0[range]) }
        for index in columns.indices { columns[index].cells = Array(columns[index].cells[range]) }
    }
}
