import IoTDBWire
import Testing

@testable import IoTDBDemo

@Suite("TsBlock encoder")
struct TsBlockEncoderTests {
    @Test("what is encoded is decoded again", arguments: [1, 7, 8, 9, 1000])
    func roundTrip(rows: Int) throws {
        let columns: [(DataType, (Int) -> Value)] = [
            (.boolean, { .boolean($0 % 2 == 0) }), (.int32, { .int32(Int32($0)) }),
            (.int64, { .int64(Int64($0) << 33) }),
            (.float, { .float(Float($0) / 3) }), (.double, { .double(Double($0) / 3) }),
            (.text, { .text("row \($0)") }),
            (.date, { .date(20_240_101 + Int32($0 % 28)) }), (.blob, { .blob([UInt8($0 & 255)]) }),
            (.text, { _ in .null }),
        ]
        let table = ResultTable(
            times: (0..<rows).map { Int64($0) * 1000 },
            columns: columns.map { type, value in
                .init(name: "c", type: type, cells: (0..<rows).map { $0 % 5 == 3 ? .null : value($0) })
            }
        )
        var block = TsBlock()
        try block.decode(TsBlockEncoder.block(table, rows: 0..<rows)[...])
        #expect(block.rowCount == rows)
        #expect(block.time.int64s.prefix(rows) == ArraySlice(table.times ?? []))
        for (index, column) in table.columns.enumerated() {
            let heading = ResultColumn(name: "c", type: column.type, blockIndex: index)
            #expect((0..<rows).map { block.value(row: $0, column: heading) } == column.cells)
        }
        #expect(block.columns[8].isRun)
    }

    @Test("the answer to SHOW VERSION has the bytes of a real server")
    func version() {
        let table = ResultTable(texts: ["Version", "BuildInfo"], rows: [["2.0.1-beta", "5f31648"]])
        let expected: [UInt8] =
            [0, 0, 0, 2, 5, 5, 0, 0, 0, 1, 2, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10]
            + Array("2.0.1-beta".utf8)
            + [0, 0, 0, 0, 7] + Array("5f31648".utf8)
        #expect(TsBlockEncoder.block(table, rows: 0..<1) == expected)
    }
}
