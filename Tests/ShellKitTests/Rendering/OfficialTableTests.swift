import Foundation
import IoTDBTesting
import Testing

/// The official shell's table, written here from its rules so that its vectors are exercised; what we print instead is
/// in `RendererTests`.
@Suite
struct OfficialTableTests {
    static let vectors = Vectors.load("cli_text").filter { $0.name.hasPrefix("table_") }

    @Test(arguments: vectors)
    func theRulesGiveTheRecordedTable(_ vector: Vector) throws {
        let rows = try #require(vector.expected["rows"]?.array).map { ($0.array ?? []).map { $0.string ?? "" } }
        let expected = try #require(vector.expected["text"]?.string)
        #expect(Array(expected.utf8) == vector.bytes)
        #expect(table(rows) == expected)
    }

    private func table(_ rows: [[String]]) -> String {
        let widths = (rows.first ?? []).indices.map { column in rows.map { width($0[column]) }.max() ?? 0 }
        let border = widths.map { "+" + String(repeating: "-", count: $0) }.joined() + "+\n"
        let lines = rows.map { row in
            zip(row, widths).map { "|" + String(repeating: " ", count: $1 - width($0)) + $0 }.joined() + "|\n"
        }
        return border + (lines.first ?? "") + border + lines.dropFirst().joined() + border
    }

    /// UTF-16 units and one more for each character of the Han script.
    private func width(_ text: String) -> Int {
        text.utf16.count + text.unicodeScalars.filter { isHan($0.value) }.count
    }

    private func isHan(_ code: UInt32) -> Bool {
        switch code {
        case 0x2E80...0x2FD5, 0x3005, 0x3007, 0x3021...0x3029, 0x3038...0x303B, 0x3400...0x4DBF, 0x4E00...0x9FFF: true
        case 0xF900...0xFAD9, 0x2_0000...0x3_FFFD: true
        default: false
        }
    }
}
