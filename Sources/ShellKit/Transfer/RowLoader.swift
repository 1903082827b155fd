import IoTDBWire

/// Rows of an import file that go to the server together.
struct ImportBatch: Sendable {
    /// A tablet and how it is written.
    struct Part: Sendable {
        var tablet: Tablet
        let isAligned: Bool
    }

    /// Where a row stands in the file and in ``source``.
    struct Row: Sendable, Equatable {
        let line: Int
        let end: Int
    }

    /// The tablets; none of them is empty.
    var parts: [Part] = []
    /// The rows, in the order of the file.
    var rows: [Row] = []
    /// The text of the rows as it stands in the file, for the file of rejects.
    var source: [UInt8] = []
    /// Line at which the file goes on behind these rows.
    var nextLine = 1

    /// Text of a row.
    func source(ofRow index: Int) -> ArraySlice<UInt8> {
        source[(index == 0 ? 0 : rows[index - 1].end)..<rows[index].end]
    }
}

/// Turns records into the rows of tablets.
struct RowLoader: Sendable {
    /// A record that is no row.
    struct Reject: Sendable, Equatable {
        let line: Int
        let reason: String
        let content: [UInt8]
    }

    /// When a batch is sent.
    struct Limits: Sendable {
        var rows = 20_000
        var bytes = 1 << 20
        /// A tablet takes some memory even when it has a single row.
        var devices = 512
    }

    private let plan: ImportPlan
    /// What stands for null beside what the records know as null.
    private let null: [UInt8]?
    private let limits: Limits
    private var times: TimeFieldParser
    private var targets: [ImportPlan.Target]
    /// A tablet for each target, filled now.
    private var tablets: [Tablet]
    /// Where targets stand that rows name themselves, by device.
    private var places: [String: Int] = [:]
    /// The device of the last row, as it stands in the file.
    private var lastDevice: [UInt8] = []
    private var lastPlace = 0
    /// Targets that have rows now, in the order in which they got them.
    private var filled: [Int] = []
    private var batch = ImportBatch()

    init(_ plan: ImportPlan, null: String?, _ times: TimeFieldParser, _ limits: Limits = Limits()) {
        self.plan = plan
        self.null = null.map { Array($0.utf8) }
        self.times = times
        self.limits = limits
        targets = plan.targets
        tablets = targets.map(\.tablet)
    }

    /// Whether the rows added so far should go.
    var isFull: Bool {
        batch.rows.count >= limits.rows || batch.source.count >= limits.bytes || filled.count >= limits.devices
    }

    /// Whether no row was added.
    var isEmpty: Bool { batch.rows.isEmpty }

    /// Adds rows until the batch is full.
    ///
    /// - Parameters:
    ///   - start: index of the first record to take.
    ///   - rejects: gets the records that are no rows.
    /// - Returns: the index of the first record that was not taken.
    mutating func add(_ records: RecordBatch, from start: Int, _ rejects: inout [Reject]) -> Int {
        records.bytes.withUnsafeBytes { bytes in
            records.unescaped.withUnsafeBytes { unescaped in
                let reader = FieldReader(bytes: bytes, unescaped: unescaped, records: records)
                var index = start
                while index < records.records.count, !isFull {
                    let record = records.records[index]
                    do throws(CopyError) {
                        try add(record, reader)
                        let content = UnsafeRawBufferPointer(rebasing: bytes[record.start..<record.end])
                        batch.source.append(contentsOf: content)
                        batch.rows.append(ImportBatch.Row(line: record.line, end: batch.source.count))
                    } catch {
                        let content = Array(records.content(of: record))
                        rejects.append(Reject(line: record.line, reason: error.description, content: content))
                    }
                    index += 1
                }
                return index
            }
        }
    }

    /// Hands the rows out and begins anew.
    ///
    /// - Parameter nextLine: line at which the file goes on.
    mutating func takeBatch(nextLine: Int) -> ImportBatch {
        var taken = batch
        taken.nextLine = nextLine
        for place in filled {
            var tablet = tablets[place]
            // A device has some of the columns only; a column of nulls would make a series of it.
            if plan.deviceColumn != nil { tablet.removeNullColumns() }
            taken.parts.append(ImportBatch.Part(tablet: tablet, isAligned: targets[place].isAligned))
            tablets[place] = targets[place].tablet
        }
        filled = []
        batch = ImportBatch()
        batch.rows.reserveCapacity(taken.rows.count)
        batch.source.reserveCapacity(taken.source.count)
        return taken
    }

    @inline(__always)
    private mutating func add(_ record: RecordBatch.Record, _ reader: FieldReader) throws(CopyError) {
        if let fault = record.fault { throw CopyError(fault.description) }
        let columnCount = plan.heading.columns.count
        guard record.fieldCount == columnCount else {
            let fields = record.fieldCount == 1 ? "1 field" : "\(record.fieldCount) fields"
            throw CopyError("\(fields) instead of \(columnCount)")
        }
        let time = try time(record, reader)
        guard let column = plan.deviceColumn else { return try addWide(record, reader, time) }
        let place = try place(ofDevice: reader.content(reader.field(column, record)))
        do throws(CopyError) {
            try addCells(record, reader, to: place)
        } catch {
            tablets[place].removePartialRow()
            throw error
        }
        finishRow(time, at: place)
    }

    @inline(__always)
    private mutating func addWide(
        _ record: RecordBatch.Record,
        _ reader: FieldReader,
        _ time: Int64
    ) throws(CopyError) {
        do throws(CopyError) {
            for place in targets.indices { try addCells(record, reader, to: place) }
        } catch {
            for place in targets.indices { tablets[place].removePartialRow() }
            throw error
        }
        for place in targets.indices { finishRow(time, at: place) }
    }

