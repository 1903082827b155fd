import CivilTime
import IoTDBTesting
import IoTDBWire
import ShellKit

/// Results made by hand, for charts.
enum ChartSample {
    /// A page of a time column and columns of values, which all have the type of their first value.
    static func page(_ times: [Int64], _ columns: [(String, [Value])]) -> (columns: [ResultColumn], page: Page) {
        var block = TsBlock()
        block.rowCount = times.count
        block.time.int64s = times
        var headings = [ResultColumn(name: "Time", type: .timestamp, blockIndex: -1)]
        for (index, column) in columns.enumerated() {
            let type = column.1.compactMap(\.type).first ?? .double
            headings.append(ResultColumn(name: column.0, type: type, blockIndex: index))
            block.columns.append(storage(column.1, type, &block.bytes))
        }
        var page = Page()
        page.blocks = [block]
        return (headings, page)
    }

    private static func storage(_ values: [Value], _ type: DataType, _ bytes: inout ArraySlice<UInt8>) -> Column {
        var column = Column()
        var nulls = [UInt8](repeating: 0, count: (values.count + 7) / 8)
        column.physicalType =
            switch type {
            case .boolean: .boolean
            case .int32, .date: .int32
            case .float: .float
            case .double: .double
            case .text, .string, .blob, .object: .binary
            default: .int64
            }
        for (row, value) in values.enumerated() {
            if value.isNull {
                nulls[row >> 3] |= 0x80 >> UInt8(row & 7)
                column.nulls = nulls
            }
            switch column.physicalType {
            case .boolean: column.bits.append(value.boolean == true ? 1 : 0)
            case .int32: column.int32s.append(Int32(clamping: value.integer ?? 0))
            case .float: column.int32s.append(Int32(bitPattern: Float(value.double ?? 0).bitPattern))
            case .int64: column.int64s.append(value.integer ?? 0)
            case .double: column.int64s.append(Int64(bitPattern: (value.double ?? 0).bitPattern))
            case .binary:
                let text = Array((value.text ?? "").utf8)
                column.ranges.append(CellRange(start: Int32(bytes.count), count: Int32(text.count)))
                bytes.append(contentsOf: text)
            }
        }
        if !column.nulls.isEmpty { column.nulls = nulls }
        return column
    }

    /// The text of a chart, the lines without blanks at their ends.
    static func chart(
        _ times: [Int64],
        _ columns: [(String, [Value])],
        _ arguments: [String] = [],
        frame: ChartFrame = ChartFrame(width: 60, height: 6)
    ) throws -> String {
        let (headings, page) = page(times, columns)
        let options = try ChartOptions(parsing: arguments)
        var data = try ChartData(columns: headings, options: options)
        data.add(page)
        var text = TextBuffer()
        TextChart(data, options: options, frame: frame).write(to: &text)
        return text.string
    }
}

extension ChartSituation {
    /// The text of a chart of the situation, on 60 columns and 6 lines.
    func text(_ kind: ChartKind) throws -> String {
        let (headings, page) = ChartSample.page(times, columns)
        let frame = ChartFrame(
            width: 60,
            height: 6,
            hasColor: hasColor,
            zone: try TimeZoneID(zone),
            precision: precision
        )
        var options = try ChartOptions(parsing: kind == .histogram ? [] : arguments)
        if kind == .histogram { options.columns = [columns[columns.count - 1].0] }
        let sink = MemorySink()
        var output = OutputBuffer(sink: sink)
        var renderer = ChartRenderer(kind, options: options, frame: frame)
        try renderer.check(headings)
        try renderer.begin(columns: headings, to: &output)
        try renderer.page(page, to: &output)
        try renderer.end(ResultSummary(rowCount: times.count), to: &output)
        return sink.text
    }
}
