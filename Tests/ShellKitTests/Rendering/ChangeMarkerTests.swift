import IoTDBTesting
import IoTDBWire
import Testing

@testable import ShellKit

/// The marks of `\watch diff`.
@Suite struct ChangeMarkerTests {
    private let columns = [
        ResultColumn(name: "name", type: .text, blockIndex: 0), ResultColumn(name: "n", type: .int64, blockIndex: 1),
    ]

    private func page(_ rows: [(String?, Int64?)]) -> Page {
        var block = TsBlock(rows: rows.count, times: rows.indices.map(Int64.init))
        block.appendText(rows.map(\.0))
        block.columns.append(.int64(rows.map(\.1)))
        return block.page
    }

    private func options(after rows: [(String?, Int64?)], usesColor: Bool) -> RenderOptions {
        var former = ReplayableResult(columns: columns, precision: .milliseconds)
        former.append(page(rows))
        var options = RenderOptions()
        options.compared = former
        options.dimsNull = usesColor
        return options
    }

    @Test func changedAndNewCellsAreMarked() throws {
        let options = options(after: [("a", 1), ("b", nil), (nil, 3)], usesColor: false)
        let text = try render(
            ResultFormat.table.renderer(options),
            columns,
            [page([("a", 10), ("b", nil), ("", 3), ("new", 4)])]
        )
        #expect(
            text == """
                 name |  n   
                ------+------
                 a    |  10*
                 b    | null
                 *    |    3
                 new* |   4*
                (4 rows)


                """
        )
    }

    @Test func colourMarksByReverseVideoAndKeepsTheColumns() throws {
        let options = options(after: [("a", 1)], usesColor: true)
        let text = try render(ResultFormat.table.renderer(options), columns, [page([("a", 22)])])
        #expect(text.contains(" a    | \u{1B}[7m22\u{1B}[0m\n"))
        let vertical = try render(ResultFormat.vertical.renderer(options), columns, [page([("", 1)])])
        #expect(vertical.contains("name | \u{1B}[7m \u{1B}[0m\n"))
        #expect(vertical.contains("n    | 1\n"))
    }

    @Test func aResultOfOtherColumnsIsNotCompared() throws {
        var options = options(after: [("a", 1)], usesColor: true)
        options.compared = ReplayableResult(columns: [], precision: .milliseconds)
        let text = try render(ResultFormat.table.renderer(options), columns, [page([("b", 2)])])
        #expect(!text.contains("\u{1B}"))
    }
}
