@testable import ShellKit

/// A record as texts: nil for an absent field, quotes kept round a quoted one.
struct ParsedRecord: Equatable {
    var line: Int
    var fields: [String?]
    var fault: RecordFault?

    init(_ line: Int, _ fields: [String?], _ fault: RecordFault? = nil) {
        (self.line, self.fields, self.fault) = (line, fields, fault)
    }
}

extension RecordParser {
    /// All records of a text that comes in pieces of so many bytes.
    mutating func parse(_ text: some Sequence<UInt8>, pieces size: Int = 1 << 20) -> [ParsedRecord] {
        var rest = Array(text)[...]
        var found: [ParsedRecord] = []
        while true {
            while next() { found += batch.parsed }
            guard !rest.isEmpty else { return found }
            rest.prefix(size).withUnsafeBytes { append($0) }
            rest = rest.dropFirst(size)
            if rest.isEmpty { finish() }
        }
    }

    mutating func parse(_ text: String, pieces size: Int = 1 << 20) -> [ParsedRecord] { parse(text.utf8, pieces: size) }
}

extension RecordBatch {
    fileprivate var parsed: [ParsedRecord] {
        records.map { record in
            guard record.fault == nil else { return ParsedRecord(record.line, [], record.fault) }
            return ParsedRecord(
                record.line,
                (0..<record.fieldCount).map { index in
                    let field = field(index, of: record)
                    switch field.form {
                    case .absent: return nil
                    case .bare: return text(of: field)
                    case .quoted: return "\"" + text(of: field) + "\""
                    }
                }
            )
        }
    }
}
