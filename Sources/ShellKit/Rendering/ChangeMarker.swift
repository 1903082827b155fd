import IoTDBWire

/// Marks the cells that are not what they were at the same place of an earlier result: in reverse video, or with `*`
/// where there is no colour.
struct ChangeMarker: Sendable {
    private let former: ReplayableResult?
    private let usesColor: Bool
    private let columns: [ResultColumn]
    /// Rows of the result so far.
    private var row = 0

    /// Marks nothing where the options name no earlier result, or one of other columns.
    init(_ columns: [ResultColumn], _ options: RenderOptions) {
        self.columns = columns
        usesColor = options.dimsNull
        former = options.compared.flatMap { $0.columns.map(\.name) == columns.map(\.name) ? $0 : nil }
    }

    /// Marks the cells of the next rows, which have just been formatted.
    mutating func mark(_ group: RowGroup, in rows: inout RowAssembler) {
        defer { row += group.rows.count }
        guard let former else { return }
        for (offset, line) in group.rows.enumerated() {
            for (index, column) in columns.enumerated()
            where hasChanged(group.block.value(row: line, column: column), former, row + offset, index) {
                rows.mark(offset, index, usesColor: usesColor)
            }
        }
    }

    private func hasChanged(_ value: Value, _ former: ReplayableResult, _ row: Int, _ column: Int) -> Bool {
        guard let before = former.value(row: row, column: column) else { return row >= former.rowCount }
        // Numbers that are none are like themselves here.
        return before != value && before.description != value.description
    }
}
