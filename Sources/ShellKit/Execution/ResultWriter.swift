package import IoTDBWire

/// Writes a result that the shell computes, page by page, as a result of the server is printed.
package struct ResultWriter {
    private let target: OutputRouter.Target
    private var renderer: any ResultRenderer
    private var buffer: OutputBuffer
    private var rowCount = 0

    /// Begins a result in a destination.
    init(_ target: OutputRouter.Target, _ renderer: any ResultRenderer, columns: [ResultColumn]) throws {
        self.target = target
        self.renderer = renderer
        buffer = OutputBuffer(sink: target.sink)
        try self.renderer.begin(columns: columns, to: &buffer)
    }

    /// Writes the rows of a page, and all that is held back, so that a reader has them now.
    package mutating func write(_ page: Page) throws {
        rowCount += page.rowCount
        try renderer.page(page, to: &buffer)
        try buffer.flush()
    }

    /// Throws when nobody reads the result any more.
    package func checkReader() throws { try target.sink.checkReader() }

    /// Ends the result and its destination.
    package mutating func finish() throws {
        try renderer.end(ResultSummary(rowCount: rowCount), to: &buffer)
        try buffer.flush()
        try target.finish(isWhole: true)
    }

    /// Ends the destination of a result that has failed; a file does not appear.
    package func abandon() {
        try? target.finish(isWhole: false)
    }
}
