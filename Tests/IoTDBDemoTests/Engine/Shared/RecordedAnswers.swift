import Foundation
import IoTDBTesting
import IoTDBWire

@testable import IoTDBDemo

/// What a real server (Apache IoTDB 2.0.1-beta, session zone Asia/Shanghai) answered to a script, statement by
/// statement.
struct RecordedAnswers: Decodable {
    /// One statement with its answer; texts of errors 700 differ and are not compared.
    struct Answer: Decodable {
        let statement: String
        let code: Int32
        let message: String?
        let columns: [String]?
        let types: [String]?
        let hasTime: Bool?
        let rows: [[String?]]?
    }

    /// Release that was asked.
    let server: String
    /// Zone of the session.
    let zone: String
    /// The script, in order.
    let answers: [Answer]
    /// Statements that the demo server leaves out; a real server answers some and rejects others.
    let refused: [String]

    /// Loads `Answers/NAME.json`.
    static func load(_ name: String) throws -> RecordedAnswers {
        let file = Vectors.packageRoot.appendingPathComponent("Tests/IoTDBDemoTests/Answers/\(name).json")
        return try JSONDecoder().decode(RecordedAnswers.self, from: Data(contentsOf: file))
    }
}

extension ResultTable {
    /// The rows as the recordings write them: bits of floating-point numbers and bytes in hexadecimal, all else as
    /// text.
    var recordedRows: [[String?]] {
        (0..<rowCount).map { row in
            let time: [String?] = times.map { [String($0[row])] } ?? []
            return time + columns.map { $0.cells[row].recorded }
        }
    }
}

extension Value {
    fileprivate var recorded: String? {
        switch self {
        case .null: nil
        case .boolean(let flag): String(flag)
        case .int32(let number), .date(let number): String(number)
        case .int64(let number), .timestamp(let number): String(number)
        case .float(let number): String(format: "0x%08x", number.bitPattern)
        case .double(let number): String(format: "0x%016lx", number.bitPattern)
        case .text(let text), .string(let text): text
        case .blob(let bytes), .object(let bytes): "x'" + bytes.map { String(format: "%02x", $0) }.joined() + "'"
        }
    }
}
