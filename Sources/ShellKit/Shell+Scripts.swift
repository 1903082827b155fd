import IoTDBWire
import SQLText

extension Shell {
    /// Runs texts and files in order; stops at the first failure unless told to go on.
    ///
    /// - Returns: the exit status: that of the first failure.
    package func runScripts(_ inputs: [ShellOptions.Input]) async -> ExitStatus {
        var status = ExitStatus.success
        for input in inputs {
            let ended = await runScript(input)
            if status == .success { status = ended.status }
            if ended.isStopped { reportStop(ended) }
            if ended.quits || (ended.status != .success && !goesOn(after: ended.status)) { break }
        }
        return status
    }

    /// How an input ended.
    private struct Ended {
        var status: ExitStatus
        var quits = false
        /// Whether a failure ended it.
        var isStopped = false
        /// Statements that were carried out.
        var done = 0
        /// Statements that were read.
        var read = 0
        /// Whether there are no others.
        var isReadWhole = false
    }

    private func runScript(_ input: ShellOptions.Input) async -> Ended {
        do throws(InputFileError) {
            switch input {
            case .text(let text): return await run(text)
            case .file("-"): return try await run(StreamLineReader(descriptor: 0), "<stdin>")
            case .file(let path): return try await run(try StreamLineReader(path: path), path)
            }
        } catch {
            console.report("\(error)")
            return Ended(status: .ownFailure)
        }
    }

    private func run(_ text: String) async -> Ended {
        var splitter = StatementSplitter(dialect: await session.dialect)
        var ended = Ended(status: .success)
        splitter.feed(text, number: 1)
        splitter.finish()
        let events = splitter.shellEvents()
        ended.isReadWhole = true
        _ = await run(events[...], &ended)
        return ended
    }

    private func run(
        _ reader: consuming StreamLineReader,
        _ name: String
    ) async throws(InputFileError) -> Ended {
        var splitter = StatementSplitter(dialect: await session.dialect, source: name)
        var ended = Ended(status: .success)
        while let line = try reader.next() {
            splitter.feed(line.bytes, number: line.number)
            let events = splitter.shellEvents()
            guard await run(events[...], &ended) else {
                // Only for the message; a pipe may go on for ever.
                if ended.isStopped, reader.isSmallFile { try count(&reader, &splitter, &ended) }
                return ended
            }
            // A statement may change the dialect of those that follow.
            if !events.isEmpty { splitter.grammar = await session.dialect.grammar }
        }
        splitter.finish()
        _ = await run(splitter.shellEvents()[...], &ended)
        return ended
    }

    /// Counts the statements that follow.
    private func count(
        _ reader: inout StreamLineReader,
        _ splitter: inout StatementSplitter,
        _ ended: inout Ended
    ) throws(InputFileError) {
        while let line = try reader.next() {
            splitter.feed(line.bytes, number: line.number)
            ended.read += Self.statements(splitter.shellEvents()[...])
        }
        splitter.finish()
        ended.read += Self.statements(splitter.shellEvents()[...])
        ended.isReadWhole = true
    }

    /// How many of the events are statements.
    static func statements(_ events: ArraySlice<StatementEvent>) -> Int {
        events.count {
            if case .statement = $0 { true } else { false }
        }
    }

    /// Carries out events; false when the script stops here.
    private func run(_ events: ArraySlice<StatementEvent>, _ ended: inout Ended) async -> Bool {
        ended.read += Self.statements(events)
        for event in events {
            do {
                guard try await handle(event) == .done else {
                    ended.quits = true
                    return false
                }
                if case .statement = event { ended.done += 1 }
            } catch {
                let failure = ShellError(error)
                if !failure.message.isEmpty { console.report(failure.message) }
                if ended.status == .success { ended.status = failure.status }
                guard goesOn(after: failure.status) else {
                    ended.isStopped = failure.status != .closedPipe
                    return false
                }
            }
        }
        return true
    }

    /// With `--keep-going` a failed statement does not stop a script; a lost connection or output does.
    private func goesOn(after status: ExitStatus) -> Bool { options.keepsGoing && status == .statementFailed }

    private func reportStop(_ ended: Ended) {
        guard ended.read > 1 else { return }
        let rest = "the rest was not sent"
        if ended.isReadWhole {
            return console.note("\(ended.done) of \(ended.read) statements were carried out; \(rest)")
        }
        let done = ended.done == 1 ? "1 statement was" : "\(ended.done) statements were"
        console.note("\(done) carried out; \(rest)")
    }
}
