import Foundation
import IoTDBWire
import Testing

/// Rows and values as `Encodable`: what a web server sends on as JSON.
@Suite struct RowEncodingTests {
    private func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    @Test func aRowIsAnObjectOfItsLabels() throws {
        let columns = Array(SampleRows.columns.dropLast())
        #expect(
            try json(SampleRows.row(0, columns: columns))
                == #"{"Time":1000,"bytes":"0x6f6e65","day":"2024-02-29","flag":true,"label":"one","#
                + #""large":5000000000,"level":0.1,"ratio":1.5,"small":7}"#
        )
    }

    @Test func aNullIsThere() throws {
        #expect(try json(SampleRows.row(1, columns: [SampleRows.columns[2]])) == #"{"small":null}"#)
    }

    @Test func ofEqualLabelsTheLastColumnCounts() throws {
        let columns = [SampleRows.columns[2], SampleRows.columns[9]]
        #expect(try json(SampleRows.row(1, columns: columns)) == #"{"small":5000000000}"#)
    }

    @Test func rowsAreAnArray() throws {
        let rows = [0, 1].map { SampleRows.row($0, columns: [SampleRows.columns[0], SampleRows.columns[2]]) }
        #expect(try json(rows) == #"[{"Time":1000,"small":7},{"Time":2000,"small":null}]"#)
    }

    /// JSON has no NaN and no infinities; an encoder that is given one as a number throws.
    @Test(arguments: [
        (Value.double(.nan), #""nan""#), (.double(-.infinity), #""-inf""#), (.float(.infinity), #""inf""#),
        (.int64(.min), "-9223372036854775808"), (.timestamp(12), "12"), (.boolean(false), "false"),
        (.text("a\"b"), #""a\"b""#), (.blob([]), #""0x""#), (.date(0), #""0""#), (.null, "null"),
    ])
    func everyValueHasAForm(value: Value, text: String) throws { #expect(try json([value]) == "[\(text)]") }

    @Test func whatWasEncodedIsDecoded() throws {
        let row = SampleRows.row(0, columns: Array(SampleRows.columns[1...3]))
        let cells = try JSONDecoder().decode([String: Value].self, from: Data(try json(row).utf8))
        #expect(cells["flag"] == true)
        // JSON does not tell how wide a number was.
        #expect(cells["small"]?.integer == 7 && cells["large"]?.integer == 5_000_000_000)
    }
}
