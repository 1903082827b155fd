import IoTDBWire

/// Rows over a block made by hand: every data type, a null, a run, and a name that repeats.
enum SampleRows {
    static let columns = [
        ResultColumn(name: "Time", type: .timestamp, blockIndex: -1),
        ResultColumn(name: "flag", type: .boolean, blockIndex: 0),
        ResultColumn(name: "small", type: .int32, blockIndex: 1),
        ResultColumn(name: "large", type: .int64, blockIndex: 2),
        ResultColumn(name: "ratio", type: .float, blockIndex: 3),
        ResultColumn(name: "level", type: .double, blockIndex: 4),
        ResultColumn(name: "label", type: .text, blockIndex: 5),
        ResultColumn(name: "bytes", type: .blob, blockIndex: 5),
        ResultColumn(name: "day", type: .date, blockIndex: 6),
        ResultColumn(name: "small", type: .int64, blockIndex: 2),
    ]

    /// Row 0 has a value everywhere; in row 1 `small` is null; `large` is a run.
    static func row(_ index: Int, columns: [ResultColumn] = columns) -> Row {
        Row(block: block(), index: index, columns: ColumnIndex(columns))
    }

    static func block() -> TsBlock {
        var block = TsBlock()
        block.rowCount = 2
        // The bytes are a slice that does not begin at 0: ranges are relative to its start.
        block.bytes = ([9, 9] + Array("onetwo".utf8))[2...]
        block.time = column(.int64) { $0.int64s = [1_000, 2_000] }
        block.columns = [
            column(.boolean) { $0.bits = [1, 0] },
            column(.int32) {
                $0.int32s = [7, 0]
                $0.nulls = [0b0100_0000]
            },
            column(.int64) {
                $0.int64s = [5_000_000_000]
                $0.isRun = true
            },
            column(.float) { $0.int32s = [Float(1.5), -2].map { Int32(bitPattern: $0.bitPattern) } },
            column(.double) { $0.int64s = [0.1, -0.0].map { Int64(bitPattern: $0.bitPattern) } },
            column(.binary) { $0.ranges = [CellRange(start: 0, count: 3), CellRange(start: 3, count: 3)] },
            column(.int32) { $0.int32s = [20_240_229, 99] },
        ]
        return block
    }

    private static func column(_ type: PhysicalType, _ fill: (inout Column) -> Void) -> Column {
        var column = Column()
        column.physicalType = type
        fill(&column)
        return column
    }
}
