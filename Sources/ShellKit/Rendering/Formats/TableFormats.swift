extension ResultFormat {
    /// The aligned table.
    package static let table = ResultFormat(
        ["table", "aligned"],
        "aligned columns, as psql",
        fileExtensions: ["txt"],
        audience: .people,
        style: .display
    ) { options, _ in tableRenderer(options, .ascii) }

    /// The aligned table with lines on all sides.
    package static let box = ResultFormat(
        ["box", "unicode"],
        "aligned columns with lines around; of box-drawing characters where the locale is UTF-8",
        audience: .people,
        style: .display
    ) { options, _ in tableRenderer(options, options.drawsBoxes ? .box : .plainBox) }

    /// A line for each cell.
    package static let vertical = ResultFormat(
        ["vertical", "expanded"],
        "one line for each column",
        audience: .people,
        style: .display
    ) { options, _ in VerticalRenderer(options: options) }

    private static func tableRenderer(_ options: RenderOptions, _ border: TableBorder) -> any ResultRenderer {
        switch options.expanded {
        case .off: AlignedRenderer(options: options, border: border)
        case .on: VerticalRenderer(options: options)
        case .auto: ExpandingRenderer(options: options, border: border)
        }
    }
}
