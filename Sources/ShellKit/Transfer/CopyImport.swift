package import CivilTime
package import IoTDBWire

/// Carries out a `\copy … FROM`.
package struct CopyImport: Sendable {
    /// What an import came to, for the user and the exit status.
    package struct Report: Sendable {
        /// How many rows were read, loaded and rejected.
        package var progress: ImportProgress
        /// Lines for standard error.
        package var lines: [String] = []
        /// Why the import ended before the end of the file.
        package var failure: (any Error)?
    }

    /// What the user asked for.
    package var command: CopyCommand
    /// How sessions are opened; tells the dialect and the current database.
    package var configuration: SessionConfiguration
    /// Zone of times without an offset.
    package var zone: TimeZoneID
    /// Ends reading of a pipe; nil where nothing does.
    package var interrupt: WakePipe?
    /// Tells the user something.
    package var note: @Sendable (String) -> Void

    package init(
        _ command: CopyCommand,
        _ configuration: SessionConfiguration,
        zone: TimeZoneID,
        interrupt: WakePipe? = nil,
        note: @escaping @Sendable (String) -> Void
    ) {
        self.command = command
        self.configuration = configuration
        self.zone = zone
        self.interrupt = interrupt
        self.note = note
    }

    /// Imports to the end of the file, or as far as it goes.
    /// - Throws: when nothing was imported: the file cannot be read, its columns cannot be written, there is no server.
    package func run() async throws -> Report {
        guard case .name(let subject) = command.subject else { throw CopyError("rows go into a path or a table") }
        if configuration.dialect == .table, configuration.database == nil {
            throw CopyError("no database is in use: USE one first")
        }
        let pool = SessionPool(SessionPoolConfiguration(configuration, maximumSessions: command.options.threads))
        do {
            let report = try await run(subject, pool)
            await pool.close(within: .seconds(1))
            return report
        } catch {
            await pool.close(within: .seconds(1))
            throw error
        }
    }

    private func run(_ subject: String, _ pool: SessionPool) async throws -> Report {
        let precision = try await pool.withSession { try await $0.timestampPrecision }
        let (command, interrupt, dialect) = (command, interrupt, configuration.dialect)
        let setup = Importer.Setup(
            subject: subject,
            command: command,
            dialect: dialect,
            precision: precision,
            zone: zone,
            rejectPath: rejectPath,
            open: { try Self.open(command, interrupt) },
            schema: { heading in
                try await pool.withSession { try await SchemaReader(session: $0).schema(subject, dialect, heading) }
            },
            note: note
        )
        let line = ProgressLine()
        let importer = try Importer(PoolTabletWriter(pool: pool), setup) { progress in
            let fraction = progress.size.map { $0 > 0 ? Double(progress.bytesRead) / Double($0) : 1 }
            let rejected = progress.rowsRejected > 0 ? ", \(progress.rowsRejected) rejected" : ""
            line.update(rows: progress.rowsRead, fraction: fraction, rejected)
        }
        let outcome: Importer.Outcome
        do {
            outcome = try await importer.run()
        } catch {
            line.clear()
            throw error
        }
        line.clear()
        return report(outcome)
    }

    /// `FILE.rejected`; standard input and programs have none unless one is named.
    private var rejectPath: String? {
        if let path = command.options.rejectFile { return path }
        if case .file(let path) = command.place {
            return (path.hasSuffix(".gz") ? String(path.dropLast(3)) : path) + ".rejected"
        }
        return nil
    }

    private static func open(_ command: CopyCommand, _ interrupt: WakePipe?) throws -> any ByteSource {
        switch command.place {
        case .standard: return DescriptorSource(descriptor: 0, name: "standard input", interrupt: interrupt)
        case .program(let program): return try ProgramSource(program, interrupt: interrupt)
        case .file(let path):
            let source = try DescriptorSource(path: path, interrupt: interrupt)
            return command.isCompressed ? try GzipSource(source, name: path) : source
        }
    }

    private func report(_ outcome: Importer.Outcome) -> Report {
        let progress = outcome.progress
        var report = Report(progress: progress, failure: outcome.failure)
        report.lines.append(
            "\(progress.rowsRead) rows read = \(progress.rowsLoaded) loaded + \(progress.rowsRejected) rejected"
        )
        let open = progress.rowsRead - progress.rowsLoaded - progress.rowsRejected
        if open > 0 {
            report.lines[0] += " + \(open) not sent" + (outcome.unknownLines == nil ? "" : " or of unknown outcome")
        }
        for reject in outcome.firstRejects { report.lines.append("line \(reject.line): \(reject.reason)") }
        if progress.rowsRejected > outcome.firstRejects.count {
            report.lines.append("… and \(progress.rowsRejected - outcome.firstRejects.count) others")
        }
        if let path = outcome.rejectFile { report.lines.append("the rejected rows are in \(path)") }
        if progress.repeats > 0 {
            report.lines.append(
                "\(progress.repeats) requests were sent again: rows written twice replace themselves, none is there twice"
            )
        }
        if let lines = outcome.unknownLines {
            report.lines.append(
                "lines \(lines.lowerBound) to \(lines.upperBound) may be stored or not, in part or whole"
            )
        }
        if outcome.failure != nil {
            report.lines.append(
                "all lines before \(progress.nextLine) are done; go on with resume-from=\(progress.nextLine)"
            )
        }
        return report
    }
}
