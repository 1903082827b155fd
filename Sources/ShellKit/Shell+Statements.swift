import CivilTime
import IoTDBWire
import SQLText

/// Statements of the user.
extension Shell {
    /// Runs a statement and prints its result, or keeps it in variables.
    func execute(_ written: Statement, _ request: SendRequest) async throws {
        lastStatement = written
        if try skipsAsDone(written) { return }
        noteUnknownBefore(written)
        let number = account.read + 1
        // Also where it fails: it may have been carried out.
        defer { schemaCache.forget(after: written.text, grammar: grammar) }
        let carriedOut: Statement
        var sent = written
        do {
            let statement = try expanded(written)
            sent = statement
            try permit(statement)
            if settings.script.echo == .queries { console.writeError(shown(statement)) }
            console.takeDown(shown(statement))
            try await waitForTurn()
            let start = ContinuousClock.now
            do {
                try await runAskingForPassword(statement, request)
            } catch {
                note(duration: ContinuousClock.now - start)
                throw error
            }
            account.done += 1
            carriedOut = statement
        } catch {
            var failure = await explained(error, written, sent: sent)
            failure.details.statement = number
            account.note(failure)
            if settings.script.echo == .errors { console.writeError("STATEMENT: " + shown(written)) }
            try remember(failure, of: written)
            throw failure
        }
        // What fails from here on is no failure of the statement.
        try checkpoint?.finish(written.text)
        try await adoptOwnPassword(of: carriedOut)
    }

    /// Throws where the statement must not be sent.
    private func permit(_ statement: Statement) throws {
        let permission = StatementPermission(settings.script, isAtPrompt: isAtPrompt)
        let reason: String
        switch permission.decision(on: statement.text, dialect: settings.connection.dialect) {
        case .send: return
        case .refuse(let text): reason = text
        case .ask(let danger):
            // Nobody there to ask is no reason to stop somebody who pipes lines into a terminal.
            guard let answer = PasswordPrompt.read("Sure? \(danger). (y/n) ", showsAnswer: true) else { return }
            if ["y", "yes"].contains(answer.trimmingBlanks().lowercased()) { return }
            reason = "not sent; \\set SAFE off stops the questions"
        }
        var failure = ShellError(reason, .statementFailed)
        failure.details.outcome = .notSent
        throw failure
    }

    /// Waits until the next statement may be sent.
    private func waitForTurn() async throws {
        guard let rate = settings.script.throttle else { return }
        if throttle == nil { throttle = Throttle(rate: rate, now: .now) }
        guard let turn = throttle?.take(now: .now), turn > .now else { return }
        try await tasks.run { try await Task.sleep(until: turn, clock: .continuous) }
    }

    /// Passes over the statement where the checkpoint says that it is done already.
    private func skipsAsDone(_ statement: Statement) throws -> Bool {
        guard let done = checkpoint?.done, account.read < done else { return false }
        do throws(ShellError) {
            try checkpoint?.skip(statement.text)
        } catch {
            // Those before it were carried out another time, if at all.
            beginAccount()
            throw error
        }
        account.done += 1
        return true
    }

    /// Says so before a statement is sent that was sent once before and not answered.
    private func noteUnknownBefore(_ statement: Statement) {
        guard let checkpoint, checkpoint.isNextUnknown, account.read == checkpoint.done else { return }
        console.warn("\(prefix(statement.position))the outcome of this statement was unknown; it is sent again")
    }

    /// Keeps in the checkpoint what became of a statement that failed.
    private func remember(_ failure: ShellError, of statement: Statement) throws {
        if failure.details.outcome == .unknown {
            try checkpoint?.noteUnknown()
        } else if settings.script.keepsGoing, failure.status == .statementFailed {
            try checkpoint?.finish(statement.text)
        }
    }

    /// Runs a statement; a user at the prompt whose password was changed elsewhere is asked for the new one, as the
    /// statement has not been sent then.
    private func runAskingForPassword(_ statement: Statement, _ request: SendRequest) async throws {
        do {
            try await run(statement, request)
        } catch let error as IoTDBError where error.code == .authenticationFailed && isAtPrompt {
            console.report(ShellError(error))
            guard let password = try? readPassword(of: sessions.configuration.user) else {
                throw ShellError("no password was given; the statement was not sent", .noConnection)
            }
            try await tasks.run { try await self.adoptPassword(password) }
            try await run(statement, request)
        }
    }