    /// Gives the cells of a row their time. In the tree model a row without values is none.
    @inline(__always)
    private mutating func finishRow(_ time: Int64, at place: Int) {
        if plan.dialect == .tree, tablets[place].hasNullsOnly { return tablets[place].removePartialRow() }
        if tablets[place].rowCount == 0 { filled.append(place) }
        tablets[place].append(timestamp: time)
    }

    @inline(__always)
    private mutating func time(_ record: RecordBatch.Record, _ reader: FieldReader) throws(CopyError) -> Int64 {
        let field = reader.field(plan.timeColumn, record)
        do throws(TimeFieldParser.Fault) {
            guard field.form != .absent else { throw .unreadable }
            return try times.time(reader.content(field))
        } catch {
            throw reader.error(.time(error), field, column: plan.timeColumn, plan)
        }
    }

    @inline(__always)
    private mutating func addCells(
        _ record: RecordBatch.Record,
        _ reader: FieldReader,
        to place: Int
    ) throws(CopyError) {
        let sources = targets[place].sources
        for column in sources.indices {
            let field = reader.field(sources[column], record)
            let content = reader.content(field)
            if isNull(field, content, tablets[place].storage[column].schema.type) {
                tablets[place].storage[column].appendNull(count: 1)
                continue
            }
            do throws(CellFault) {
                try CellParser.append(content, to: &tablets[place].storage[column], &times)
            } catch {
                throw reader.error(error, field, column: sources[column], plan)
            }
        }
    }

    /// Many programs put every field in quotes: an empty one is a text only where the column holds texts.
    @inline(__always)
    private func isNull(_ field: RecordBatch.Field, _ content: UnsafeRawBufferPointer, _ type: DataType) -> Bool {
        if field.form == .absent || content.isEmpty && type != .text && type != .string { return true }
        guard field.form == .bare, let null else { return false }
        return content.count == null.count && content.elementsEqual(null)
    }

    /// The target of a device, made when it comes for the first time.
    @inline(__always)
    private mutating func place(ofDevice bytes: UnsafeRawBufferPointer) throws(CopyError) -> Int {
        if bytes.count == lastDevice.count, bytes.elementsEqual(lastDevice) { return lastPlace }
        let device = String(decoding: bytes, as: UTF8.self)
        let known = places[device]
        let place = if let known { known } else { try newPlace(device) }
        (lastDevice, lastPlace) = (Array(bytes), place)
        return place
    }

    private mutating func newPlace(_ device: String) throws(CopyError) -> Int {
        let target = try plan.target(device: device)
        targets.append(target)
        tablets.append(target.tablet)
        places[device] = targets.count - 1
        return targets.count - 1
    }
}

/// Reads the fields of records.
private struct FieldReader {
    let bytes: UnsafeRawBufferPointer
    let unescaped: UnsafeRawBufferPointer
    let records: RecordBatch

    @inline(__always)
    func field(_ index: Int, _ record: RecordBatch.Record) -> RecordBatch.Field {
        records.fields[record.firstField + index]
    }

    @inline(__always)
    func content(_ field: RecordBatch.Field) -> UnsafeRawBufferPointer {
        let range = Int(field.start)..<Int(field.end)
        return UnsafeRawBufferPointer(rebasing: field.isUnescaped ? unescaped[range] : bytes[range])
    }

    /// What the user is told: the column and what stands there.
    @inline(never)
    func error(_ fault: CellFault, _ field: RecordBatch.Field, column: Int, _ plan: ImportPlan) -> CopyError {
        let name = "column \(column + 1) (\(plan.heading.columns[column].name))"
        let content = content(field)
        let text = String(decoding: content.prefix(40), as: UTF8.self) + (content.count > 40 ? "…" : "")
        switch fault {
        case .mismatch(let expected): return CopyError("\(name): '\(text)' is not \(expected)")
        case .notUTF8: return CopyError("\(name): the text is not UTF-8")
        case .time(.unreadable): return CopyError("\(name): '\(text)' is not a time")
        case .time(.tooFine): return CopyError("\(name): '\(text)' is finer than the server's unit of time")
        case .time(.outOfRange):
            return CopyError("\(name): '\(text)' is too far from 1970 for the server's unit of time")
        }
    }
}

extension Tablet {
    /// Whether the cells behind the last time are all null.
    @inline(__always)
    fileprivate var hasNullsOnly: Bool {
        let row = timestamps.count
        for index in storage.indices where !storage[index].isNull(row: row) { return false }
        return true
    }

    /// Removes the cells that have no time.
    fileprivate mutating func removePartialRow() {
        let count = timestamps.count
        for index in storage.indices { storage[index].truncate(to: count) }
    }

    /// Removes the columns without a value, as long as one is left.
    fileprivate mutating func removeNullColumns() {
        let count = rowCount
        guard storage.contains(where: { $0.nullCount == count }) else { return }
        storage.removeAll { $0.nullCount == count }
    }
}

extension TabletColumn {
    /// Removes cells from a row on.
    fileprivate mutating func truncate(to rows: Int) {
        guard count > rows else { return }
        for row in rows..<count where isNull(row: row) {
            nulls[row >> 3] &= ~(1 << UInt8(row & 7))
            nullCount -= 1
        }
        nulls.removeLast(max(0, nulls.count - (rows + 7) / 8))
        switch layout {
        case .bits: bits.removeLast(bits.count - rows)
        case .int32: int32s.removeLast(int32s.count - rows)
        case .int64: int64s.removeLast(int64s.count - rows)
        case .binary:
            ends.removeLast(ends.count - rows)
            bytes.removeLast(bytes.count - (ends.last ?? 0))
        }
    }
}
