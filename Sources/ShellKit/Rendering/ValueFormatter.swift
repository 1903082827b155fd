import CivilTime
import IoTDBWire

/// Turns the cells of a block into text, a column at a time, as the ``CellStyle`` of a format says.
struct ValueFormatter: Sendable {
    /// What stands for null in the result.
    let null: NullText
    /// Cells that were cut because they are wider than ``RenderOptions/maxColumnWidth``.
    private(set) var cutCells = 0
    private let headings: [ResultColumn]
    private let style: CellStyle
    private let options: RenderOptions
    private let rareTime: RareTime
    /// Columns of text that hold the number of an instant where another column says TIMESTAMP: results of LAST queries.
    private let typeColumns: [Int: Int]
    private var time: TimeFormatter

    init(_ headings: [ResultColumn], _ options: RenderOptions, style: CellStyle) {
        self.headings = headings
        self.style = style
        self.options = options
        null = style.null(options)
        rareTime = RareTime(options)
        typeColumns = style.showsNamedTimes ? Self.typeColumns(headings) : [:]
        time = TimeFormatter(precision: options.precision, zone: options.zone, isLocal: options.timeMode == .local)
    }

    /// Replaces the rows of an assembler by those of a group.
    mutating func format(_ group: RowGroup, into rows: inout RowAssembler) {
        rows.begin(rows: group.rows.count, columns: headings.count)
        for (index, heading) in headings.enumerated() { format(index, heading, group, &rows) }
    }

    /// Formats one column. The block's type byte says where the values lie, the logical type what they mean.
    private mutating func format(_ index: Int, _ heading: ResultColumn, _ group: RowGroup, _ rows: inout RowAssembler) {
        let column = group.block.column(at: heading.blockIndex)
        switch column.physicalType {
        case .boolean:
            rows.fill(index, column, group.rows, null: null, atMost: 5) { writer, row in
                if column.bits[row] != 0 { writer.put("true") } else { writer.put("false") }
            }
        case .int32: formatIntegers(index, column, heading, group.rows, &rows)
        case .int64: formatLongs(index, column, heading, group.rows, &rows)
        case .float: formatFloats(index, column, group.rows, &rows)
        case .double: formatDoubles(index, column, group.rows, &rows)
        case .binary: formatBytes(index, column, heading, group, &rows)
        }
    }

    private func formatFloats(_ index: Int, _ column: Column, _ rows: Range<Int>, _ assembler: inout RowAssembler) {
        let special = special
        assembler.fill(index, column, rows, null: null, atMost: NumberText.maximumLength) { writer, row in
            let value = Float(bitPattern: UInt32(bitPattern: column.int32s[row]))
            if let special, !value.isFinite { return special.write(Double(value), to: &writer) }
            NumberText.write(value, to: &writer)
        }
    }

    private func formatDoubles(_ index: Int, _ column: Column, _ rows: Range<Int>, _ assembler: inout RowAssembler) {
        let special = special
        assembler.fill(index, column, rows, null: null, atMost: NumberText.maximumLength) { writer, row in
            let value = Double(bitPattern: UInt64(bitPattern: column.int64s[row]))
            if let special, !value.isFinite { return special.write(value, to: &writer) }
            NumberText.write(value, to: &writer)
        }
    }

    /// How numbers are written that JSON does not know; nil where their own text will do.
    private var special: JSONSpecial? {
        switch style.nonFinite {
        case .text: nil
        case .json: options.jsonSpecial
        }
    }

    private func formatIntegers(
        _ index: Int,
        _ column: Column,
        _ heading: ResultColumn,
        _ rows: Range<Int>,
        _ assembler: inout RowAssembler
    ) {
        guard heading.type == .date else {
            return assembler.fill(index, column, rows, null: null, atMost: NumberText.maximumLength) { writer, row in
                NumberText.write(Int64(column.int32s[row]), to: &writer)
            }
        }
        let quote = style.quote
        assembler.fill(index, column, rows, null: null) { text, row in
            let start = text.count
            if let quote { text.append(quote) }
            DateText.append(column.int32s[row], to: &text)
            if let quote { text.append(quote) }
            return text.count - start
        }
    }