    private func run(_ statement: Statement, _ request: SendRequest) async throws {
        if let prefix = request.variablePrefix { return try await keep(statement, prefix) }
        var display = try display(for: request)
        if display.format == .insert, display.rendering.insertTarget == nil, grammar == .table {
            display.rendering.insertTarget = QueriedTable.name(in: statement.text)
        }
        let target = try router.open(request.destination, pager: pager(for: display))
        let printer = printer(target, display, keeper: keeper)
        let executor = self.executor
        let fetchSize = settings.connection.fetchSize
        do {
            let outcome = try await tasks.run(on: executor.thread) {
                try await executor.run(statement.text, fetchSize: fetchSize) { try await printer.print($0) }
            }
            settings.connection.dialect = outcome.dialect
            try target.finish(isWhole: true)
            report(outcome)
            // What a reader spends in the pager is not the statement's.
            note(duration: pager(for: display) == nil ? outcome.total : outcome.firstAnswer)
            await noteMissingSeries(statement.text)
        } catch {
            try? target.finish(isWhole: false)
            if case OutputError.hasEnough = error { return }
            throw error
        }
    }

    /// The display settings of one result.
    func display(for request: SendRequest) throws -> DisplaySettings {
        var changed = settings
        for (name, value) in request.settings {
            let setting = try DisplayCommands.find(name, among: SettingTable.display, "\\g") { $0.displayName }
            do throws(SettingError) {
                try changed.set(setting, to: value, from: .command)
            } catch {
                throw MetaCommandError(error.message(name: "\\g \(name)", value: value))
            }
        }
        var display = changed.display
        if request.settings["format"] == nil, !display.isFormatGiven,
            let format = request.destination?.fileName.flatMap(ResultFormats.forFileExtension)
        {
            display.format = format
        }
        return display
    }

    func printer(
        _ target: OutputRouter.Target,
        _ display: DisplaySettings,
        title: String? = nil,
        keeper: ResultKeeper? = nil
    ) -> ResultPrinter {
        var display = display
        if watch?.request.showsChanges == true { display.rendering.compared = watch?.previous }
        return ResultPrinter(
            target: target,
            display: display,
            dialect: settings.connection.dialect,
            timeZone: timeZone,
            usesColor: terminal.usesColor(display.color),
            drawsBoxes: terminal.usesUTF8,
            window: terminal.size,
            title: title,
            keeper: keeper,
            progress: resultProgress(target)
        )
    }

    /// The pager of a result; nil where none is wanted.
    func pager(for display: DisplaySettings) -> PagerSink.Options? {
        let isAble = terminal.understandsEscapes || display.pager == .always
        guard isAtPrompt, isAble, watch == nil, display.pager != .off, display.format.audience == .people,
            let size = terminal.size
        else { return nil }
        return PagerCommand.options(size: size, isForced: display.pager == .always)
    }

    /// Keeps the only row of a result in variables named like its columns.
    private func keep(_ statement: Statement, _ prefix: String) async throws {
        guard prefix.isEmpty || VariableName.isValid(prefix) else {
            throw MetaCommandError("\\gset: \"\(prefix)\" cannot begin a variable; give letters, digits and _")
        }
        let executor = self.executor
        let fetchSize = settings.connection.fetchSize
        let outcome = try await tasks.run(on: executor.thread) {
            try await executor.run(statement.text, fetchSize: fetchSize) { results in
                let names = results.columns.map(\.name)
                var rows: [[String?]] = []
                for try await row in results.rows {
                    rows.append(row.values.map { $0.isNull ? nil : $0.description })
                    if rows.count > 1 { break }
                }
                await results.close()
                return (names, rows)
            }
        }
        settings.connection.dialect = outcome.dialect
        guard let (names, rows) = outcome.value, rows.count == 1 else {
            let count = outcome.value.map { $0.1.isEmpty ? "no row" : "more than one row" } ?? "no rows"
            throw MetaCommandError("\\gset: the statement gave \(count), not one")
        }
        let found = names.map { prefix + VariableName.made(from: $0) }
        if let wrong = zip(found, names).first(where: { !VariableName.isValid($0.0) }) {
            throw MetaCommandError("\\gset: \"\(wrong.1)\" cannot be the name of a variable; give a prefix")
        }
        for (name, value) in zip(found, rows[0]) { variables[name] = value }
    }

