import IoTDBWire
import SQLText

/// Scripts: `-e`, `-f`, the standard input, and files that are included.
extension Shell {
    /// How long the statements behind a failure are counted at most.
    private static let countingTime = Duration.milliseconds(100)

    /// Runs texts and files in order; stops at the first failure unless told to go on.
    ///
    /// - Returns: the exit status: that of the first failure.
    package func runScripts(_ scripts: [StartUp.Input]) async -> ExitStatus {
        var status = ExitStatus.success
        var isStopped = false
        scriptProgress = ScriptProgress(scripts)
        defer { console.progress?.clear() }
        for (index, script) in scripts.enumerated() {
            let outcome = await run(script)
            if status == .success || outcome.quits { status = outcome.status }
            isStopped = outcome.isStopped
            if isStopped { countUnread(scripts[(index + 1)...]) }
            if isStopped || outcome.quits { break }
        }
        if !isStopped, status == .success, let done = checkpoint?.done, account.read < done {
            console.report("the checkpoint says that \(done) statements are done, and there are only \(account.read)")
            status = .ownFailure
        }
        if status != .closedPipe, account.failed + account.unknown + account.notSent > 0 || isStopped,
            account.read > 1 || account.hasUnread
        {
            console.sum(account.summary)
        }
        return closeOutput(isWhole: !isStopped, status)
    }

    /// Ends where results go; a file that cannot be finished is a failure of its own.
    func closeOutput(isWhole: Bool, _ status: ExitStatus) -> ExitStatus {
        do throws(OutputError) {
            try router.close(isWhole: isWhole)
            return status
        } catch {
            report(error)
            return status == .success ? ShellError(error).status : status
        }
    }

    private func run(_ script: StartUp.Input) async -> ScriptOutcome {
        do throws(InputFileError) {
            switch script {
            case .text(let text): return await runSource(ScriptSource(text: text))
            case .file(let path): return await runSource(try ScriptSource(file: path))
            }
        } catch {
            report(error)
            return ScriptOutcome(status: .ownFailure, isStopped: !settings.script.keepsGoing)
        }
    }

    /// Runs an input to its end, or to a failure.
    func runSource(_ source: ScriptSource) async -> ScriptOutcome {
        let splitter = StatementSplitter(dialect: await session.dialect, source: source.name)
        inputs.append(OpenInput(name: source.name, folder: source.folder, splitter: splitter))
        defer { inputs.removeLast() }
        var outcome = ScriptOutcome()
        do throws(InputFileError) {
            while try readLine(of: source) {
                guard await carryOut(&outcome) else {
                    if outcome.isStopped { countRest(of: source) }
                    return outcome
                }
            }
        } catch {
            report(error)
            outcome.status = .ownFailure
            outcome.isStopped = true
            return outcome
        }
        inputs[inputs.count - 1].splitter.finish()
        _ = await carryOut(&outcome)
        if !inputs[inputs.count - 1].conditions.isEmpty {
            console.warn("\(source.name.map { "\($0): " } ?? "")an \\if is not closed by \\endif")
        }
        return outcome
    }

    /// Gives the splitter the next line, which may have megabytes and is kept nowhere else; false at the end.
    private func readLine(of source: ScriptSource) throws(InputFileError) -> Bool {
        guard let line = try source.next() else { return false }
        if settings.script.echo == .all { echo(String(decoding: line.bytes, as: UTF8.self)) }
        inputs[inputs.count - 1].splitter.feed(line.whole, number: line.number, isComplete: true)
        return true
    }

    /// Shows a line of the input without the password that may be in it, by what stands before it in its statement.
    private func echo(_ line: String) {
        if inputs[inputs.count - 1].splitter.continuation == .ready { openLines = "" }
        let text = openLines + line
        let masked = StatementRedactor.masked(text, grammar: settings.connection.dialect.grammar)
        console.writeError(masked == text ? line : masked.parts(at: "\n").last.map { String($0) } ?? "")
        // Statements with passwords are short; looking at others again with each line would take quadratic time.
        openLines = text.utf8.count <= 4096 ? text + "\n" : ""
    }

