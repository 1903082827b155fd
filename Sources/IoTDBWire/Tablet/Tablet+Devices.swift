extension Tablet {
    /// Names the devices that the rows of a request belong to, as servers advise about them.
    ///
    /// In the tree model that is the tablet's one device. In the table model each row, in the order of time, has one:
    /// its table and tags.
    func devices(of slice: TabletSlice, database: String?) -> [String] {
        guard dialect == .table else { return [target] }
        let table = "\(database ?? "").\(target)"
        let tags = storage.filter { $0.schema.category == .tag }
        return slice.rows.map { place in
            let row = slice.row(at: place)
            return tags.reduce(into: table) { name, tag in
                // Each cell begins with its length, so that no two lists of tags look the same.
                name +=
                    tag.isNull(row: row) ? "-" : "+" + String(decoding: tag.bytes[tag.cell(row: row)], as: UTF8.self)
            }
        }
    }
}
