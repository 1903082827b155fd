/// Lays names out in columns, filled downwards, as `ls` does.
enum ColumnList {
    /// More names than this are cut, and counted.
    static let mostNames = 100

    /// Rows with `\r\n` behind each. Names are shown so that nothing in them acts on the terminal; what does not fit
    /// the window is cut, with a row that says how many are left.
    static func text(_ names: [String], columns: Int, rows: Int) -> String {
        let shown = names.prefix(mostNames).map { name(DisplayText.safe($0), columns: columns) }
        let widths = shown.map(DisplayWidth.columns)
        let cell = (widths.max() ?? 0) + 2
        let perRow = max(1, (columns + 2) / max(cell, 1))
        let mostRows = max(1, rows - 3)
        let count = min(shown.count, perRow * mostRows)
        let rowCount = (count + perRow - 1) / perRow
        var text = ""
        for row in 0..<rowCount {
            for index in stride(from: row, to: count, by: max(rowCount, 1)) {
                let isLast = index + rowCount >= count
                text += shown[index] + (isLast ? "" : String(repeating: " ", count: cell - widths[index]))
            }
            text += "\r\n"
        }
        return text + (names.count > count ? "… and \(names.count - count) more\r\n" : "")
    }

    /// A name that is wider than the window is cut.
    private static func name(_ name: String, columns: Int) -> String {
        guard DisplayWidth.columns(of: name) > columns else { return name }
        var cut = name
        while !cut.isEmpty, DisplayWidth.columns(of: cut) >= columns { cut.removeLast() }
        return cut + "…"
    }
}
