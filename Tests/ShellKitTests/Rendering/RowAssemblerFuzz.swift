import IoTDBTesting
import IoTDBWire

@testable import ShellKit

/// Random blocks, templates, styles and options; rows that are put together are compared with rows that were appended.
struct RowAssemblerFuzz {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// Renders one random batch through one random template and all formats; answers what differs, nil for nothing.
    mutating func runOnce() -> String? {
        let rows = Int.random(in: 1...(Bool.random(using: &generator) ? 4 : 40), using: &generator)
        var block = TsBlock(rows: rows, times: (0..<rows).map { _ in integer() })
        let columns = (0..<Int.random(in: 1...5, using: &generator)).map { addColumn($0, to: &block) }
        let options = options()
        let style = ResultFormats.all[Int.random(in: 0..<ResultFormats.all.count, using: &generator)].style
        var formatter = ValueFormatter(columns, options, style: style)
        var assembler = RowAssembler()
        formatter.format(RowGroup(block: block, rows: 0..<rows), into: &assembler)
        guard assembled(assembler) == appended(assembler) else { return "\(columns) \(options)" }
        return nil
    }

    private var template = RowTemplate(suffix: [])
    private var plain: (leads: [[UInt8]], separator: [UInt8], suffix: [UInt8]) = ([], [], [])

    /// Makes a template, and writes all rows with it.
    private mutating func assembled(_ assembler: RowAssembler) -> [UInt8] {
        plain = ([], bytes(upTo: 5), bytes(upTo: 20))
        template = RowTemplate(suffix: plain.suffix, separator: plain.separator)
        for _ in 0..<Int.random(in: 1...7, using: &generator) {
            let lead = bytes(upTo: 40)
            plain.leads.append(lead)
            let padding: [RowTemplate.Padding] = [.none, .left, .right]
            template.add(
                lead,
                column: Int.random(in: 0..<assembler.columnCount, using: &generator),
                width: Int.random(in: 0...30, using: &generator),
                padding: padding[Int.random(in: 0...2, using: &generator)]
            )
        }
        let sink = MemorySink()
        var output = OutputBuffer(sink: sink, limit: Int.random(in: 1...4096, using: &generator))
        var isFirst = true
        do {
            try assembler.write(0..<assembler.rowCount, as: template, isFirst: &isFirst, to: &output)
            try output.flush()
        } catch {
            return []
        }
        return sink.contents
    }

    /// The same rows, a cell at a time.
    private func appended(_ assembler: RowAssembler) -> [UInt8] {
        var text = TextBuffer()
        for row in 0..<assembler.rowCount {
            if row > 0 { text.append(plain.separator) }
            for (field, lead) in zip(template.fields, plain.leads) {
                let blanks = field.width - Int(assembler.cell(row, field.column).columns)
                text.append(lead)
                if field.padding == .left { text.append(UInt8(ascii: " "), repeated: blanks) }
                assembler.append(row, field.column, to: &text)
                if field.padding == .right { text.append(UInt8(ascii: " "), repeated: blanks) }
            }
            text.append(plain.suffix)
        }
        return text.bytes
    }

    private mutating func addColumn(_ index: Int, to block: inout TsBlock) -> ResultColumn {
        let types: [DataType] = [
            .boolean, .int32, .int64, .float, .double, .timestamp, .date, .blob, .text, .string, .object, .unknown,
        ]
        let type = types[Int.random(in: 0..<types.count, using: &generator)]
        let rows = block.rowCount
        switch type {
        case .boolean: block.columns.append(.boolean(cells(rows) { $0 % 2 == 0 }))
        case .int32, .date: block.columns.append(.int32(cells(rows) { Int32(truncatingIfNeeded: $0) }))
        case .int64, .timestamp: block.columns.append(.int64(cells(rows) { $0 }))
        case .float: block.columns.append(.float(cells(rows) { Float(bitPattern: UInt32(truncatingIfNeeded: $0)) }))
        case .double: block.columns.append(.double(cells(rows) { Double(bitPattern: UInt64(bitPattern: $0)) }))
        case .blob, .text, .string, .object, .unknown, .vector:
            block.appendBytes(
                (0..<rows).map { _ in Int.random(in: 0...4, using: &generator) == 0 ? nil : bytes(upTo: 60) }
            )
        }
        if Int.random(in: 0...3, using: &generator) == 0 { block.columns[index] = block.columns[index].asRun }
        return ResultColumn(name: String(decoding: bytes(upTo: 12), as: UTF8.self), type: type, blockIndex: index)
    }

    private mutating func cells<Cell>(_ count: Int, _ make: (Int64) -> Cell) -> [Cell?] {
        (0..<count).map { _ in Int.random(in: 0...4, using: &generator) == 0 ? nil : make(integer()) }
    }

    /// Numbers of every length, and the ends of the range.
    private mutating func integer() -> Int64 {
        switch Int.random(in: 0...9, using: &generator) {
        case 0: .max
        case 1: .min
        case 2: 0
        default: Int64(bitPattern: generator.next()) >> Int64.random(in: 0...63, using: &generator)
        }
    }

    private mutating func bytes(upTo limit: Int) -> [UInt8] {
        let isText = Bool.random(using: &generator)
        return (0..<Int.random(in: 0...limit, using: &generator)).map { _ in
            isText ? UInt8.random(in: 0x20...0x7E, using: &generator) : UInt8.random(in: 0...255, using: &generator)
        }
    }

    private mutating func options() -> RenderOptions {
        let precisions: [TimestampPrecision] = [.milliseconds, .microseconds, .nanoseconds]
        var options = RenderOptions(precision: precisions[Int.random(in: 0...2, using: &generator)])
        let modes: [TimeMode] = [.iso8601, .local, .epoch, .relative]
        options.timeMode = modes[Int.random(in: 0...3, using: &generator)]
        options.now = integer()
        options.dimsNull = Bool.random(using: &generator)
        options.isTerminal = Bool.random(using: &generator)
        options.maxColumnWidth = Int.random(in: 0...20, using: &generator)
        options.jsonBigint = Bool.random(using: &generator) ? .string : .number
        options.jsonSpecial = Bool.random(using: &generator) ? .string : .null
        let nulls = [nil, "", "X", "nichts, \"gar\"\tnichts", String(repeating: "∅", count: 50)]
        options.nullText = nulls[Int.random(in: 0..<nulls.count, using: &generator)]
        return options
    }
}
