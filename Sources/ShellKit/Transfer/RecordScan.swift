/// Reads one record of delimited text and appends its fields to a batch.
struct RecordScan {
    static let quote = UInt8(ascii: "\"")
    static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let backslash = UInt8(ascii: "\\")

    /// Where the scan stands; behind the line end when it is done.
    private(set) var position: Int
    /// Line of the position.
    private(set) var line: Int
    /// Where the record ends, without its line end.
    private(set) var end = 0
    /// Why the fields mean nothing.
    private(set) var fault: RecordFault?

    /// First field of the record in the batch.
    private let firstField: Int

    init(position: Int, line: Int, firstField: Int) {
        self.firstField = firstField
        self.position = position
        self.line = line
    }

    /// What follows a field.
    private enum Ending {
        case field
        case record
        /// The bytes end before it is known.
        case unknown
    }

    /// Reads a record by the rules of RFC 4180; false when it does not end before `limit`.
    @inline(__always)
    mutating func quotedRecord(
        _ bytes: UnsafeRawBufferPointer,
        _ limit: Int,
        _ delimiter: UInt8,
        _ isFinished: Bool,
        _ batch: inout RecordBatch
    ) -> Bool {
        let (delimiters, lineFeeds) = (ByteSearch.pattern(delimiter), ByteSearch.pattern(Self.lineFeed))
        while true {
            if position < limit, bytes[position] == Self.quote {
                switch quotedField(bytes, limit, delimiter, isFinished, &batch) {
                case .field: continue
                case .record: return true
                case .unknown: return false
                }
            }
            let start = position
            let found = ByteSearch.first(delimiters, or: lineFeeds, in: bytes, from: start, to: limit)
            guard found < limit || isFinished else { return false }
            position = found + 1
            if found < limit, bytes[found] == delimiter {
                batch.fields.append(Self.field(start, found, .bare))
                continue
            }
            end = found > start && bytes[found - 1] == Self.carriageReturn ? found - 1 : found
            batch.fields.append(Self.field(start, end, .bare))
            finish(found, limit)
            return true
        }
    }

    @inline(__always)
    private static func field(_ start: Int, _ end: Int, _ form: RecordBatch.Field.Form) -> RecordBatch.Field {
        // A batch holds less than 2 GiB: a record and a piece of the file.
        RecordBatch.Field(
            start: Int32(truncatingIfNeeded: start),
            end: Int32(truncatingIfNeeded: end),
            form: form,
            isUnescaped: false
        )
    }

    /// The record ends at a line feed, or at the end of the file.
    @inline(__always)
    private mutating func finish(_ found: Int, _ limit: Int) {
        position = min(found + 1, limit)
        line += 1
    }

    @inline(never)
    private mutating func quotedField(
        _ bytes: UnsafeRawBufferPointer,
        _ limit: Int,
        _ delimiter: UInt8,
        _ isFinished: Bool,
        _ batch: inout RecordBatch
    ) -> Ending {
        let openingLine = line
        let escaped = batch.unescaped.count
        var start = position + 1
        while true {
            let found = ByteSearch.first(Self.quote, in: bytes, from: start, to: limit)
            guard found < limit else {
                guard isFinished else { return .unknown }
                fault = .openQuote(line: openingLine)
                (position, end) = (limit, limit)
                return .record
            }
            guard found + 1 < limit || isFinished else { return .unknown }
            if found + 1 < limit, bytes[found + 1] == Self.quote {
                batch.unescaped.append(contentsOf: bytes[start...found])
                start = found + 2
                continue
            }
            appendQuoted(bytes, start..<found, escaped, &batch)
            line += ByteSearch.count(Self.lineFeed, in: bytes, from: position, to: found)
            return afterQuote(bytes, found + 1, limit, delimiter, isFinished, fields: batch.fields.count - firstField)
        }
    }

    /// Appends a field whose last piece, without escapes, is given; the pieces before it lie behind `escaped` in the
    /// copies.
    private func appendQuoted(
        _ bytes: UnsafeRawBufferPointer,
        _ piece: Range<Int>,
        _ escaped: Int,
        _ batch: inout RecordBatch
    ) {
        guard batch.unescaped.count > escaped else {
            return batch.fields.append(Self.field(piece.lowerBound, piece.upperBound, .quoted))
        }
        batch.unescaped.append(contentsOf: bytes[piece])
        var field = Self.field(escaped, batch.unescaped.count, .quoted)
        field.isUnescaped = true
        batch.fields.append(field)
    }