    /// Carries out what was read; false when the script stops here.
    private func carryOut(_ outcome: inout ScriptOutcome) async -> Bool {
        while let event = inputs[inputs.count - 1].splitter.next() {
            do {
                switch try await handle(event) {
                case .continues:
                    showProgress()
                    // A statement may change the dialect of those that follow.
                    inputs[inputs.count - 1].splitter.grammar = settings.connection.dialect.grammar
                    continue
                case .quits(let status):
                    outcome.quits = true
                    if let status { outcome.status = status == 0 ? .success : .chosen(status) }
                    return false
                case .stops(let status):
                    if outcome.status == .success { outcome.status = status }
                    if continues(after: status) { continue }
                }
            } catch {
                let failure = ShellError(error)
                report(failure)
                if outcome.status == .success { outcome.status = failure.status }
                if continues(after: failure.status) { continue }
                if failure.status == .closedPipe {
                    outcome.quits = true
                    return false
                }
            }
            outcome.isStopped = true
            countLeft()
            return false
        }
        return true
    }

    /// Tells how far the scripts have come, where somebody sees it.
    private func showProgress() {
        guard let line = console.progress else { return }
        scriptProgress?.update(line, statements: account.read, settings.connection.dialect)
    }

    /// What tells how far a result has come that goes elsewhere than to the terminal.
    func resultProgress(_ target: OutputRouter.Target) -> ResultProgress? {
        guard !target.isTerminal, let line = console.progress else { return nil }
        return ResultProgress(line, prefix: scriptProgress?.prefix(statement: account.read + 1) ?? "")
    }

    /// With `--keep-going` a failed statement does not stop a script; a lost connection or output does.
    private func continues(after status: ExitStatus) -> Bool {
        settings.script.keepsGoing && status == .statementFailed
    }

    /// Begins a new account.
    func beginAccount() {
        account = StatementAccount()
        countingEnd = nil
    }

    /// Counts the statements of the text that was read and not carried out, as far as counting takes no time to speak
    /// of.
    func countLeft() {
        var events = 0
        while let event = inputs[inputs.count - 1].splitter.next() {
            if case .statement = event { account.notSent += 1 }
            events += 1
            guard events % 64 == 0, isCountingOver else { continue }
            account.hasUnread = true
            inputs[inputs.count - 1].splitter.reset()
            return
        }
    }

    /// Whether counting has taken its time; it begins with the first question.
    private var isCountingOver: Bool {
        let now = ContinuousClock.now
        guard let end = countingEnd else {
            countingEnd = now + Self.countingTime
            return false
        }
        return now > end
    }

    /// Counts the statements that follow a failure, for the message, as far as that takes no time to speak of.
    private func countRest(of source: ScriptSource) {
        guard source.isFinite, !account.hasUnread else {
            account.hasUnread = true
            return
        }
        var lines = 0
        do throws(InputFileError) {
            while !account.hasUnread, let line = try source.next() {
                inputs[inputs.count - 1].splitter.feed(line.whole, number: line.number, isComplete: true)
                countLeft()
                lines += 1
                if lines % 64 == 0, isCountingOver { account.hasUnread = true }
            }
        } catch {
            account.hasUnread = true
        }
        guard !account.hasUnread else { return }
        inputs[inputs.count - 1].splitter.finish()
        countLeft()
    }

    /// Counts the statements of inputs that are not read any more.
    private func countUnread(_ scripts: ArraySlice<StartUp.Input>) {
        for script in scripts {
            switch script {
            case .text(let text): countUnread(ScriptSource(text: text))
            case .file("-"): account.hasUnread = true
            case .file(let path):
                guard let source = try? ScriptSource(file: path) else { continue }
                countUnread(source)
            }
        }
    }

    private func countUnread(_ source: ScriptSource) {
        let splitter = StatementSplitter(dialect: settings.connection.dialect, source: source.name)
        inputs.append(OpenInput(name: source.name, folder: nil, splitter: splitter))
        countRest(of: source)
        inputs.removeLast()
    }
}
