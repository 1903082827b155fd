/// How many rows of a result a terminal shows, and what is said about those it does not.
struct RowLimit: Sendable {
    private let limit: Int?
    /// Rows that were shown.
    private(set) var shown = 0
    /// Whether there were rows beyond the limit.
    private(set) var isExceeded = false

    init(_ options: RenderOptions) { limit = options.rowLimit }

    /// The part of a group that is shown; nil for none.
    mutating func take(_ group: RowGroup) -> RowGroup? {
        guard let limit else {
            shown += group.rows.count
            return group
        }
        let count = min(group.rows.count, limit - shown)
        if count < group.rows.count { isExceeded = true }
        guard count > 0 else { return nil }
        shown += count
        return RowGroup(block: group.block, rows: group.rows.prefix(count))
    }

    /// Appends `(N rows)`: the rows of the result as far as it was read.
    func appendFooter(_ summary: ResultSummary, to text: inout TextBuffer) {
        let isWhole = summary.isWhole || !isExceeded
        text.append(isWhole ? "(" : "(at least ")
        NumberText.append(Int64(summary.rowCount), to: &text)
        text.append(summary.rowCount == 1 ? " row)\n" : " rows)\n")
    }

    /// Says what was cut and how to see it.
    func appendNotices(
        _ summary: ResultSummary,
        cutCells: Int,
        _ options: RenderOptions,
        to text: inout TextBuffer
    ) {
        if isExceeded {
            text.append("(the first ")
            NumberText.append(Int64(shown), to: &text)
            text.append(" are shown; \\pset max_rows 0 shows all)\n")
        }
        if cutCells > 0, let limit = options.columnLimit {
            text.append("(")
            NumberText.append(Int64(cutCells), to: &text)
            text.append(cutCells == 1 ? " cell is cut at " : " cells are cut at ")
            NumberText.append(Int64(limit), to: &text)
            text.append(" columns; \\pset max_column_width 0 shows all)\n")
        }
    }
}
