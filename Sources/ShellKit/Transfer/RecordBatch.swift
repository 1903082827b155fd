/// Records of an import file that were found in one piece of it: where each field lies, and how it was written.
///
/// The bytes are those of the file; only fields that held escapes were copied, without these, into ``unescaped``. One
/// batch is filled again and again.
package struct RecordBatch: Sendable {
    /// A field of a record.
    package struct Field: Sendable, Equatable {
        /// How a field was written.
        package enum Form: UInt8, Sendable {
            /// As it stands; may stand for null.
            case bare
            /// In quotes: a text, and never null.
            case quoted
            /// Not there, or the null of JSON.
            case absent
        }

        /// Where the content begins.
        package var start: Int32
        /// Where the content ends.
        package var end: Int32
        /// How it was written.
        package var form: Form
        /// Whether the content lies in ``RecordBatch/unescaped`` instead of ``RecordBatch/bytes``.
        package var isUnescaped: Bool

        /// A field that is not there.
        package static let absent = Field(start: 0, end: 0, form: .absent, isUnescaped: false)
    }

    /// One record.
    package struct Record: Sendable, Equatable {
        /// Line of the file at which it begins, counted from 1.
        package var line: Int
        /// Where its bytes begin in ``RecordBatch/bytes``.
        package var start: Int
        /// Where they end, the line end left out.
        package var end: Int
        /// Its first field in ``RecordBatch/fields``.
        package var firstField: Int
        /// Number of its fields.
        package var fieldCount: Int
        /// Why it cannot be read; then the fields mean nothing.
        package var fault: RecordFault?
    }

    /// A piece of the file.
    package internal(set) var bytes: [UInt8] = []
    /// Fields without their escapes.
    package internal(set) var unescaped: [UInt8] = []
    /// The fields of all records.
    package internal(set) var fields: [Field] = []
    /// The records, in the order of the file.
    package internal(set) var records: [Record] = []

    package init() {}

    /// Forgets the records; the bytes stay.
    mutating func removeRecords() {
        unescaped.removeAll(keepingCapacity: true)
        fields.removeAll(keepingCapacity: true)
        records.removeAll(keepingCapacity: true)
    }

    /// A field of a record; absent beyond its last.
    package func field(_ index: Int, of record: Record) -> Field {
        index < record.fieldCount ? fields[record.firstField + index] : .absent
    }

    /// The bytes of a field.
    package func content(of field: Field) -> ArraySlice<UInt8> {
        let range = Int(field.start)..<Int(field.end)
        return field.isUnescaped ? unescaped[range] : bytes[range]
    }

    /// The text of a field; bytes that are not UTF-8 become U+FFFD.
    package func text(of field: Field) -> String { String(decoding: content(of: field), as: UTF8.self) }

    /// The bytes of a record as they stand in the file, without the line end.
    package func content(of record: Record) -> ArraySlice<UInt8> { bytes[record.start..<record.end] }
}

/// Why a record cannot be read.
package enum RecordFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// A quote was opened and the file ended; `line` is where it was opened.
    case openQuote(line: Int)
    /// Something stands between a closing quote and the next delimiter.
    case textBehindQuote(field: Int)
    /// The record is longer than ``RecordReading/longestRecord``.
    case tooLong
    /// The record has more fields than ``RecordReading/mostFields`` and does not end there.
    case tooManyFields
    /// No JSON object; says what is wrong, and where as a count of bytes from the record's first, from 1.
    case json(String, column: Int)

    package var description: String {
        switch self {
        case .openQuote(let line): "the quote opened at line \(line) is never closed"
        case .textBehindQuote(let field): "field \(field): text behind the closing quote"
        case .tooLong: "longer than \(RecordReading.longestRecord >> 20) MiB; is a quote not closed?"
        case .tooManyFields: "more than \(RecordReading.mostFields) fields; is a line end missing?"
        case .json(let reason, let column): "column \(column): \(reason)"
        }
    }
}

/// What holds for all readers of records.
package enum RecordReading {
    /// Longest record in bytes. It is held in memory several times until the server has it, and the whole program must
    /// stay small.
    package static let longestRecord = 8 << 20
    /// Most fields of a record that is longer than the piece of the file it begins in: each takes memory beside its
    /// bytes.
    package static let mostFields = 1 << 17
    /// Bytes that are shown of a record that is too long.
    static let longestExcerpt = 1024
    /// Most records of a batch.
    package static let batchLimit = 4096
}

/// Finds records in bytes that come piece by piece.
///
/// Call ``append(_:)`` with the next piece, or ``finish()`` behind the last one, then ``next()`` until it has no
/// records.
package protocol RecordParser: Sendable {
    /// The records found by the last ``next()``.
    var batch: RecordBatch { get }
    /// Line of the file at which the next record begins, counted from 1.
    var line: Int { get }
    /// Adds the next bytes of the file.
    mutating func append(_ piece: UnsafeRawBufferPointer)
    /// There are no more bytes.
    mutating func finish()
    /// Replaces the batch by the next records; false when there are none, so that bytes are needed or the file is at
    /// its end.
    mutating func next() -> Bool
}
