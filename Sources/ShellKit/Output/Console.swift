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

    /// Writes text to standard output; the caller ends lines.
    ///
    /// Control characters but line feeds are escaped: names and messages of servers are among what commands print.
    package func write(_ text: String) throws(OutputError) {
        var buffer = OutputBuffer(sink: outputSink, limit: 1)
        Self.append(text, to: &buffer.text)
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
        var buffer = OutputBuffer(sink: errorSink, limit: 1)
        Self.append(text, to: &buffer.text)
        buffer.text.append("\n")
        // Nobody can be told that standard error is gone.
        do { try buffer.flush() } catch {}
    }

    /// Appends the lines of a text, each made safe.
    private static func append(_ text: String, to buffer: inout TextBuffer) {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { buffer.append("\n") }
            DisplayText.append(String(line), to: &buffer)
        }
    }
}
