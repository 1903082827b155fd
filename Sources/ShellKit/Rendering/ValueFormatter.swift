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

    private let headings: [ResultColumn]
    private let style: TextStyle
    private let null: NullText
    private let mode: TimeMode
    private let offsets: ZoneOffsets
    private var time: TimeFormatter

    init(_ headings: [ResultColumn], _ options: RenderOptions, style: TextStyle) {
        self.headings = headings
        self.style = style
        null = NullText(style == .csv ? "" : options.nullText)
        mode = options.timeMode
        offsets = options.zone.offsets
        time = TimeFormatter(precision: options.precision, zone: options.zone)
    }

    /// Replaces the rows of a batch by those of a group.
    mutating func format(_ group: RowGroup, into batch: inout RowBatch) {
        batch.begin(rows: group.rows.count, columns: headings.count)
        for (index, heading) in headings.enumerated() { format(index, heading, group, &batch) }
    }

    /// Formats one column. The block's type byte says where the values lie, the logical type what they mean.
    private mutating func format(_ index: Int, _ heading: ResultColumn, _ group: RowGroup, _ batch: inout RowBatch) {
        let column = group.block.column(at: heading.blockIndex)
        switch column.physicalType {
        case .boolean:
            batch.fill(index, column, group.rows, null: null, atMost: 5) { target, row in
                BooleanText.write(column.bits[row] != 0, to: target)
            }
        case .int32: formatIntegers(index, column, heading, group.rows, &batch)
        case .int64: formatLongs(index, column, heading, group.rows, &batch)
        case .float:
            batch.fill(index, column, group.rows, null: null, atMost: NumberText.maximumLength) { target, row in
                NumberText.write(Float(bitPattern: UInt32(bitPattern: column.int32s[row])), to: target)
            }
        case .double:
            batch.fill(index, column, group.rows, null: null, atMost: NumberText.maximumLength) { target, row in
                NumberText.write(Double(bitPattern: UInt64(bitPattern: column.int64s[row])), to: target)
            }
        case .binary: formatBytes(index, column, heading, group, &batch)
        }
    }

    private func formatIntegers(
        _ index: Int,
        _ column: Column,
        _ heading: ResultColumn,
        _ rows: Range<Int>,
        _ batch: inout RowBatch
    ) {
        if heading.type == .date {
            batch.fill(index, column, rows, null: null) { text, row in
                let start = text.count
                DateText.append(column.int32s[row], to: &text)
                return text.count - start
            }
        } else {
            batch.fill(index, column, rows, null: null, atMost: NumberText.maximumLength) { target, row in
                NumberText.write(Int64(column.int32s[row]), to: target)
            }
        }
    }

    private mutating func formatLongs(
        _ index: Int,
        _ column: Column,
        _ heading: ResultColumn,
        _ rows: Range<Int>,
        _ batch: inout RowBatch
    ) {
        guard style == .csv ? heading.isDeclaredTime : heading.holdsTimes, mode != .epoch else {
            return batch.fill(index, column, rows, null: null, atMost: NumberText.maximumLength) { target, row in
                NumberText.write(column.int64s[row], to: target)
            }
        }
        if case .pattern(let pattern) = mode {
            return batch.fill(index, column, rows, null: null) { text, row in
                let start = text.count
                pattern.append(column.int64s[row], offsets: offsets, to: &text)
                return text.count - start
            }
        }
        var time = time
        batch.fill(index, column, rows, null: null, atMost: TimeFormatter.maximumLength) { target, row in
            time.write(column.int64s[row], to: target)
        }
        self.time = time
    }

    private func formatBytes(
        _ index: Int,
        _ column: Column,
        _ heading: ResultColumn,
        _ group: RowGroup,
        _ batch: inout RowBatch
    ) {
        group.block.bytes.withUnsafeBytes { bytes in
            batch.fill(index, column, group.rows, null: null) { text, row in
                let cell = bytes.cell(column.ranges[row])
                switch heading.type {
                case .text where style == .csv, .string where style == .csv:
                    CSVText.append(cell, to: &text)
                    return 0
                case .text, .string: return DisplayText.append(cell, to: &text)
                case .object: return ObjectText.append(cell, to: &text)
                default:
                    HexadecimalText.append(cell, to: &text)
                    return cell.count * 2 + 2
                }
            }
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
