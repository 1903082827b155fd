/// Text on its way to a sink: collected in one reused buffer and written in large pieces.
package struct OutputBuffer {
    /// The text that is not written yet. Append to it, then call ``flushIfFull()``.
    package var text: TextBuffer
    private let sink: any OutputSink
    private let limit: Int

    /// - Parameter limit: Bytes after which ``flushIfFull()`` writes; a single longer cell still fits.
    package init(sink: any OutputSink, limit: Int = 128 * 1024) {
        self.sink = sink
        self.limit = max(1, limit)
        text = TextBuffer(capacity: limit + 16 * 1024)
    }

    /// Writes the collected text when it has reached the limit. Renderers call it after each row.
    @inline(__always)
    package mutating func flushIfFull() throws(OutputError) {
        if text.count >= limit { try flush() }
    }

    /// Writes whatever is collected; after an error the text is dropped.
    package mutating func flush() throws(OutputError) {
        guard text.count > 0 else { return }
        defer { text.truncate() }
        // Written with a result, because the closures of arrays do not carry typed errors in Swift 6.0.
        let outcome = text.withBytes { bytes in
            Result { () throws(OutputError) in try sink.write(bytes) }
        }
        try outcome.get()
    }
}
