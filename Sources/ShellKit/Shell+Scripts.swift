import IoTDBWire

extension Shell {
    /// Runs texts and files in order; stops at the first failure unless told to go on.
    ///
    /// - Returns: the exit status: that of the first failure.
    package func runScripts(_ inputs: [ShellOptions.Input]) async -> ExitStatus {
        var status = ExitStatus.success
        for input in inputs {
            let ended = await runScript(input)
            if status == .success { status = ended.status }
            if ended.quits || (ended.status != .success && !goesOn(after: ended.status)) { break }
        }
        return status
    }

    /// How an input ended.
    private struct Ended {
        var status: ExitStatus
        var quits = false
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
        let events = splitter.feed(text, number: 1) + splitter.finish()
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
            let events = splitter.feed(line.bytes, number: line.number)
            guard await run(events[...], &ended) else { return ended }
        }
        _ = await run(splitter.finish()[...], &ended)
        return ended
    }

    /// Carries out events; false when the script stops here.
    private func run(_ events: ArraySlice<StatementEvent>, _ ended: inout Ended) async -> Bool {
        for event in events {
            do {
                guard try await handle(event) == .done else {
                    ended.quits = true
                    return false
                }
            } catch {
                let failure = ShellError(error)
                if !failure.message.isEmpty { console.report(failure.message) }
                if ended.status == .success { ended.status = failure.status }
                guard goesOn(after: failure.status) else {
                    reportStop(failure.status)
                    return false
                }
            }
        }
        return true
    }

    /// With `--keep-going` a failed statement does not stop a script; a lost connection or output does.
    private func goesOn(after status: ExitStatus) -> Bool { options.keepsGoing && status == .statementFailed }

    private func reportStop(_ status: ExitStatus) {
        guard status != .closedPipe, statementsDone > 0 else { return }
        let done = statementsDone == 1 ? "1 statement was" : "\(statementsDone) statements were"
        console.note("\(done) carried out before; what follows was not sent")
    }
}