    private mutating func formatLongs(
        _ index: Int,
        _ column: Column,
        _ heading: ResultColumn,
        _ rows: Range<Int>,
        _ assembler: inout RowAssembler
    ) {
        let isTime = style.showsNamedTimes ? heading.holdsTimes : heading.isDeclaredTime
        let isStored = style.storesTimes || style.storesTimeCells && !heading.isRowTime
        guard isTime, !isStored else { return formatNumbers(index, column, rows, &assembler) }
        switch options.timeMode {
        case .epoch: formatNumbers(index, column, rows, &assembler)
        case .iso8601, .local: formatTimes(index, column, rows, &assembler)
        case .relative, .pattern:
            let (rareTime, form, null) = (rareTime, style.text, null)
            var scratch = TextBuffer()
            assembler.fill(index, column, rows, null: null) { text, row in
                scratch.truncate()
                rareTime.append(column.int64s[row], to: &scratch)
                return scratch.withBytes { form.append($0, null: null.plain, to: &text) }
            }
        }
    }

    /// Formats instants in the layout of ISO 8601.
    private mutating func formatTimes(
        _ index: Int,
        _ column: Column,
        _ rows: Range<Int>,
        _ assembler: inout RowAssembler
    ) {
        // A copy, because the closure may not change `self` while it is read.
        var time = time
        if let quote = style.quote {
            assembler.fill(index, column, rows, null: null, atMost: TimeFormatter.maximumLength + 2) { writer, row in
                writer.put(quote)
                time.write(column.int64s[row], to: &writer)
                writer.put(quote)
            }
        } else {
            assembler.fill(index, column, rows, null: null, atMost: TimeFormatter.maximumLength) { writer, row in
                time.write(column.int64s[row], to: &writer)
            }
        }
        self.time = time
    }

    private func formatNumbers(_ index: Int, _ column: Column, _ rows: Range<Int>, _ assembler: inout RowAssembler) {
        guard style.mayQuoteIntegers, options.jsonBigint == .string else {
            return assembler.fill(index, column, rows, null: null, atMost: NumberText.maximumLength) { writer, row in
                NumberText.write(column.int64s[row], to: &writer)
            }
        }
        assembler.fill(index, column, rows, null: null, atMost: NumberText.maximumLength) { writer, row in
            let isBig = column.int64s[row].magnitude > 1 << 53
            if isBig { writer.put(UInt8(ascii: "\"")) }
            NumberText.write(column.int64s[row], to: &writer)
            if isBig { writer.put(UInt8(ascii: "\"")) }
        }
    }

    private mutating func formatBytes(
        _ index: Int,
        _ column: Column,
        _ heading: ResultColumn,
        _ group: RowGroup,
        _ rows: inout RowAssembler
    ) {
        group.block.bytes.withUnsafeBytes { bytes in
            switch heading.type {
            case .text, .string: formatText(index, column, style.text(of: heading, options), group, bytes, &rows)
            case .object:
                fillQuoted(index, column, group.rows, &rows) {
                    ObjectText.append(bytes.cell(column.ranges[$1]), to: &$0)
                }
            default: formatBlobs(index, column, group.rows, bytes, &rows)
            }
        }
    }

    private mutating func formatText(
        _ index: Int,
        _ column: Column,
        _ form: CellStyle.TextForm,
        _ group: RowGroup,
        _ bytes: UnsafeRawBufferPointer,
        _ rows: inout RowAssembler
    ) {
        if let types = typeColumns[index], options.timeMode != .epoch {
            return formatTextOfTimes(
                index,
                column,
                types: group.block.column(at: headings[types].blockIndex),
                group,
                &rows
            )
        }
        let null = null
        guard let limit = options.columnLimit, form == .display else {
            return rows.fill(index, column, group.rows, null: null) { text, row in
                form.append(bytes.cell(column.ranges[row]), null: null.plain, to: &text)
            }
        }
        var cut = 0
        rows.fill(index, column, group.rows, null: null) { text, row in
            let start = text.count
            let columns = DisplayText.append(bytes.cell(column.ranges[row]), to: &text)
            guard columns > limit else { return columns }
            cut += 1
            return CutText.shorten(&text, from: start, to: limit)
        }
        cutCells += cut
    }

