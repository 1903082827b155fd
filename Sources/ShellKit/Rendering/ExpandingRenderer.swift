package import IoTDBWire

/// The aligned table where its rows fit the terminal, else a column a line; the first page decides.
package struct ExpandingRenderer: ResultRenderer {
    private let options: RenderOptions
    private let width: Int
    private var columns: [ResultColumn] = []
    private var aligned: AlignedRenderer
    private var decided: (any ResultRenderer)?

    /// Makes a renderer for a terminal of the width in the options.
    init(options: RenderOptions, border: TableBorder) {
        self.options = options
        width = options.width ?? .max
        aligned = AlignedRenderer(options: options, border: border)
    }

    package var wantsMore: Bool { decided?.wantsMore ?? true }

    package mutating func begin(columns: [ResultColumn], to output: inout OutputBuffer) throws(OutputError) {
        self.columns = columns
        decided = nil
        try aligned.begin(columns: columns, to: &output)
    }

    package mutating func page(_ page: Page, to output: inout OutputBuffer) throws(OutputError) {
        if decided == nil { decided = try choice(for: page, &output) }
        try decided?.page(page, to: &output)
    }

    package mutating func end(_ summary: ResultSummary, to output: inout OutputBuffer) throws(OutputError) {
        if decided == nil { decided = aligned }
        try decided?.end(summary, to: &output)
    }

    private mutating func choice(
        for page: Page,
        _ output: inout OutputBuffer
    ) throws(OutputError) -> any ResultRenderer {
        guard aligned.rowWidth(of: page) > width else { return aligned }
        var vertical = VerticalRenderer(options: options)
        try vertical.begin(columns: columns, to: &output)
        return vertical
    }
}