    /// After the session's own user has got another password, connections that are opened later need it.
    private func adoptOwnPassword(of statement: Statement) async throws {
        guard let change = PasswordChange(statement.text, grammar: grammar), change.user == sessions.configuration.user
        else { return }
        try await adoptPassword(Password(change.password))
    }

    /// The statement with the values of variables in it.
    private func expanded(_ statement: Statement) throws -> Statement {
        Statement(text: try expanded(statement.text), position: statement.position)
    }

    package func expanded(_ statement: String) throws -> String {
        guard !variables.isEmpty, statement.utf8.contains(UInt8(ascii: ":")) else { return statement }
        return try VariableExpander(grammar: grammar).expand(statement) { variables[$0] }
    }

    /// The grammar of the statements.
    private var grammar: SQLGrammar { settings.connection.dialect.grammar }

    /// A statement as it may be shown: without passwords.
    func shown(_ statement: Statement) -> String {
        StatementRedactor.masked(statement.text, grammar: grammar) + ";"
    }

    /// The error with the place of its statement, an excerpt, and without passwords.
    ///
    /// - Parameter sent: the statement with the values of variables in it, which may be passwords.
    private func explained(_ error: any Error, _ statement: Statement, sent: Statement) async -> ShellError {
        let failure = ShellError(error)
        let dialect = await session.dialect
        func redacted(_ message: String) -> String {
            let text = StatementRedactor.redact(message, about: statement.text, grammar: dialect.grammar)
            if sent.text == statement.text { return text }
            return StatementRedactor.redact(text, about: sent.text, grammar: dialect.grammar)
        }
        let text = redacted(failure.message)
        let width = terminal.size?.columns ?? ErrorExcerpt.defaultWidth
        let excerpt = ErrorExcerpt.text(
            for: text,
            about: Suggestion.unknownName(text),
            in: statement,
            dialect: dialect,
            width: width
        )
        var lines = [text, excerpt, await suggestion(text, statement.text)].compactMap { $0 }
        if failure.details.outcome == .unknown, failure.status == .noConnection {
            lines[0] += outcomeUnknownNote(failure.message)
        }
        var located = failure.with(
            message: text.isEmpty ? "" : prefix(statement.position) + lines.joined(separator: "\n")
        )
        located.details.position = statement.position
        located.details.text = failure.details.text.map(redacted)
        located.wholeMessage = failure.wholeMessage.map(redacted)
        return located
    }

    private func outcomeUnknownNote(_ message: String) -> String {
        message.contains(bytesOf: "may have been carried out") || message.contains(bytesOf: "outcome")
            ? "" : "; it may have been carried out (outcome unknown)"
    }

    /// Keeps how long a statement took, and calls the user back who has turned away meanwhile.
    private func note(duration: Duration) {
        guard isAtPrompt else { return }
        lastDuration = duration
        guard let limit = settings.prompt.notifyAfter, duration >= limit, watch == nil else { return }
        if terminal.understandsEscapes { console.ring() }
        console.note("The statement took \(duration.clockText).")
    }

    private func report(_ outcome: StatementExecutor.Outcome<Int>) {
        // At a prompt silence would leave a question; a script is told of failures only.
        if isAtPrompt, outcome.value == nil { console.note("OK") }
        guard settings.display.isTiming else { return }
        var parts = ["Time: \(outcome.total.milliseconds) ms"]
        if let rows = outcome.value {
            parts.append("first answer: \(outcome.firstAnswer.milliseconds) ms")
            if rows >= 100 { parts.append("\(outcome.total.rate(of: rows)) rows/s") }
        }
        console.report(parts.joined(separator: ", "))
    }
}
