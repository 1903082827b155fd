import CivilTime
import IoTDBWire
import SQLText

/// The prompt.
extension Shell {
    /// Reads and carries out statements until the user leaves.
    ///
    /// - Parameter startScript: the file of statements that run before the prompt appears.
    package func runPrompt(
        _ editor: any LineEditor,
        history: HistoryFile?,
        startScript: String? = nil
    ) async -> ExitStatus {
        isAtPrompt = true
        monitor.announcesConnecting = true
        let remembered = PromptHistory(editor, history)
        promptHistory = remembered
        if let warning = remembered.load() { console.note(warning) }
        await greet()
        if let startScript { await runStartScript(startScript) }
        inputs.append(OpenInput(name: nil, folder: nil, splitter: StatementSplitter(dialect: await session.dialect)))
        let status = await readLines(editor)
        editor.releaseTerminal()
        inputs.removeLast()
        return closeOutput(isWhole: true, status)
    }

    private func readLines(_ editor: any LineEditor) async -> ExitStatus {
        var input = PromptInput()
        var initialText = ""
        var continuation: StatementSplitter.Continuation { inputs[inputs.count - 1].splitter.continuation }
        while true {
            if let signal = tasks.endingSignal { return .signal(signal) }
            if continuation == .ready { await beginInput() }
            do throws(LineEditorError) {
                await setCompletion(editor)
                await setColours(editor)
                let prompt = await prompt(continuation)
                editor.rightPrompt = prompt.right
                let event = try await editor.readLine(prompt: prompt.left, initialText: initialText)
                initialText = ""
                switch event {
                case .line(let line):
                    // A Ctrl-C that ended a question before is delivered late, and not meant for this line.
                    tasks.begin()
                    if let advice = advice(on: line) {
                        editor.releaseTerminal()
                        console.note(advice)
                    }
                    guard let status = await take(line, &input, editor) else { continue }
                    return status
                case .interrupted:
                    if let entry = input.takePartialEntry() { promptHistory?.remember(entry) }
                    input = PromptInput()
                    inputs[inputs.count - 1].splitter.reset()
                case .editExternally(let line):
                    editor.releaseTerminal()
                    initialText = await edit(line, &input)
                case .endOfInput:
                    if let entry = input.takePartialEntry() { promptHistory?.remember(entry) }
                    return .success
                case .terminated(let signal): return .signal(signal)
                }
            } catch {
                editor.releaseTerminal()
                report(error)
                return .ownFailure
            }
        }
    }

    /// Takes a line; answers the status to leave with, or nil to read on.
    private func take(_ text: String, _ input: inout PromptInput, _ editor: any LineEditor) async -> ExitStatus? {
        let number = input.nextNumber
        input.add(text)
        // Remembered before it runs: what kills the shell is worth recalling, too.
        var probe = inputs[inputs.count - 1].splitter
        probe.feed(text, number: number)
        if !probe.events().isEmpty {
            input.begin()
            if editor.takeInterrupt() { tasks.interrupt(leave: {}, idle: {}) }
            editor.releaseTerminal()
        }
        if probe.continuation == .ready, let entry = input.takeEntry() { promptHistory?.remember(entry) }
        inputs[inputs.count - 1].splitter.feed(text, number: number)
        if case .leaves(let status) = await carryOut() { return status }
        if inputs[inputs.count - 1].splitter.continuation == .ready, let entry = input.takeEntry() {
            promptHistory?.remember(entry)
        }
        return nil
    }

    /// What the user is told of a line before it is carried out.
    private func advice(on line: String) -> String? {
        let splitter = inputs[inputs.count - 1].splitter
        guard isActive else { return nil }
        switch splitter.continuation {
        case .ready: return OpenStatementAdvice.text(line: line, open: nil, grammar: splitter.grammar)
        case .inStatement:
            return OpenStatementAdvice.text(line: line, open: splitter.pendingText, grammar: splitter.grammar)
        case .inSingleQuote, .inDoubleQuote, .inBackQuote, .inComment: return nil
        }
    }

