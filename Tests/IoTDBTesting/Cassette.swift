package import Foundation
package import IoTDBWire
import Testing

/// What a real server answered to one statement: the recorded frames, and the result that they stand for.
package struct Cassette: Sendable, Decodable {
    /// Unique in its folder.
    package let id: String
    /// The text that was sent; empty where sessions were opened and closed.
    package let statement: String
    /// Protocol of the frames.
    package let `protocol`: ThriftProtocol
    /// Calls and answers in order.
    package let exchanges: [Exchange]
    /// Outcome of the statement; nil where sessions were opened and closed.
    package let summary: Summary?
    /// The result; nil for statements without rows and for errors.
    package let expect: Expectation?

    /// One call.
    package struct Exchange: Sendable, Decodable {
        /// Name of the method.
        package let method: String
        /// The answer's message, without its length.
        package let response: Data
    }

    /// Outcome of a statement.
    package struct Summary: Sendable, Decodable {
        /// Status code.
        package let code: Int32
        /// Text of the status.
        package let message: String?
    }

    /// A result as another client has decoded it.
    package struct Expectation: Sendable, Decodable {
        /// Labels, without the time column of a tree result.
        package let columns: [String]
        /// Names of the logical types, parallel to the labels.
        package let types: [String]
        /// Whether the rows have the time in front.
        package let hasTimeColumn: Bool
        /// Number of all rows.
        package let rowCount: Int
        /// The first rows, sixty at most.
        package let rows: [[Cell?]]

        private enum CodingKeys: String, CodingKey {
            case columns, types, rows
            case hasTimeColumn = "time_column"
            case rowCount = "row_count"
        }
    }

    /// One cell: numbers as decimal text, floating-point numbers as the hexadecimal digits of their bits behind `0x`,
    /// blobs as `x'…'`.
    package enum Cell: Sendable, Hashable, Decodable {
        case bool(Bool)
        case text(String)

        package init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self = .text(text)
            } else {
                self = .bool(try container.decode(Bool.self))
            }
        }
    }

    /// The result of the statement, also where it has no columns of its own, which `expect` leaves out.
    package func result() throws -> Expectation? {
        guard expect == nil, let first = exchanges.first, first.method == "executeStatementV2" else { return expect }
        let message = Array(first.response)
        let answer = try self.protocol.read(message[...]) { (_, reader) throws(ThriftDecodingError) in
            try reader.readValue(Reply<ExecuteStatementResponse>.self).success
        }
        guard let answer, answer.columns != nil else { return nil }
        let hasTimeColumn = answer.ignoreTimeStamp == false
        return Expectation(columns: [], types: [], hasTimeColumn: hasTimeColumn, rowCount: 0, rows: [])
    }

    /// The same recording without the answers to some method.
    package func without(method: String) -> Cassette {
        Cassette(
            id: id,
            statement: statement,
            protocol: self.protocol,
            exchanges: exchanges.filter { $0.method != method },
            summary: summary,
            expect: expect
        )
    }
}

extension ThriftProtocol: Decodable {}

/// The place of a cassette: what tests are parameterised with, so that only those that run are read.
package struct CassetteName: Sendable, Hashable, CustomTestStringConvertible {
    /// Folder in `Tests/Cassettes`.
    package let folder: String
    /// Name of the file without `.json`.
    package let id: String

    /// The folders that hold one statement a file.
    package static let folders = [
        "tree", "tree-small", "tree-exact", "tree-more", "table", "table-more", "tree-compact", "table-compact",
    ]

    /// Names a cassette.
    package init(_ folder: String, _ id: String) {
        self.folder = folder
        self.id = id
    }

    package var testDescription: String { "\(folder)/\(id)" }

    /// The dialect of the folder.
    package var dialect: SQLDialect { folder.hasPrefix("table") ? .table : .tree }

    /// Reads the cassette.
    package func load() throws -> Cassette {
        let file = Self.root.appendingPathComponent("\(folder)/\(id).json")
        return try JSONDecoder().decode(Cassette.self, from: Data(contentsOf: file))
    }

    /// The cassette of a folder in which a session was opened.
    package var opening: CassetteName { CassetteName(folder, "session-open") }

    /// The statements of a folder, in the order of their names. Traps when there are none: no test may pass without
    /// them.
    package static func statements(of folder: String) -> [CassetteName] {
        let files =
            (try? FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path)) ?? []
        let ids = files.filter { $0.hasSuffix(".json") && !$0.hasPrefix("session-") }.map { String($0.dropLast(5)) }
        precondition(!ids.isEmpty, "no cassettes in \(folder)")
        return ids.sorted().map { CassetteName(folder, $0) }
    }

    private static let root = Vectors.packageRoot.appendingPathComponent("Tests/Cassettes")
}
