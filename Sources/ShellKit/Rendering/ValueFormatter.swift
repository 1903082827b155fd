import IoTDBWire

/// Turns the cells of a block into text, a column at a time.
struct ValueFormatter: Sendable {
    /// What is done to the text of TEXT and STRING cells.
    enum TextStyle: Sendable {
        /// Control characters made visible and columns measured, for tables.
        case display
        /// Quoted where RFC 4180 asks for it, else every byte as it is.
        case csv
    }

    private let style: TextStyle
    private let nullText: String
    private let mode: TimeMode
    private let offsets: ZoneOffsets
    private var time: TimeFormatter

    init(_ options: RenderOptions, style: TextStyle) {
        self.style = style
        nullText = style == .csv ? "" : options.nullText
        mode = options.timeMode
        offsets = options.zone.offsets
        time = TimeFormatter(precision: options.precision, zone: options.zone)
    }

    /// Appends the cells of some rows to a batch.
    ///
    /// The block's type byte says where the values lie and the logical type what they mean, as the server does it.
    mutating func format(_ heading: ResultColumn, of block: TsBlock, rows: Range<Int>, into batch: inout CellBatch) {
        let column = block.column(at: heading.blockIndex)
        switch column.physicalType {
        case .boolean:
            eachRow(column, rows, &batch) { text, row in
                if column.bits[row] != 0 { text.append("true") } else { text.append("false") }
            }
        case .int32: formatIntegers(column, heading, rows, &batch)
        case .int64: formatLongs(column, heading, rows, &batch)
        case .float:
            eachRow(column, rows, &batch) { text, row in
                NumberText.append(Float(bitPattern: UInt32(bitPattern: column.int32s[row])), to: &text)
            }
        case .double:
            eachRow(column, rows, &batch) { text, row in
                NumberText.append(Double(bitPattern: UInt64(bitPattern: column.int64s[row])), to: &text)
            }
        case .binary: formatBytes(column, heading, block, rows, &batch)
        }
    }

    private func formatIntegers(_ column: Column, _ heading: ResultColumn, _ rows: Range<Int>, _ batch: inout CellBatch)
    {
        if heading.type == .date {
            eachRow(column, rows, &batch) { text, row in DateText.append(column.int32s[row], to: &text) }
        } else {
            eachRow(column, rows, &batch) { text, row in NumberText.append(Int64(column.int32s[row]), to: &text) }
        }
    }

    private mutating func formatLongs(
        _ column: Column,
        _ heading: ResultColumn,
        _ rows: Range<Int>,
        _ batch: inout CellBatch
    ) {
        guard style == .csv ? heading.isDeclaredTime : heading.holdsTimes, mode != .epoch else {
            return eachRow(column, rows, &batch) { text, row in NumberText.append(column.int64s[row], to: &text) }
        }
        if case .pattern(let pattern) = mode {
            let offsets = offsets
            return eachRow(column, rows, &batch) { text, row in
                pattern.append(column.int64s[row], offsets: offsets, to: &text)
            }
        }
        var time = time
        eachRow(column, rows, &batch) { text, row in time.append(column.int64s[row], to: &text) }
        self.time = time
    }

    private func formatBytes(
        _ column: Column,
        _ heading: ResultColumn,
        _ block: TsBlock,
        _ rows: Range<Int>,
        _ batch: inout CellBatch
    ) {
        block.bytes.withUnsafeBytes { bytes in
            let style = style
            eachMeasuredRow(column, rows, &batch) { text, row in
                let cell = bytes.cell(column.ranges[row])
                switch heading.type {
                case .text, .string:
                    return style == .csv ? CSVText.append(cell, to: &text) : DisplayText.append(cell, to: &text)
                case .object: return ObjectText.append(cell, to: &text)
                default:
                    HexadecimalText.append(cell, to: &text)
                    return cell.count * 2 + 2
                }
            }
        }
    }

    /// Calls the body for each row that is not null with the place of its value. The text is ASCII.
    @inline(__always)
    private func eachRow(
        _ column: Column,
        _ rows: Range<Int>,
        _ batch: inout CellBatch,
        _ body: (inout TextBuffer, Int) -> Void
    ) {
        eachMeasuredRow(column, rows, &batch) { text, row in
            body(&text, row)
            return nil
        }
    }

    /// Like ``eachRow(_:_:_:_:)`` for a body that returns the terminal columns.
    @inline(__always)
    private func eachMeasuredRow(
        _ column: Column,
        _ rows: Range<Int>,
        _ batch: inout CellBatch,
        _ body: (inout TextBuffer, Int) -> Int?
    ) {
        guard !rows.isEmpty else { return }
        if column.isRun {
            appendCell(column, 0, &batch, body)
            return batch.repeatLast(rows.count - 1)
        }
        if column.nulls.isEmpty {
            for row in rows {
                let start = batch.text.count
                batch.close(from: start, columns: body(&batch.text, row))
            }
        } else {
            for row in rows { appendCell(column, row, &batch, body) }
        }
    }

    @inline(__always)
    private func appendCell(
        _ column: Column,
        _ row: Int,
        _ batch: inout CellBatch,
        _ body: (inout TextBuffer, Int) -> Int?
    ) {
        let start = batch.text.count
        if column.isNull(row: row) {
            let columns = DisplayText.append(nullText, to: &batch.text)
            batch.close(from: start, columns: columns, isNull: true)
        } else {
            batch.close(from: start, columns: body(&batch.text, row))
        }
    }
}

extension ResultColumn {
    /// Whether the numbers of the column are instants.
    ///
    /// The server labels one INT64 column of instants by its name only.
    var holdsTimes: Bool {
        isDeclaredTime || name.lowercased() == "__endtime"
    }

    /// Whether the server declares the column as instants.
    var isDeclaredTime: Bool { type == .timestamp || blockIndex < 0 }

    /// Whether the cells are numbers, which tables align to the right.
    var isNumeric: Bool {
        switch type {
        case .int32, .float, .double: true
        case .int64: !holdsTimes
        default: false
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
