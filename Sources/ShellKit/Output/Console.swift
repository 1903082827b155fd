import IoTDBWire

/// What the shell tells: notices, errors and progress on standard error, and in a log where one is kept.
///
/// Results go through ``OutputRouter``. From any thread.
package final class Console: Sendable {
    /// How notices and errors are written.
    package enum Style: String, Sendable, CaseIterable {
        /// For people.
        case text
        /// One JSON object a line.
        case json
    }

    private struct State {
        var isQuiet: Bool
        var style = Style.text
        var coloursErrors = false
        var log: (any OutputSink)?
        var hasLostLog = false
    }

    private let outputSink: any OutputSink
    private let errorSink: any OutputSink
    private let progressLine: ProgressDisplay?
    private let state: Lock<State>

    /// Makes a console over two sinks, which are the standard streams where there is a line of progress.
    ///
    /// - Parameter progress: a line on the terminal of standard error, which goes away before anything else is
    /// written there.
    package init(
        output: any OutputSink,
        error: any OutputSink,
        progress: ProgressDisplay? = nil,
        isQuiet: Bool = false
    ) {
        outputSink = progress?.clearing(output, descriptor: 1) ?? output
        errorSink = progress?.clearing(error, descriptor: 2) ?? error
        progressLine = progress
        state = Lock(State(isQuiet: isQuiet))
    }

    /// The standard output.
    package var standardOutput: any OutputSink { outputSink }

    /// The line that tells how far something has come; nil where nobody sees it, or wants it.
    package var progress: ProgressDisplay? {
        guard let progressLine, progressLine.isUsable else { return nil }
        return state.withLock { !$0.isQuiet && $0.style == .text } ? progressLine : nil
    }

    /// Whether the log could not be written to its end.
    package var hasLostLog: Bool { state.withLock { $0.hasLostLog } }

    /// Whether notices are dropped.
    package var isQuiet: Bool {
        get { state.withLock { $0.isQuiet } }
        set { state.withLock { $0.isQuiet = newValue } }
    }

    /// How notices and errors are written.
    package var style: Style {
        get { state.withLock { $0.style } }
        set { state.withLock { $0.style = newValue } }
    }

    /// Whether the code of a server's error is red, as `error 701 (SEMANTIC_ERROR)`.
    package var coloursErrors: Bool {
        get { state.withLock { $0.coloursErrors } }
        set { state.withLock { $0.coloursErrors = newValue } }
    }

    /// Takes down everything that is told from now on.
    package func setLog(_ sink: (any OutputSink)?) { state.withLock { $0.log = sink } }

    /// Writes text to standard output; the caller ends lines.
    ///
    /// Control characters but line feeds are escaped: names and messages of servers are among what commands print.
    package func write(_ text: String) throws(OutputError) { try outputSink.write(text) }

    /// Writes a notice and a line break to standard error, unless notices are off.
    package func note(_ text: String) {
        if !isQuiet { tell(text, severity: "notice") }
    }

    /// Writes what became of statements behind a failure, which everybody must know.
    package func sum(_ text: String) { tell(text, severity: "notice") }

    /// Writes a warning and a line break to standard error.
    package func warn(_ text: String) { tell(text, severity: "warning") }

    /// Writes a line to standard error.
    ///
    /// Control characters are escaped: servers write them into messages.
    package func report(_ text: String) { tell(text, severity: "error") }

    /// Writes an error to standard error: its message, or all that is known of it as JSON.
    package func report(_ failure: ShellError) {
        guard !failure.message.isEmpty else { return }
        if style == .json {
            writeLine(ErrorReport(failure).json)
        } else if coloursErrors, let code = Self.code(of: failure) {
            do {
                try errorSink.write(String(failure.message[..<code.lowerBound]))
                try errorSink.writeRaw("\u{1B}[1;31m")
                try errorSink.write(String(failure.message[code]))
                try errorSink.writeRaw("\u{1B}[0m")
            } catch {}
            writeLine(String(failure.message[code.upperBound...]))
        } else {
            writeLine(failure.message)
        }
        takeDown(failure.message)
    }

    /// Where a message names the server's code.
    private static func code(of failure: ShellError) -> Range<String.Index>? {
        guard let code = failure.details.code, let start = failure.message.range(ofBytes: "error \(code)")?.lowerBound
        else { return nil }
        let head = failure.message[start...].prefix { $0 != ":" && $0 != "\n" }
        return start..<head.endIndex
    }

    /// Writes text to standard error that is no message, such as a statement that is echoed.
    package func writeError(_ text: String) { writeLine(text) }

    /// Takes a line down in the log, where one is kept; else it is not even made.
    package func takeDown(_ text: @autoclosure () -> String) {
        guard let log = state.withLock({ $0.log }) else { return }
        do throws(OutputError) {
            try log.write(text() + "\n")
        } catch {
            // Once: what is told of it would go to the log again.
            state.withLock { ($0.log, $0.hasLostLog) = (nil, true) }
            report(ShellError(ShellError(error).message + "; nothing more is logged", .ownFailure))
        }
    }

    /// Rings the terminal's bell.
    package func ring() {
        do { try outputSink.writeRaw("\u{7}") } catch {}
    }

    /// Clears the terminal's screen.
    package func clearScreen() throws(OutputError) { try outputSink.writeRaw("\u{1B}[H\u{1B}[2J") }

    private func tell(_ text: String, severity: String) {
        if style == .json {
            writeLine(JSONObject.text([("severity", .string(severity)), ("message", .string(text))]))
        } else {
            writeLine(severity == "warning" ? "iotdb-shell: warning: \(text)" : text)
        }
        takeDown(text)
    }

    private func writeLine(_ line: String) {
        // Nobody can be told that standard error is gone.
        do { try errorSink.write(line + "\n") } catch {}
    }
}

extension OutputSink {
    /// Writes text at once, byte for byte.
    package func writeRaw(_ text: String) throws(OutputError) {
        var buffer = OutputBuffer(sink: self, limit: 1)
        buffer.text.append(text)
        try buffer.flush()
    }

    /// Writes text at once, control characters but line feeds made visible.
    package func write(_ text: String) throws(OutputError) {
        var buffer = OutputBuffer(sink: self, limit: 1)
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { buffer.text.append("\n") }
            DisplayText.append(String(line), to: &buffer.text)
        }
        try buffer.flush()
    }
}

extension OutputRouter.Target {
    /// Writes text of a command and ends the target where it ends with the result.
    package func write(_ text: String) throws(OutputError) {
        do throws(OutputError) {
            try sink.write(text)
        } catch {
            try finish(isWhole: false)
            throw error
        }
        try finish(isWhole: true)
    }
}
