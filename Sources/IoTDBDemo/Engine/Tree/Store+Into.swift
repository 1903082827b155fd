import IoTDBWire

extension Store {
    /// SELECT INTO: writes the rows of a query under other names, and says how many values each got.
    mutating func copy(
        _ table: ResultTable,
        into target: IntoTarget,
        _ select: SelectStatement
    ) throws(StatementError) -> ResultTable {
        guard let times = table.times, !select.isByDevice, select.columns.allSatisfy({ $0.alias == nil }) else {
            throw .unsupported("this INTO")
        }
        guard table.columns.count == target.measurements.count else { throw .unsupported("INTO with other columns") }
        let device = NodeName.join(target.device)
        let columns = zip(table.columns, target.measurements).map {
            TypedRows.Column(name: $1, type: $0.type, cells: $0.cells)
        }
        try write(TypedRows(device: device, isAligned: target.isAligned, times: times, columns: columns))
        return ResultTable(columns: [
            .init(name: "SourceColumn", type: .text, cells: table.columns.map { .text($0.name) }),
            .init(name: "TargetTimeseries", type: .text, cells: target.measurements.map { .text("\(device).\($0)") }),
            .init(
                name: "Written",
                type: .int32,
                cells: table.columns.map { column in
                    .int32(Int32(truncatingIfNeeded: column.cells.filter { $0 != .null }.count))
                }
            ),
        ])
    }
}
