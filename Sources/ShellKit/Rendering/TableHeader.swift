/// The names above a table, in as many lines as they take, and the widths of the columns.
struct TableHeader: Sendable {
    /// What stands above the table; nil for nothing.
    var shared: String? { layout.shared }
    /// Terminal columns of each column.
    private(set) var widths: [Int]
    /// The lines of names, each with a text for every column.
    private(set) var lines: [[String]]
    private let layout: HeadingLayout

    /// Columns that a folded name keeps at least.
    private static let narrowest = [16, 12, 8]

    init(_ layout: HeadingLayout) {
        self.layout = layout
        (widths, lines) = ([], [])
        fit(cells: Array(repeating: 0, count: layout.headings.count), room: nil)
    }

    /// Makes the columns as wide as their cells and names.
    ///
    /// - Parameter room: columns for all texts together; where they take more, names longer than their cells are
    /// folded. Nil never folds.
    mutating func fit(cells: [Int], room: Int?) {
        arrange(cells, narrowest: nil)
        guard let room else { return }
        for narrowest in Self.narrowest where widths.reduce(0, +) > room { arrange(cells, narrowest: narrowest) }
    }

    private mutating func arrange(_ cells: [Int], narrowest: Int?) {
        func folded(_ text: String, _ column: Int) -> [String] {
            let text = DisplayText.safe(text)
            guard let narrowest else { return [text] }
            return FoldedHeading.lines(of: text, width: max(cells[column], narrowest))
        }
        let devices = layout.hasDevices ? layout.headings.enumerated().map { folded($1.device, $0) } : []
        let names = layout.headings.enumerated().map { folded($1.name, $0) }
        lines = Self.stacked(devices) + Self.stacked(names)
        widths = cells.indices.map { column in
            lines.reduce(cells[column]) { max($0, DisplayWidth.columns(of: $1[column])) }
        }
    }

    /// Texts of several lines side by side, their last lines level.
    private static func stacked(_ texts: [[String]]) -> [[String]] {
        let height = texts.reduce(0) { max($0, $1.count) }
        return (0..<height).map { line in
            texts.map { text in
                let index = line - (height - text.count)
                return index < 0 ? "" : text[index]
            }
        }
    }
}
