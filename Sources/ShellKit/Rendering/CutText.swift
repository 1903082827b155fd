/// Cells that are too wide for a terminal.
enum CutText {
    /// Shortens text that is safe for a terminal to `limit` columns, the last of them `…`, and returns its columns.
    static func shorten(_ text: inout TextBuffer, from start: Int, to limit: Int) -> Int {
        guard let whole = text.string(from: start) else { return 0 }
        text.truncate(to: start)
        var columns = 0
        for character in whole {
            let width = DisplayWidth.columns(of: String(character))
            guard columns + width <= limit - 1 else { break }
            text.append(String(character))
            columns += width
        }
        text.append("…")
        return columns + 1
    }
}
