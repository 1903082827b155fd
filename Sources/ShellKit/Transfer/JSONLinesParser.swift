/// Finds the records of a file with a JSON object a line.
///
/// The fields of a record stand in the order of ``keys``, however the object has them; numbers, `true` and `false` are
/// bare, texts quoted, null and what is not there absent. A bare field keeps the spelling of the file.
package struct JSONLinesParser: RecordParser {
    package private(set) var batch = RecordBatch()
    package private(set) var line = 1
    /// The keys that make a field.
    package private(set) var keys: [String]
    /// Whether keys that are not known yet are added.
    private let collectsKeys: Bool
    private var places: [String: Int] = [:]
    private var keyBytes: [[UInt8]] = []
    private var position = 0
    private var isFinished = false
    private var isRefusing = false

    /// - Parameter keys: the keys that make a field; nil collects those that occur.
    package init(keys: [String]? = nil) {
        self.keys = []
        collectsKeys = keys == nil
        for key in keys ?? [] { addKey(key) }
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
        let bytes = batch.bytes
        bytes.withUnsafeBytes { bytes in
            if isRefusing { passRefusedLine(bytes) }
            while batch.records.count < RecordReading.batchLimit, position < bytes.count {
                guard scanLine(bytes) else { break }
            }
        }
        if batch.records.isEmpty, bytes.count - position > RecordReading.longestRecord { refuseLongLine() }
        return !batch.records.isEmpty
    }

    private mutating func refuseLongLine() {
        let end = position + RecordReading.longestExcerpt
        batch.records.append(
            RecordBatch.Record(line: line, start: position, end: end, firstField: 0, fieldCount: 0, fault: .tooLong)
        )
        isRefusing = true
    }

    private mutating func passRefusedLine(_ bytes: UnsafeRawBufferPointer) {
        let found = ByteSearch.first(UInt8(ascii: "\n"), in: bytes, from: position, to: bytes.count)
        position = min(found + 1, bytes.count)
        guard found < bytes.count else { return }
        line += 1
        isRefusing = false
    }

    /// Appends the record of the line at the position; false when the line does not end in these bytes.
    private mutating func scanLine(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let found = ByteSearch.first(UInt8(ascii: "\n"), in: bytes, from: position, to: bytes.count)
        guard found < bytes.count || isFinished else { return false }
        var end = found
        if end > position, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        if !bytes[position..<end].allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) {
            appendRecord(bytes, end)
        }
        position = min(found + 1, bytes.count)
        line += 1
        return true
    }

    private mutating func appendRecord(_ bytes: UnsafeRawBufferPointer, _ end: Int) {
        let first = batch.fields.count
        batch.fields.append(contentsOf: repeatElement(.absent, count: keys.count))
        var record = RecordBatch.Record(
            line: line,
            start: position,
            end: end,
            firstField: first,
            fieldCount: keys.count,
            fault: nil
        )
        var scanner = JSONScanner(bytes, from: position, to: end)
        if end - position > RecordReading.longestRecord {
            record.fault = .tooLong
        } else {
            do throws(JSONScanner.Fault) {
                try readObject(&scanner, first)
                record.fieldCount = keys.count
            } catch {
                record.fault = .json(error.reason, column: error.index - position + 1)
            }
        }
        batch.records.append(record)
    }

    private mutating func readObject(_ scanner: inout JSONScanner, _ first: Int) throws(JSONScanner.Fault) {
        try scanner.expect(UInt8(ascii: "{"))
        var expected = 0
        if scanner.take(UInt8(ascii: "}")) { return try scanner.expectEnd() }
        repeat {
            let start = scanner.position
            let key = try scanner.string(&batch.unescaped)
            let place = try place(of: key, expected, scanner, start, first)
            expected = place + 1
            try scanner.expect(UInt8(ascii: ":"))
            guard batch.fields[first + place].form == .absent else {
                throw scanner.fault("a key that occurs twice", start)
            }
            batch.fields[first + place] = try scanner.value(&batch.unescaped)
        } while scanner.take(UInt8(ascii: ","))
        try scanner.expect(UInt8(ascii: "}"))
        try scanner.expectEnd()
    }

    /// The place of a key; usually it is the one that is expected.
    private mutating func place(
        of key: RecordBatch.Field,
        _ expected: Int,
        _ scanner: JSONScanner,
        _ start: Int,
        _ first: Int
    ) throws(JSONScanner.Fault) -> Int {
        let content = scanner.content(of: key, batch.unescaped)
        if expected < keyBytes.count, content.elementsEqual(keyBytes[expected]) { return expected }
        let name = String(decoding: content, as: UTF8.self)
        if let place = places[name] { return place }
        guard collectsKeys else {
            throw scanner.fault("the key \(name) did not occur in the first rows; name the columns as (Time, …)", start)
        }
        addKey(name)
        // Records before this one have fewer fields; this one is the last of the batch.
        batch.fields.append(.absent)
        return keys.count - 1
    }

    private mutating func addKey(_ key: String) {
        places[key] = keys.count
        keys.append(key)
        keyBytes.append(Array(key.utf8))
    }
}

/// Reads the parts of a JSON object on one line.
private struct JSONScanner {
    /// What is wrong, and at which byte.
    struct Fault: Error {
        let reason: String
        let index: Int
    }