    /// Formats text cells that are the numbers of instants where the column of types says so.
    private mutating func formatTextOfTimes(
        _ index: Int,
        _ column: Column,
        types: Column,
        _ group: RowGroup,
        _ rows: inout RowAssembler
    ) {
        guard types.physicalType == .binary else { return }
        var time = time
        let (rareTime, form, null, mode) = (rareTime, style.text, null, options.timeMode)
        var scratch = TextBuffer()
        group.block.bytes.withUnsafeBytes { bytes in
            rows.fill(index, column, group.rows, null: null) { text, row in
                let cell = bytes.cell(column.ranges[row])
                let type = bytes.cell(types.ranges[types.index(ofRow: row)])
                guard type.elementsEqual("TIMESTAMP".utf8), let value = Int64(String(decoding: cell, as: UTF8.self))
                else {
                    return form.append(cell, null: null.plain, to: &text)
                }
                scratch.truncate()
                switch mode {
                case .relative, .pattern: rareTime.append(value, to: &scratch)
                case .iso8601, .local, .epoch: time.append(value, to: &scratch)
                }
                return scratch.withBytes { form.append($0, null: null.plain, to: &text) }
            }
        }
        self.time = time
    }

    private func formatBlobs(
        _ index: Int,
        _ column: Column,
        _ rows: Range<Int>,
        _ bytes: UnsafeRawBufferPointer,
        _ assembler: inout RowAssembler
    ) {
        let isSQL = style.text == .sql
        fillQuoted(index, column, rows, &assembler) { text, row in
            let (cell, start) = (bytes.cell(column.ranges[row]), text.count)
            if isSQL {
                HexadecimalText.appendDigits(of: cell, to: &text)
            } else {
                HexadecimalText.append(cell, to: &text)
            }
            return text.count - start
        }
    }

    /// Fills a column whose cells are quoted where text is; a blob of SQL has an X in front.
    private func fillQuoted(
        _ index: Int,
        _ column: Column,
        _ rows: Range<Int>,
        _ assembler: inout RowAssembler,
        _ body: (inout TextBuffer, Int) -> Int
    ) {
        let (quote, isSQL) = (style.quote, style.text == .sql)
        assembler.fill(index, column, rows, null: null) { text, row in
            if isSQL { text.append(UInt8(ascii: "X")) }
            if let quote { text.append(quote) }
            let columns = body(&text, row)
            if let quote { text.append(quote) }
            return columns
        }
    }

    /// The columns of a LAST query: `Value` holds texts, and `DataType` says of which type they are.
    private static func typeColumns(_ headings: [ResultColumn]) -> [Int: Int] {
        let names = headings.map { $0.name.lowercased() }
        guard names == ["time", "timeseries", "value", "datatype"] else { return [:] }
        return [2: 3]
    }
}

/// Instants as the user's pattern or as a distance.
private struct RareTime: Sendable {
    private let mode: TimeMode
    private let zone: TimeZoneID
    private let precision: TimestampPrecision
    private let relative: RelativeTime

    init(_ options: RenderOptions) {
        mode = options.timeMode
        zone = options.zone
        precision = options.precision
        relative = RelativeTime(now: options.now, precision: options.precision)
    }

    func append(_ value: Int64, to text: inout TextBuffer) {
        if case .pattern(let pattern) = mode {
            pattern.append(value, precision: precision, zone: zone, to: &text)
        } else {
            relative.append(value, to: &text)
        }
    }
}

/// One instant as the settings print it.
enum TimeText {
    /// Appends an instant.
    static func append(_ time: Int64, _ options: RenderOptions, to text: inout TextBuffer) {
        switch options.timeMode {
        case .epoch: NumberText.append(time, to: &text)
        case .iso8601, .local:
            var formatter = TimeFormatter(
                precision: options.precision,
                zone: options.zone,
                isLocal: options.timeMode == .local
            )
            formatter.append(time, to: &text)
        case .relative, .pattern: RareTime(options).append(time, to: &text)
        }
    }
}

extension JSONSpecial {
    /// Writes a number that JSON does not know.
    fileprivate func write(_ value: Double, to writer: inout TextWriter) {
        switch self {
        case .null: writer.put("null")
        case .string:
            writer.put(UInt8(ascii: "\""))
            NumberText.write(value, to: &writer)
            writer.put(UInt8(ascii: "\""))
        }
    }
}

extension UnsafeRawBufferPointer {
    /// The bytes of a binary cell; none when the range is not inside the block, which the decoder rules out.
    @inline(__always)
    fileprivate func cell(_ range: CellRange) -> UnsafeRawBufferPointer {
        let (start, length) = (Int(range.start), Int(range.count))
        guard start >= 0, length >= 0, start <= count - length else {
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        return UnsafeRawBufferPointer(rebasing: self[start..<(start + length)])
    }
}
