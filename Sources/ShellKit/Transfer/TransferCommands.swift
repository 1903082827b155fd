import CivilTime
import IoTDBWire

/// Import and export.
enum TransferCommands {
    /// The commands of the section.
    static let all: [MetaCommand] = [
        MetaCommand(
            "copy",
            section: .transfer,
            arguments: [.rest("... TO|FROM ...", .path, isOptional: false)],
            summary: "write rows to a file, or rows of a file into the server",
            details:
                "\\copy (QUERY)|PATH|TABLE TO 'FILE'|STDOUT|PROGRAM 'COMMAND' [csv|tsv|ndjson|insert] [key=value ...]"
                + " writes rows; \\copy PATH|TABLE [(COLUMN, ...)] FROM 'FILE'|STDIN|PROGRAM 'COMMAND' [csv|tsv|ndjson]"
                + " [key=value ...] reads them. The ending of the file's name picks the format unless one is given; .gz"
                + " compresses. Keys: " + optionList,
            leavesSandbox: true
        ) { arguments, context in
            let command = try parsed("copy") { () throws(CopyError) in
                try CopyCommand(parsing: arguments["... TO|FROM ..."] ?? "")
            }
            if command.isImport { try await load(command, context) } else { try await export(command, context) }
            return .done
        },
        MetaCommand(
            "dump",
            section: .transfer,
            arguments: [.rest("schema|data [PATTERN] [TO 'FILE'] [users=on]", .path, isOptional: false)],
            summary: "write the statements that make the schema, or all rows, again",
            details: "-f runs them on an empty server. Passwords are not known: a script with users=on takes them from"
                + " variables.",
            leavesSandbox: true
        ) { arguments, context in
            let command = try parsed("dump") { () throws(CopyError) in
                try DumpCommand(parsing: arguments["schema|data [PATTERN] [TO 'FILE'] [users=on]"] ?? "")
            }
            try await dump(command, context)
            return .done
        },
    ]

    private static var optionList: String {
        CopyOptions.keys.map { "\($0.name)=\($0.values) (\($0.summary))" }.joined(separator: ", ") + "."
    }

    private static func parsed<Command>(
        _ name: String,
        _ body: () throws(CopyError) -> Command
    ) throws(MetaCommandError) -> Command {
        do throws(CopyError) {
            return try body()
        } catch {
            throw MetaCommandError("\\\(name): \(error)")
        }
    }

    // MARK: Import

    private static func load(_ command: CopyCommand, _ context: CommandContext) async throws {
        let output = context.output
        let interrupt = try? WakePipe()
        let notes = NoteQueue()
        let run = CopyImport(
            command,
            await context.session.sessionConfiguration,
            zone: await context.settings.timeZone,
            interrupt: interrupt,
            note: { notes.append($0) }
        )
        let report: CopyImport.Report
        do {
            report = try await withTaskCancellationHandler {
                try await run.run()
            } onCancel: {
                interrupt?.wake()
            }
        } catch {
            for note in notes.take() { await output.note(note) }
            throw error
        }
        for note in notes.take() { await output.note(note) }
        let isBad = report.failure != nil || report.progress.rowsRejected > 0
        for line in report.lines { if isBad { await output.report(line) } else { await output.note(line) } }
        if let failure = report.failure { throw failure }
        if report.progress.rowsRejected > 0 {
            let count = report.progress.rowsRejected
            throw ShellError(count == 1 ? "1 row was rejected" : "\(count) rows were rejected", .statementFailed)
        }
    }

    /// What is said while an import runs, for the shell to print in order.
    private final class NoteQueue: Sendable {
        private let notes = Lock<[String]>([])
        func append(_ note: String) { notes.withLock { $0.append(note) } }
        func take() -> [String] {
            notes.withLock { notes in
                defer { notes = [] }
                return notes
            }
        }
    }

    // MARK: Export

    private static func export(_ command: CopyCommand, _ context: CommandContext) async throws {
        let dialect = await context.session.dialect
        var table: [CopyExport.TableColumn] = []
        if dialect == .table, case .name(let name) = command.subject {
            for row in try await context.session.rows("DESCRIBE \(name)", atMost: 100_000) {
                guard let name = row.text("ColumnName"), let category = row.text("Category") else { continue }
                table.append(CopyExport.TableColumn(name, ImportColumnName.category(named: category)))
            }
        }
        let run = CopyExport(command, dialect, zone: await context.settings.timeZone, table: table)
        let target = try await context.output.open(destination(command.place))
        let line = ProgressLine()
        defer { line.clear() }
        do {
            let sink: any OutputSink = command.isCompressed ? try GzipSink(target.sink) : target.sink
            let rows = try await context.session.withResults(run.sql) { results in
                try await run.write(results, to: sink) { line.update(rows: $0, fraction: nil) }
            }
            if command.isCompressed { try sink.finish(isWhole: true) }
            try target.finish(isWhole: true)
            line.clear()
            if case .standard = command.place { return }
            await context.output.note("\(rows) rows written")
        } catch {
            try? target.finish(isWhole: false)
            throw error
        }
    }

    private static func destination(_ place: CopyCommand.Place) -> Destination {
        switch place {
        case .file(let path): .file(FileName.expanded(path), appends: false)
        case .standard: .standardOutput
        case .program(let command): .program(command)
        }
    }

    // MARK: Dump

    private static func dump(_ command: DumpCommand, _ context: CommandContext) async throws {
        let configuration = await context.session.sessionConfiguration
        let path = command.file.map { FileName.expanded($0) }
        let target = try await context.output.open(path.map { .file($0, appends: false) })
        do {
            let isCompressed = path?.hasSuffix(".gz") ?? false
            let sink: any OutputSink = isCompressed ? try GzipSink(target.sink) : target.sink
            let session = try await Session.open(configuration)
            do {
                try await write(command, session, configuration.dialect, sink, await context.settings.timeZone)
            } catch {
                await session.close()
                throw error
            }
            await session.close()
            if isCompressed { try sink.finish(isWhole: true) }
            try target.finish(isWhole: true)
        } catch {
            try? target.finish(isWhole: false)
            throw error
        }
    }

    private static func write(
        _ command: DumpCommand,
        _ session: Session,
        _ dialect: SQLDialect,
        _ sink: any OutputSink,
        _ zone: TimeZoneID
    ) async throws {
        let dump = SchemaDump(session, command, dialect) { text in
            var text = text
            let outcome = text.withUTF8 { bytes in
                Result { () throws(OutputError) in try sink.write(UnsafeRawBufferPointer(bytes)) }
            }
            try outcome.get()
        }
        for export in try await dump.run() where command.hasData {
            let run = CopyExport(export, dialect, zone: zone)
            let results = try await session.query(run.sql)
            do {
                _ = try await run.write(results, to: sink)
            } catch {
                await results.close()
                throw error
            }
            await results.close()
        }
    }
}

extension CopyError: ShellErrorConvertible {
    /// A failure of our own: nothing was asked of the server, or nothing more.
    ///
    /// Rows that are refused fail as a statement does.
    package var shellError: ShellError { ShellError("\\copy: \(self)", isOfRows ? .statementFailed : .ownFailure) }
}