    private let bytes: UnsafeRawBufferPointer
    private let end: Int
    private(set) var position: Int

    init(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) {
        self.bytes = bytes
        self.end = end
        position = start
    }

    func fault(_ reason: String, _ index: Int? = nil) -> Fault { Fault(reason: reason, index: index ?? position) }

    func content(of field: RecordBatch.Field, _ unescaped: [UInt8]) -> [UInt8] {
        let range = Int(field.start)..<Int(field.end)
        return field.isUnescaped ? Array(unescaped[range]) : Array(bytes[range])
    }

    @inline(__always)
    private mutating func skipBlanks() {
        while position < end, bytes[position] == UInt8(ascii: " ") || bytes[position] == UInt8(ascii: "\t") {
            position += 1
        }
    }

    @inline(__always)
    mutating func take(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard position < end, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    mutating func expect(_ byte: UInt8) throws(Fault) {
        guard take(byte) else { throw fault("\(Character(Unicode.Scalar(byte))) expected") }
    }

    mutating func expectEnd() throws(Fault) {
        skipBlanks()
        guard position == end else { throw fault("text behind the object") }
    }

    /// Takes a string; one with escapes goes to `unescaped`.
    mutating func string(_ unescaped: inout [UInt8]) throws(Fault) -> RecordBatch.Field {
        guard take(UInt8(ascii: "\"")) else { throw fault("a text in double quotes expected") }
        let (opened, first) = (position - 1, unescaped.count)
        let (quotes, escapes) = (ByteSearch.pattern(UInt8(ascii: "\"")), ByteSearch.pattern(UInt8(ascii: "\\")))
        var start = position
        while true {
            let found = ByteSearch.first(quotes, or: escapes, in: bytes, from: position, to: end)
            guard found < end else { throw fault("a text that is never closed", opened) }
            position = found + 1
            if bytes[found] == UInt8(ascii: "\"") {
                guard start > opened + 1 || unescaped.count > first else {
                    return field(opened + 1, found, isUnescaped: false)
                }
                unescaped.append(contentsOf: bytes[start..<found])
                return field(first, unescaped.count, isUnescaped: true)
            }
            unescaped.append(contentsOf: bytes[start..<found])
            try escape(&unescaped)
            start = position
        }
    }

    private func field(_ start: Int, _ end: Int, isUnescaped: Bool) -> RecordBatch.Field {
        RecordBatch.Field(
            start: Int32(truncatingIfNeeded: start),
            end: Int32(truncatingIfNeeded: end),
            form: .quoted,
            isUnescaped: isUnescaped
        )
    }

    /// Takes what stands behind a backslash.
    private mutating func escape(_ unescaped: inout [UInt8]) throws(Fault) {
        guard position < end else { throw fault("a text that is never closed") }
        defer { position += 1 }
        switch bytes[position] {
        case UInt8(ascii: "n"): unescaped.append(0x0A)
        case UInt8(ascii: "r"): unescaped.append(0x0D)
        case UInt8(ascii: "t"): unescaped.append(0x09)
        case UInt8(ascii: "b"): unescaped.append(0x08)
        case UInt8(ascii: "f"): unescaped.append(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): unescaped.append(bytes[position])
        case UInt8(ascii: "u"):
            unescaped.append(contentsOf: String(Character(try unicode())).utf8)
            position -= 1
        default: throw fault("an escape that JSON does not have")
        }
    }

    /// Takes `u0041`, or two of them for a character beyond 16 bits.
    private mutating func unicode() throws(Fault) -> Unicode.Scalar {
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, position + 1 < end, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        else { throw fault("half a character") }
        position += 1
        let second = try codeUnit()
        let code = 0x10000 + (first - 0xD800) << 10 + (second &- 0xDC00)
        guard (0xDC00..<0xE000).contains(second), let scalar = Unicode.Scalar(code) else {
            throw fault("half a character")
        }
        return scalar
    }

    /// Takes `u` and four hexadecimal digits.
    private mutating func codeUnit() throws(Fault) -> UInt32 {
        guard end - position >= 5,
            let unit = UInt32(String(decoding: bytes[(position + 1)..<(position + 5)], as: UTF8.self), radix: 16)
        else { throw fault("four hexadecimal digits expected") }
        position += 5
        return unit
    }

    /// Takes a value that is no object or array.
    mutating func value(_ unescaped: inout [UInt8]) throws(Fault) -> RecordBatch.Field {
        skipBlanks()
        guard position < end, bytes[position] != UInt8(ascii: "\"") else { return try string(&unescaped) }
        let start = position
        while position < end, !",} \t".utf8.contains(bytes[position]) { position += 1 }
        let text = bytes[start..<position]
        if text.elementsEqual("null".utf8) { return .absent }
        var field = field(start, position, isUnescaped: false)
        field.form = .bare
        let isWord = text.elementsEqual("true".utf8) || text.elementsEqual("false".utf8)
        guard isWord || DecimalParser.double(UnsafeRawBufferPointer(rebasing: text)) != nil else {
            let nested = text.first == UInt8(ascii: "{") || text.first == UInt8(ascii: "[")
            throw fault(nested ? "an object or array cannot be a value" : "a value expected", start)
        }
        return field
    }
}
