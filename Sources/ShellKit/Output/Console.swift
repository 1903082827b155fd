/// Where the shell writes: rows to standard output, everything else to standard error.
package struct Console: Sendable {
    private let outputSink: any OutputSink
    private let errorSink: any OutputSink
    /// Whether notices are dropped.
    package var isQuiet: Bool

    /// Makes a console over two sinks.
    package init(output: any OutputSink, error: any OutputSink, isQuiet: Bool = false) {
        outputSink = output
        errorSink = error
        self.isQuiet = isQuiet
    }

    /// A buffer for the rows of one result.
    package func outputBuffer() -> OutputBuffer { OutputBuffer(sink: outputSink) }

    /// Writes text to standard output as it is.
    package func write(_ text: String) throws(OutputError) {
        var buffer = OutputBuffer(sink: outputSink, limit: 1)
        buffer.text.append(text)
        try buffer.flush()
    }

    /// Writes a notice and a line break to standard error, unless notices are off.
    package func note(_ text: String) {
        if !isQuiet { report(text) }
    }

    /// Writes an error and a line break to standard error.
    ///
    /// Control characters are escaped: servers write them into messages.
    package func report(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var buffer = OutputBuffer(sink: errorSink, limit: 1)
        for line in lines {
            buffer.text.append(DisplayText.safe(String(line)))
            buffer.text.append("\n")
        }
        // Nobody can be told that standard error is gone.
        do { try buffer.flush() } catch {}
    }
}