    /// Hands the open statement and the line to the user's own editor; answers what is to be edited on.
    private func edit(_ line: String, _ input: inout PromptInput) async -> String {
        let open = inputs[inputs.count - 1].splitter.pendingText
        guard !settings.script.isSandboxed else {
            console.report("editing is not allowed with --sandbox")
            return line
        }
        do {
            let text = try await ExternalEditor.edit(open + line, file: nil)
            inputs[inputs.count - 1].splitter.reset()
            input = PromptInput()
            return text
        } catch {
            report(error)
            return line
        }
    }

    /// A start-up script that fails is told of, and the prompt appears all the same.
    private func runStartScript(_ path: String) async {
        do throws(InputFileError) {
            _ = await runSource(try ScriptSource(startScript: path))
        } catch {
            report(error)
        }
        beginAccount()
    }

    private func greet() async {
        let server = (try? await session.serverProperties().version) ?? "of unknown version"
        // Node, user and dialect stand in the prompt; what is left fits a narrow window.
        console.note("iotdb-shell \(iotdbShellVersion), Apache IoTDB \(server), times in \(timeZone); \\? for help")
        if settings.connection.runsDemo {
            console.note("This is the embedded sample server: a sample, not a database.")
        }
    }

    /// Begins a new input, in the dialect that the session now has.
    private func beginInput() async {
        beginAccount()
        inputs[inputs.count - 1].splitter.grammar = await session.dialect.grammar
    }

    /// Makes the editor colour what is typed, as what the open statement goes on with.
    private func setColours(_ editor: any LineEditor) async {
        let dialect = await session.dialect
        let words = Keywords.of(dialect)
        let highlighter = SQLHighlighter(
            grammar: dialect.grammar,
            keywords: Set(words.first + words.other),
            commands: Set(MetaCommandRegistry.all.flatMap { [$0.name] + $0.aliases }),
            openStatement: inputs[inputs.count - 1].splitter.pendingText
        )
        let usesColor = terminal.usesColor(settings.display.color)
        editor.setHighlighter(highlighter.spans)
        editor.isHighlighting = usesColor && settings.display.highlights
        editor.isSuggesting = usesColor && settings.display.suggests
        console.coloursErrors = editor.isHighlighting && Terminal(descriptor: 2, environment: [:]).isTerminal
    }

    /// The prompt of the next line, and what stands at its right end.
    private func prompt(_ continuation: StatementSplitter.Continuation) async -> (left: String, right: String) {
        let node = monitor.node
        let known = node ?? monitor.lostNode ?? sessions.configuration.nodes.first?.description ?? "nowhere"
        let state = PromptTemplate.State(
            user: sessions.configuration.user,
            node: known,
            isConnected: node != nil,
            database: await session.database,
            dialect: await session.dialect.rawValue,
            lastDuration: lastDuration
        )
        let template = PromptTemplate(settings.prompt)
        return (template.text(state, continuation), continuation == .ready ? template.right(state) : "")
    }

    /// What became of a line.
    private enum LineOutcome {
        case done
        case failed
        case leaves(ExitStatus)
    }

    /// Carries out what was read and shows its errors.
    ///
    /// After an error or Ctrl-C the rest of the input is dropped.
    private func carryOut() async -> LineOutcome {
        while let event = inputs[inputs.count - 1].splitter.next() {
            // It may have come when no statement was under way.
            if tasks.wasInterrupted {
                let isFirst = account.read == 0
                report(ShellError(isFirst ? "cancelled; nothing was sent" : "cancelled", .interrupted))
                let earlier = account.notSent
                if case .statement = event { account.notSent += 1 }
                return dropRest(behind: isFirst ? account.notSent : earlier)
            }
            do {
                switch try await handle(event) {
                case .continues:
                    inputs[inputs.count - 1].splitter.grammar = settings.connection.dialect.grammar
                    continue
                case .quits(let status): return .leaves(status.map { $0 == 0 ? .success : .chosen($0) } ?? .success)
                case .stops:
                    console.sum(account.summary)
                    beginAccount()
                }
            } catch {
                report(error)
            }
            return dropRest(behind: account.notSent)
        }
        return .done
    }

    /// Tells how many statements there are behind those that are counted as not sent already.
    private func dropRest(behind earlier: Int) -> LineOutcome {
        countLeft()
        var left = account
        left.notSent -= earlier
        if let rest = left.rest { console.sum(rest) }
        beginAccount()
        return .failed
    }
}
