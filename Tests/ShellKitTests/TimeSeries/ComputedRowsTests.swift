import IoTDBTesting
import IoTDBWire
import ShellKit
import Testing

@Suite
struct ComputedRowsTests {
    @Test
    func rowsComeBackAsTheyWereGiven() {
        let types: [DataType] = [.boolean, .int32, .int64, .float, .double, .text, .timestamp, .date, .blob, .string]
        let rows: [[Value]] = [
            [
                true, .int32(-5), 7, .float(1.5), 2.5, .text("汉"), .timestamp(9), .date(20_240_229), .blob([0, 255]),
                "s",
            ],
            Array(repeating: .null, count: 10),
            [false, .int32(.min), .int64(.max), .float(-0), .double(.nan), .text(""), .timestamp(.min), .date(1)],
        ]
        var computed = ComputedRows(types.map { ($0.name, $0) })
        for row in rows { computed.append(row) }
        let page = computed.takePage()
        #expect(page.rowCount == 3)
        #expect(computed.count == 0)
        for (index, row) in rows.enumerated() {
            for (place, column) in computed.columns.enumerated() {
                let value = page.blocks[0].value(row: index, column: column)
                let expected = place < row.count ? row[place] : .null
                #expect(value.description == expected.description && value.type == expected.type)
            }
        }
    }

    @Test
    func valuesOfAnotherTypeAreNull() {
        var computed = ComputedRows([("i", .int32), ("d", .double)])
        computed.append([.int64(1 << 40), .int64(3)])
        computed.append(["x", "y"])
        let block = computed.takePage().blocks[0]
        #expect(block.value(row: 0, column: computed.columns[0]).isNull)
        #expect(block.value(row: 0, column: computed.columns[1]) == 3.0)
        #expect(block.value(row: 1, column: computed.columns[1]).isNull)
    }

    @Test
    func aSecondPageBeginsAnew() {
        var computed = ComputedRows([("s", .string)])
        computed.append(["a"])
        _ = computed.takePage()
        computed.append([nil])
        computed.append(["bc"])
        let block = computed.takePage().blocks[0]
        #expect(block.rowCount == 2)
        #expect(block.value(row: 1, column: computed.columns[0]) == "bc")
    }
}
