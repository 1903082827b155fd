import CivilTime
import IoTDBWire

/// Reads the records of a file, makes tablets of them and has them written, several at a time.
///
/// Reading blocks, so the actor has a thread of its own.
actor Importer {
    /// How an import ended.
    struct Outcome: Sendable {
        /// What was done.
        var progress: ImportProgress
        /// Why it ended before the end of the file.
        var failure: (any Error)?
        /// Lines whose rows may be stored or not.
        var unknownLines: ClosedRange<Int>?
        /// File of the rejected rows.
        var rejectFile: String?
        /// Line and reason of the first rejected rows.
        var firstRejects: [RowLoader.Reject]
    }

    /// What came of a batch.
    private struct Sent: Sendable {
        let number: Int
        let batch: ImportBatch
        let repeats: Int
        let failure: (error: IoTDBError, isOfRows: Bool)?
    }

    /// What an import needs of the server and the system.
    struct Setup: Sendable {
        /// Path or table.
        var subject: String
        /// What the user asked for.
        var command: CopyCommand
        var dialect = SQLDialect.tree
        var precision = TimestampPrecision.milliseconds
        /// Zone of times without an offset.
        var zone = TimeZoneID.utc
        /// File of rejected rows; nil keeps none.
        var rejectPath: String?
        /// Opens the file.
        var open: @Sendable () throws -> any ByteSource
        /// Asks the server for what it knows of the columns.
        var schema: @Sendable (ImportHeading) async throws -> ImportSchema
        /// Tells the user something before the first row is sent.
        var note: @Sendable (String) -> Void
    }

    private nonisolated let thread: SocketThread
    private let writer: any TabletWriter
    private let setup: Setup
    private let options: CopyOptions
    private let report: @Sendable (ImportProgress) -> Void
    private var progress = ImportProgress()
    private var ledger = BatchLedger(firstLine: 1)
    private var overlaps = BatchOverlaps()
    /// Batches that were sent and not heard of, the oldest first.
    private var underWay: [(lines: ClosedRange<Int>, task: Task<Sent, Never>)] = []
    private var failure: (any Error)?
    private var unknownLines: ClosedRange<Int>?
    private var firstRejects: [RowLoader.Reject] = []

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// - Parameter report: is told how far the import has come, after each batch.
    init(
        _ writer: any TabletWriter,
        _ setup: Setup,
        report: @escaping @Sendable (ImportProgress) -> Void = { _ in }
    ) throws(CopyError) {
        do throws(TransportError) {
            thread = try SocketThread()
        } catch {
            throw CopyError("no thread for the import: \(error.message)")
        }
        self.writer = writer
        self.setup = setup
        self.report = report
        options = setup.command.options
    }

    /// Imports the file.
    ///
    /// Cancelling the task ends reading; what is under way is waited for, so that the last line stored is known.
    /// - Throws: when not even the header could be read, or the columns cannot be written.
    func run() async throws -> Outcome {
        let head = try SourceHead(try setup.open())
        if setup.command.format == .ndjson {
            let keys = setup.command.columns.isEmpty ? head.keys : setup.command.columns
            return try await start(RecordReader(head, JSONLinesParser(keys: keys)), keys.map { ImportColumnName($0) })
        }
        if setup.command.format == .tsv, options.quotes == nil {
            let quoting = DelimitedParser.Quoting.postgres(null: Array((options.null ?? "\\N").utf8))
            return try await start(
                RecordReader(head, DelimitedParser(delimiter: UInt8(ascii: "\t"), quoting: quoting)),
                nil
            )
        }
        let delimiter = setup.command.format == .tsv ? UInt8(ascii: "\t") : UInt8(ascii: ",")
        let quoting: DelimitedParser.Quoting =
            switch options.quotes {
            case .rfc4180: .rfc4180
            case .backslash: .backslash
            case nil: head.quoting(delimiter: delimiter)
            }
        return try await start(RecordReader(head, DelimitedParser(delimiter: delimiter, quoting: quoting)), nil)
    }

    /// Reads the header, finds out where the columns go, and imports the rows.
    private func start<Parser: RecordParser>(
        _ opened: RecordReader<Parser>,
        _ keys: [ImportColumnName]?
    ) async throws -> Outcome {
        var reader = opened
        let hasHeader = keys == nil && options.header != .off
        try reader.peek(header: hasHeader)
        let batch = reader.batch
        let heading = try ImportHeading(try keys ?? columnNames(batch, hasHeader), setup.dialect, options)
        let schema = try await setup.schema(heading)
        let inferred = infer(heading, schema, batch, from: hasHeader ? 1 : 0)
        let plan = try ImportPlan(setup.subject, setup.dialect, heading, schema, inferred: inferred, options)
        let times = TimeFieldParser(try format(), precision: setup.precision, zone: options.zone ?? setup.zone)
        var limits = RowLoader.Limits()
        limits.rows = options.batchRows
        let loader = RowLoader(plan, null: null, times, limits)
        let rejects = RejectFile(path: setup.rejectPath, format: setup.command.format)
        return await run(reader, loader, rejects)
    }

    private func columnNames(_ batch: RecordBatch, _ hasHeader: Bool) throws -> [ImportColumnName] {
        let listed = setup.command.columns.map { ImportColumnName(heading: $0) }
        guard hasHeader else {
            guard !listed.isEmpty else { throw CopyError("without a header the columns have to be named: (Time, …)") }
            return listed
        }
        guard let header = batch.records.first else { throw CopyError("the file is empty: it has not even a header") }
        if let fault = header.fault { throw CopyError("line \(header.line), the header: \(fault)") }
        guard listed.isEmpty || listed.count == header.fieldCount else {
            throw CopyError("the command names \(listed.count) columns, the header of the file \(header.fieldCount)")
        }
        if !listed.isEmpty { return listed }
        return (0..<header.fieldCount).map {
            ImportColumnName(heading: batch.text(of: batch.field($0, of: header)))
        }
    }

    /// The types that nothing but the first rows tells; says which they are.
    private func infer(
        _ heading: ImportHeading,
        _ schema: ImportSchema,
        _ batch: RecordBatch,
        from first: Int
    ) -> [Int: DataType] {
        let untyped = ImportPlan.untyped(setup.subject, setup.dialect, heading, schema, options)
        guard !untyped.isEmpty else { return [:] }
        var types: [Int: DataType] = [:]
        let null = self.null.map { Array($0.utf8) }
        for column in untyped {
            var inference = TypeInference()
            for record in batch.records.dropFirst(first) where record.fault == nil {
                let field = batch.field(column, of: record)
                let content = batch.content(of: field)
                let isNull = field.form == .absent || field.form == .bare && null.map(content.elementsEqual) ?? false
                if isNull { continue }
                content.withUnsafeBytes { inference.take($0, isQuoted: field.form == .quoted) }
            }
            types[column] = inference.type
        }
        if schema.types.isEmpty || !heading.hasDevice {
            let list = untyped.map { "\(heading.columns[$0].name) \((types[$0] ?? .text).name)" }
            let shown = list.prefix(8).joined(separator: ", ") + (list.count > 8 ? " and \(list.count - 8) others" : "")
            setup.note("types found in the first rows (types= sets others): \(shown)")
        }
        return types
    }

    /// Text of null in the file, where the parser does not know null by itself.
    private var null: String? {
        switch setup.command.format {
        case .csv: options.null ?? ""
        case .tsv: options.quotes == nil ? nil : options.null ?? ""
        case .ndjson, .insert: nil
        }
    }

    private func format() throws(CopyError) -> TimeFieldParser.Format {
        switch options.time {
        case "auto": return .automatic
        case "iso": return .iso
        case "epoch": return .epoch(unitsPerSecond: setup.precision.unitsPerSecond)
        case "s": return .epoch(unitsPerSecond: 1)
        case "ms": return .epoch(unitsPerSecond: 1000)
        case "us": return .epoch(unitsPerSecond: 1_000_000)
        case "ns": return .epoch(unitsPerSecond: 1_000_000_000)
        case let text:
            guard let pattern = TimeFieldPattern(text) else {
                throw CopyError(
                    "time=\(text): it is auto, iso, epoch, s, ms, us, ns or a pattern such as dd.MM.yyyy HH:mm:ss"
                )
            }
            return .pattern(pattern)
        }
    }

    private func run<Parser: RecordParser>(
        _ opened: RecordReader<Parser>,
        _ filled: RowLoader,
        _ rejects: RejectFile
    ) async -> Outcome {
        var (reader, loader) = (opened, filled)
        progress.size = reader.source.size
        let start = max(options.resumeLine ?? 1, reader.firstLine)
        ledger = BatchLedger(firstLine: start)
        do {
            try await feed(&reader, &loader, rejects, from: start)
            if failure == nil, !loader.isEmpty { await send(loader.takeBatch(nextLine: reader.line), rejects) }
        } catch {
            if failure == nil { failure = error }
        }
        // What was read and not sent is read again by the next import.
        while await finishOldest(rejects) {}
        progress.bytesRead = reader.source.position
        progress.nextLine = failure == nil ? reader.line : ledger.nextLine
        report(progress)
        return Outcome(
            progress: progress,
            failure: failure,
            unknownLines: unknownLines,
            rejectFile: rejects.usedPath,
            firstRejects: firstRejects
        )
    }

    private func feed<Parser: RecordParser>(
        _ reader: inout RecordReader<Parser>,
        _ loader: inout RowLoader,
        _ rejects: RejectFile,
        from start: Int
    ) async throws {
        while failure == nil, try reader.next() {
            try Task.checkCancellation()
            var index = reader.batch.records.firstIndex { $0.line >= start } ?? reader.batch.records.count
            while index < reader.batch.records.count {
                var refused: [RowLoader.Reject] = []
                let next = loader.add(reader.batch, from: index, &refused)
                progress.rowsRead += next - index
                index = next
                try reject(refused, rejects)
                guard loader.isFull else { continue }
                let records = reader.batch.records
                let nextLine = index < records.count ? records[index].line : reader.line
                progress.bytesRead = reader.source.position
                await send(loader.takeBatch(nextLine: nextLine), rejects)
                guard failure == nil else { return }
                try Task.checkCancellation()
            }
        }
    }

    private func reject(_ refused: [RowLoader.Reject], _ rejects: RejectFile) throws {
        guard !refused.isEmpty else { return }
        progress.rowsRejected += refused.count
        let shown = refused.prefix(max(0, 5 - firstRejects.count))
        firstRejects += shown.map { RowLoader.Reject(line: $0.line, reason: $0.reason, content: []) }
        try rejects.write(refused)
        guard progress.rowsRejected <= options.maximumRejects else {
            throw CopyError(
                "more than \(options.maximumRejects) rows were rejected (max-rejects)",
                isOfRows: true
            )
        }
    }

    /// Sends a batch when there is room for it and nothing that it overlaps is under way.
    private func send(_ batch: ImportBatch, _ rejects: RejectFile) async {
        while underWay.count >= options.threads || overlaps.holdsBack(batch) {
            guard await finishOldest(rejects) else { break }
        }
        guard failure == nil, let first = batch.rows.first, let last = batch.rows.last else { return }
        let number = ledger.sent(nextLine: batch.nextLine)
        overlaps.began(number, batch)
        let writer = self.writer
        underWay.append(
            (
                first.line...last.line,
                Task { [options] in
                    await Self.write(number, batch, writer, BatchRetry(patience: options.patience))
                }
            )
        )
    }

    /// Waits for the batch that has been under way for longest; false when there is none.
    private func finishOldest(_ rejects: RejectFile) async -> Bool {
        guard let (lines, task) = underWay.first else { return false }
        let sent = await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        underWay.removeFirst()
        finish(sent, lines, rejects)
        return true
    }

    /// Writes a batch, again and again as long as that may help.
    private static func write(
        _ number: Int,
        _ batch: ImportBatch,
        _ writer: any TabletWriter,
        _ first: BatchRetry
    ) async -> Sent {
        var retry = first
        var repeats = 0
        let start = ContinuousClock.now
        while true {
            do throws(IoTDBError) {
                // In a task of its own: an interrupt ends the import between batches, not inside one.
                try await Task { () async -> Result<Void, IoTDBError> in
                    do throws(IoTDBError) { return .success(try await writer.write(batch)) } catch {
                        return .failure(error)
                    }
                }.value.get()
                return Sent(number: number, batch: batch, repeats: repeats, failure: nil)
            } catch {
                switch retry.failed(error, waited: ContinuousClock.now - start) {
                case .again(let pause):
                    repeats += 1
                    // Cancelled: the pause ends at once, and no further one is made.
                    if (try? await Task.sleep(for: pause)) != nil { continue }
                    return Sent(number: number, batch: batch, repeats: repeats, failure: (error, false))
                case .reject: return Sent(number: number, batch: batch, repeats: repeats, failure: (error, true))
                case .stop: return Sent(number: number, batch: batch, repeats: repeats, failure: (error, false))
                }
            }
        }
    }

    private func finish(_ sent: Sent, _ lines: ClosedRange<Int>, _ rejects: RejectFile) {
        overlaps.ended(sent.number)
        progress.repeats += sent.repeats
        switch sent.failure {
        case nil:
            progress.rowsLoaded += sent.batch.rows.count
            ledger.stored(sent.number)
        case (let error, true)?:
            ledger.stored(sent.number)
            refuse(sent.batch, error, rejects)
        case (let error, false)?:
            if failure == nil { failure = error }
            if error.requestState != .notSent {
                unknownLines =
                    unknownLines.map { min($0.lowerBound, lines.lowerBound)...max($0.upperBound, lines.upperBound) }
                    ?? lines
            }
        }
        progress.nextLine = ledger.nextLine
        report(progress)
    }

    /// The server refused a batch for what its rows hold.
    private func refuse(_ batch: ImportBatch, _ error: IoTDBError, _ rejects: RejectFile) {
        let reason =
            "the server refused rows \(batch.rows.first?.line ?? 0) to \(batch.rows.last?.line ?? 0): \(error.logLine)"
        let refused = batch.rows.indices.map {
            RowLoader.Reject(line: batch.rows[$0].line, reason: reason, content: Array(batch.source(ofRow: $0)))
        }
        do {
            try reject(refused, rejects)
        } catch {
            if failure == nil { failure = error }
        }
    }
}
