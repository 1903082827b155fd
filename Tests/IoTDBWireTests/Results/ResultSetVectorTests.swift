import IoTDBTesting
import Testing

@testable import IoTDBWire

@Suite("Whole results of the vectors")
struct ResultSetVectorTests {
    @Test("headings and rows are the described ones", arguments: Vectors.load("resultsets"))
    func result(_ vector: Vector) throws {
        let kind = try #require(vector.thriftProtocol)
        let response = try kind.read(vector.bytes[4...]) { _, reader throws(ThriftDecodingError) in
            try reader.readValue(Reply<ExecuteStatementResponse>.self).success
        }
        let answer = try #require(response)
        let heading = try ResultMetadata(answer)
        let table = try #require(vector.expected["table"])
        #expect(heading.columns.map { JSON.string($0.name) } == table["columnNames"]?.array)
        var page = Page()
        try page.decode(answer.queryResult ?? [], columnCount: heading.blockColumnCount)
        #expect(rows(of: page, heading.columns) == (table["rows"]?.array ?? []).map { ($0.array ?? []).map(\.bare) })
    }

    private func rows(of page: Page, _ columns: [ResultColumn]) -> [[JSON]] {
        page.blocks.flatMap { block in
            (0..<block.rowCount).map { row in
                columns.map { block.cell(block.column(at: $0.blockIndex), row: row) }
            }
        }
    }

    @Test("a block with fewer columns than the heading refers to is refused")
    func missingColumns() throws {
        let vector = Vectors.load("tsblocks", named: "int32_no_null")
        var page = Page()
        #expect(throws: ThriftDecodingError.self) { try page.decode([vector.bytes[...]], columnCount: 2) }
    }
}
