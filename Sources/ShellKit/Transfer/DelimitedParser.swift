/// Finds the records of a csv or tsv file.
///
/// RFC 4180, and what else is met: LF or CRLF, a byte order mark, empty lines (passed over), quotes inside bare fields
/// (kept). With ``Quoting/backslash``, the files of IoTDB's own export tool.
package struct DelimitedParser: RecordParser {
    /// How special characters are protected.
    package enum Quoting: Sendable, Equatable {
        /// Fields in quotes, with quotes inside doubled.
        case rfc4180
        /// A backslash before delimiters and line breaks (`\n`, `\r`); a field between two quotes is text, quotes
        /// inside are not doubled.
        case backslash
        /// As PostgreSQL's text format: `\t`, `\n`, `\\`, `\x6e` and so on, no quotes; a field that reads as `null`
        /// before that is null.
        case postgres(null: [UInt8])
    }

    package private(set) var batch = RecordBatch()
    package private(set) var line = 1
    private let delimiter: UInt8
    private let quoting: Quoting
    /// Bytes of the batch before this one belong to records that were handed out.
    private var position = 0
    private var isAtStart = true
    private var isFinished = false
    /// Fields of the record at the position, as far as its bytes are here.
    private var openFields = 0
    /// Set while a record that is too long is passed over: whether inside quotes.
    private var skipsInQuotes: Bool?

    package init(delimiter: UInt8 = UInt8(ascii: ","), quoting: Quoting = .rfc4180) {
        self.delimiter = delimiter
        self.quoting = quoting
    }

    package mutating func append(_ piece: UnsafeRawBufferPointer) {
        batch.removeRecords()
        batch.bytes.removeSubrange(..<position)
        position = 0
        batch.bytes.append(contentsOf: piece)
    }

    package mutating func finish() { isFinished = true }

    package mutating func next() -> Bool {
        batch.removeRecords()
        guard passByteOrderMark() else { return false }
        passRefusedRecord()
        let limit = batch.bytes.count
        openFields = 0
        // A reference of its own: the fields of the batch change while its bytes are read.
        let bytes = batch.bytes
        bytes.withUnsafeBytes { bytes in
            while batch.records.count < RecordReading.batchLimit, position < limit {
                guard scanRecord(bytes, limit) else { break }
            }
        }
        if batch.records.isEmpty {
            if limit - position > RecordReading.longestRecord { refuse(.tooLong) }
            if openFields > RecordReading.mostFields { refuse(.tooManyFields) }
        }
        return !batch.records.isEmpty
    }

    /// False when more bytes are needed to tell whether there is one.
    private mutating func passByteOrderMark() -> Bool {
        guard isAtStart else { return true }
        guard isFinished || batch.bytes.count >= 3 else { return false }
        isAtStart = false
        if batch.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        return true
    }

    /// Appends the record at the position; false when it does not end in these bytes.
    private mutating func scanRecord(_ bytes: UnsafeRawBufferPointer, _ limit: Int) -> Bool {
        let (first, escaped) = (batch.fields.count, batch.unescaped.count)
        var scan = RecordScan(position: position, line: line, firstField: first)
        let isWhole =
            quoting == .rfc4180
            ? scan.quotedRecord(bytes, limit, delimiter, isFinished, &batch)
            : scan.backslashedRecord(bytes, limit, delimiter, quoting, isFinished, &batch)
        guard isWhole else {
            openFields = batch.fields.count - first
            batch.fields.removeLast(batch.fields.count - first)
            batch.unescaped.removeLast(batch.unescaped.count - escaped)
            return false
        }
        let record = RecordBatch.Record(
            line: line,
            start: position,
            end: scan.end,
            firstField: first,
            fieldCount: batch.fields.count - first,
            fault: scan.end - position > RecordReading.longestRecord ? .tooLong : scan.fault
        )
        (position, line) = (scan.position, scan.line)
        // An empty line.
        if record.start == record.end {
            batch.fields.removeLast(record.fieldCount)
        } else {
            batch.records.append(record)
        }
        return true
    }

    /// The record at the position is refused; its first bytes stand for it, and all of it is passed over as it comes.
    private mutating func refuse(_ fault: RecordFault) {
        openFields = 0
        let record = RecordBatch.Record(
            line: line,
            start: position,
            end: position + RecordReading.longestExcerpt,
            firstField: 0,
            fieldCount: 0,
            fault: fault
        )
        batch.records.append(record)
        skipsInQuotes = false
    }

    /// Passes over a record that was refused, as far as its bytes are here.
    private mutating func passRefusedRecord() {
        guard var inQuotes = skipsInQuotes else { return }
        let (start, limit) = (position, batch.bytes.count)
        let (quotes, lineFeeds) = (ByteSearch.pattern(RecordScan.quote), ByteSearch.pattern(RecordScan.lineFeed))
        let end = batch.bytes.withUnsafeBytes { bytes -> Int? in
            var index = start
            while true {
                index = ByteSearch.first(quotes, or: lineFeeds, in: bytes, from: index, to: limit)
                guard index < limit else { return nil }
                index += 1
                if bytes[index - 1] == RecordScan.quote {
                    inQuotes.toggle()
                } else {
                    line += 1
                    if !inQuotes || quoting != .rfc4180 { return index }
                }
            }
        }
        position = end ?? limit
        skipsInQuotes = end == nil ? inQuotes : nil
    }
}