    private mutating func afterQuote(
        _ bytes: UnsafeRawBufferPointer,
        _ index: Int,
        _ limit: Int,
        _ delimiter: UInt8,
        _ isFinished: Bool,
        fields: Int
    ) -> Ending {
        var next = index
        if next < limit, bytes[next] == delimiter {
            position = next + 1
            return .field
        }
        if next < limit, bytes[next] == Self.carriageReturn { next += 1 }
        guard next < limit || isFinished else { return .unknown }
        if next < limit, bytes[next] != Self.lineFeed {
            fault = .textBehindQuote(field: fields)
            next = ByteSearch.first(Self.lineFeed, in: bytes, from: next, to: limit)
            guard next < limit || isFinished else { return .unknown }
        }
        end = fault == nil ? index : next
        finish(next, limit)
        return .record
    }

    /// Reads a record in which backslashes protect; false when it does not end before `limit`.
    mutating func backslashedRecord(
        _ bytes: UnsafeRawBufferPointer,
        _ limit: Int,
        _ delimiter: UInt8,
        _ quoting: DelimitedParser.Quoting,
        _ isFinished: Bool,
        _ batch: inout RecordBatch
    ) -> Bool {
        var (fieldStart, start, index, escaped) = (position, position, position, batch.unescaped.count)
        while true {
            if index < limit, bytes[index] == Self.backslash, index + 1 < limit {
                batch.unescaped.append(contentsOf: bytes[start..<index])
                guard let length = Self.appendUnescaped(bytes, index + 1, limit, &batch.unescaped) else { return false }
                index += 1 + length
                start = index
                continue
            }
            guard index < limit || isFinished else { return false }
            if index < limit, bytes[index] != delimiter, bytes[index] != Self.lineFeed {
                index += 1
                continue
            }
            let isDelimiter = index < limit && bytes[index] == delimiter
            end = !isDelimiter && index > start && bytes[index - 1] == Self.carriageReturn ? index - 1 : index
            if case .postgres(let null) = quoting, bytes[fieldStart..<end].elementsEqual(null) {
                batch.fields.append(.absent)
            } else {
                appendBackslashed(bytes, start..<end, escaped, stripsQuotes: quoting == .backslash, &batch)
            }
            index += 1
            (fieldStart, start, escaped) = (index, index, batch.unescaped.count)
            if isDelimiter { continue }
            finish(index - 1, limit)
            return true
        }
    }

    /// Appends what a backslash and the bytes behind it stand for; returns how many these are, or nil when they are not
    /// all here.
    private static func appendUnescaped(
        _ bytes: UnsafeRawBufferPointer,
        _ index: Int,
        _ limit: Int,
        _ unescaped: inout [UInt8]
    ) -> Int? {
        switch bytes[index] {
        case UInt8(ascii: "n"): unescaped.append(lineFeed)
        case UInt8(ascii: "r"): unescaped.append(carriageReturn)
        case UInt8(ascii: "t"): unescaped.append(0x09)
        case UInt8(ascii: "b"): unescaped.append(0x08)
        case UInt8(ascii: "f"): unescaped.append(0x0C)
        case UInt8(ascii: "v"): unescaped.append(0x0B)
        case UInt8(ascii: "x") where limit - index >= 3:
            let digits = String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self)
            guard let code = UInt8(digits, radix: 16) else { fallthrough }
            unescaped.append(code)
            return 3
        default: unescaped.append(bytes[index])
        }
        return 1
    }

    private func appendBackslashed(
        _ bytes: UnsafeRawBufferPointer,
        _ piece: Range<Int>,
        _ escaped: Int,
        stripsQuotes: Bool,
        _ batch: inout RecordBatch
    ) {
        var field = Self.field(piece.lowerBound, piece.upperBound, .bare)
        if batch.unescaped.count > escaped {
            batch.unescaped.append(contentsOf: bytes[piece])
            field = Self.field(escaped, batch.unescaped.count, .bare)
            field.isUnescaped = true
        }
        let content = batch.content(of: field)
        if stripsQuotes, content.count >= 2, content.first == Self.quote, content.last == Self.quote {
            field.start += 1
            field.end -= 1
            field.form = .quoted
        }
        batch.fields.append(field)
    }
}
