import IoTDBWire

extension ResultFormat {
    /// Nothing.
    ///
    /// Not called `none`, which would be nil where a format is optional.
    package static let discard = ResultFormat(
        ["none", "null"],
        "nothing: rows are read and discarded",
        audience: .machines,
        style: .display
    ) { _, _ in DiscardingRenderer() }
}

/// Writes nothing.
private struct DiscardingRenderer: ResultRenderer {
    mutating func begin(columns: [ResultColumn], to output: inout OutputBuffer) throws(OutputError) {}
    mutating func page(_ page: Page, to output: inout OutputBuffer) throws(OutputError) {}
    mutating func end(_ summary: ResultSummary, to output: inout OutputBuffer) throws(OutputError) {}
}
