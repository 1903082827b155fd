import IoTDBWire
import SQLText

extension Shell {
    /// Reads and carries out statements until the user leaves.
    package func runPrompt(_ editor: any LineEditor, history: HistoryFile?) async -> ExitStatus {
        isAtPrompt = true
        await greet(editor, history)
        var input = await freshInput()
        while true {
            do throws(LineEditorError) {
                await setCompletion(editor, input)
                switch try await editor.readLine(prompt: await prompt(input.continuation)) {
                case .line(let line):
                    // A Ctrl-C that ended a question before is delivered late, and not meant for this line.
                    tasks.begin()
                    if input.swallows(line) {
                        console.note("This line is part of an open statement; Ctrl-C drops the statement.")
                    }
                    let events = input.feed(line)
                    if let entry = input.takeEntry() { remember(entry, editor, history) }
                    guard await carryOut(events) else { return .success }
                    if input.continuation == .ready { input = await freshInput() }
                case .interrupted:
                    if let entry = input.takeBegunEntry() { remember(entry, editor, history) }
                    input = await freshInput()
                // Nothing opens an editor yet: the line is dropped, as Ctrl-C would do it.
                case .editExternally: input = await freshInput()
                case .endOfInput:
                    if let entry = input.takeBegunEntry() { remember(entry, editor, history) }
                    return .success
                case .terminated(let signal): return .signal(signal)
                }
            } catch {
                console.report("\(error)")
                return .ownFailure
            }
        }
    }

    private func greet(_ editor: any LineEditor, _ history: HistoryFile?) async {
        if let contents = history?.load() {
            if let warning = contents.warning { console.note(warning) }
            for entry in contents.entries { editor.addHistory(entry) }
        }
        let server = await summary()
        console.note("iotdb-shell \(iotdbShellVersion), \(server)")
        if options.runsDemo { console.note("This is the embedded sample server: a sample, not a database.") }
        console.note("Type \\? for help, \\q to leave.")
    }

    /// An input with nothing in it, in the dialect that the session now has.
    private func freshInput() async -> PromptInput {
        serverNames.forget()
        return PromptInput(dialect: await session.dialect)
    }

    /// Makes Tab complete what follows the open statement.
    private func setCompletion(_ editor: any LineEditor, _ input: PromptInput) async {
        let completer = Completer(source: SessionNames(serverNames, database: await session.database))
        let (pending, dialect) = (input.pendingText, await session.dialect)
        editor.setCompletionProvider { completer.complete(textBeforeCursor: pending + $0, dialect: dialect) }
    }

    /// `Apache IoTDB 2.0.6 at host:6667, tree dialect, times in UTC`.
    private func summary() async -> String {
        let version = try? await session.serverProperties().version
        let node = monitor.node ?? "no node"
        let dialect = await session.dialect.rawValue
        return
            "Apache IoTDB \(version ?? "of unknown version") at \(node), \(dialect) dialect, times in \(settings.timeZone)"
    }

    private func prompt(_ continuation: StatementSplitter.Continuation) async -> String {
        let node = monitor.node ?? "not connected"
        let database = await session.database
        let dialect = await session.dialect
        let place = database ?? dialect.rawValue
        return Prompt.text(user: sessions.configuration.user, node: node, place: place, continuation)
    }

    /// Puts a finished statement into the history, as one entry.
    private func remember(_ entry: String, _ editor: any LineEditor, _ history: HistoryFile?) {
        guard let history, history.accepts(entry) else { return }
        editor.addHistory(entry)
        history.append(entry)
    }

    /// Carries out events and shows their errors; false when the user leaves.
    ///
    /// After an error or Ctrl-C the rest of the input is dropped.
    private func carryOut(_ events: [StatementEvent]) async -> Bool {
        for (index, event) in events.enumerated() {
            // It may have come when no statement was under way.
            if tasks.wasInterrupted {
                console.report("cancelled")
                reportRest(events[index...])
                return true
            }
            do {
                if try await handle(event) == .quit { return false }
            } catch {
                console.report(ShellError(error).message)
                reportRest(events[(index + 1)...])
                return true
            }
        }
        return true
    }

    private func reportRest(_ events: ArraySlice<StatementEvent>) {
        let count = Self.statements(events)
        guard count > 0 else { return }
        console.note(count == 1 ? "1 more statement was not sent" : "\(count) more statements were not sent")
    }
}
