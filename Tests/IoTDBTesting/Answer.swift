package import IoTDBWire

/// What a server answered to one statement, read through the public interface.
package struct Answer: Sendable {
    /// Status code.
    package let code: Int32
    /// Text of an error.
    package let message: String
    /// Headings; nil for a statement without rows and for an error.
    package let columns: [ResultColumn]?
    /// All rows.
    package let rows: [[Value]]

    /// Runs a statement. Errors of the server are answers; others are thrown.
    package init(to statement: String, on session: Session) async throws {
        do throws(IoTDBError) {
            let results = try await session.execute(statement)
            var rows: [[Value]] = []
            if let results {
                for try await row in results.rows { rows.append(row.values) }
            }
            code = 200
            message = ""
            columns = results?.columns
            self.rows = rows
        } catch {
            guard let status = error.serverStatus else { throw error }
            code = status.code.rawValue
            message = status.message ?? ""
            columns = nil
            rows = []
        }
    }

    /// Whether the statement was carried out.
    package var isSuccess: Bool { code == 200 }

    /// Labels and types of the columns.
    package var heading: [String] { (columns ?? []).map { "\($0.name) \($0.type.name)" } }

    /// Whether there are no columns, or only the time that is put in front of a query's.
    private var isEmpty: Bool { rows.isEmpty && (columns ?? []).dropFirst().isEmpty }

    /// The ways in which this is not the recorded answer.
    package func differences(from cassette: Cassette, _ exemption: Corpus.Exemption?) -> [String] {
        let recorded = cassette.summary.map { ($0.code, $0.code == 200 ? "" : $0.message ?? "") } ?? (200, "")
        let saysTheSame = message == recorded.1 || exemption?.part == .order && hasWords(of: recorded.1)
        guard code == recorded.0, saysTheSame else { return ["status \((code, message)) instead of \(recorded)"] }
        guard let expected = cassette.expect else {
            return isEmpty ? [] : ["\(heading), \(rows.count) rows, instead of no result"]
        }
        guard columns != nil else { return ["no result"] }
        let front = expected.hasTimeColumn ? ["Time TIMESTAMP"] : []
        let expectedHeading = front + zip(expected.columns, expected.types).map { "\($0) \($1)" }
        guard heading == expectedHeading else { return ["columns \(heading) instead of \(expectedHeading)"] }
        if exemption?.part == .rows { return [] }
        guard rows.count == expected.rowCount else { return ["\(rows.count) rows instead of \(expected.rowCount)"] }
        if exemption?.part == .cells { return [] }
        return cellDifferences(from: expected, inAnyOrder: exemption?.part == .order)
    }

    /// Whether the message has the same words in any order.
    private func hasWords(of other: String) -> Bool {
        func words(_ text: String) -> [Substring] { text.split { !$0.isLetter && !$0.isNumber }.sorted() }
        return words(message) == words(other)
    }

    /// Compares the rows that the recording kept, which are the first sixty.
    private func cellDifferences(from expected: Cassette.Expectation, inAnyOrder: Bool) -> [String] {
        var found = rows.prefix(expected.rows.count).map { $0.map(\.recordedText) }
        var wanted = expected.rows.map { $0.map(\.recordedText) }
        if inAnyOrder {
            found.sort { $0.lexicographicallyPrecedes($1) }
            wanted.sort { $0.lexicographicallyPrecedes($1) }
        }
        return zip(found, wanted).enumerated().filter { !$1.0.isSame(as: $1.1) }.prefix(3)
            .map { "row \($0): \($1.0) instead of \($1.1)" }
    }
}

extension [String] {
    /// Equality byte by byte: Swift's own takes differently composed texts for equal.
    package func isSame(as other: [String]) -> Bool {
        count == other.count && zip(self, other).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
    }
}

extension Cassette.Cell? {
    /// The cell as one text, its kind in front where it could be mistaken.
    fileprivate var recordedText: String {
        switch self {
        case nil: "null"
        case .bool(let value): "\(value)"
        case .text(let text): "'\(text)'"
        }
    }
}

extension Value {
    /// The value as cassettes write it: numbers in decimal, floating-point numbers as bits.
    package var recordedText: String {
        switch self {
        case .null: "null"
        case .boolean(let value): "\(value)"
        case .int32(let value), .date(let value): "'\(value)'"
        case .int64(let value), .timestamp(let value): "'\(value)'"
        case .float(let value): "'0x\(digits(String(value.bitPattern, radix: 16), 8))'"
        case .double(let value): "'0x\(digits(String(value.bitPattern, radix: 16), 16))'"
        case .text(let value), .string(let value): "'\(value)'"
        case .blob(let value), .object(let value): "'x'\(value.hex)''"
        }
    }

    private func digits(_ text: String, _ count: Int) -> String {
        String(repeating: "0", count: max(0, count - text.count)) + text
    }
}
