package import IoTDBWire

extension Column {
    /// INT64 cells, null where nil.
    package static func int64(_ values: [Int64?]) -> Column {
        var column = Column(physicalType: .int64, nullsOf: values)
        column.int64s = values.map { $0 ?? 0 }
        return column
    }

    /// INT32 cells, also DATE.
    package static func int32(_ values: [Int32?]) -> Column {
        var column = Column(physicalType: .int32, nullsOf: values)
        column.int32s = values.map { $0 ?? 0 }
        return column
    }

    /// FLOAT cells.
    package static func float(_ values: [Float?]) -> Column {
        var column = Column(physicalType: .float, nullsOf: values)
        column.int32s = values.map { Int32(bitPattern: ($0 ?? 0).bitPattern) }
        return column
    }

    /// DOUBLE cells.
    package static func double(_ values: [Double?]) -> Column {
        var column = Column(physicalType: .double, nullsOf: values)
        column.int64s = values.map { Int64(bitPattern: ($0 ?? 0).bitPattern) }
        return column
    }

    /// BOOLEAN cells.
    package static func boolean(_ values: [Bool?]) -> Column {
        var column = Column(physicalType: .boolean, nullsOf: values)
        column.bits = values.map { $0 == true ? 1 : 0 }
        return column
    }

    /// The first cell as a run, valid for every row.
    package var asRun: Column {
        var column = self
        column.isRun = true
        return column
    }

    fileprivate init<Value>(physicalType: PhysicalType, nullsOf values: [Value?]) {
        self.init()
        self.physicalType = physicalType
        let isNull = values.map { $0 == nil }
        guard isNull.contains(true) else { return }
        nulls = [UInt8](repeating: 0, count: (values.count + 7) / 8)
        for (row, null) in isNull.enumerated() where null { nulls[row / 8] |= 0x80 >> UInt8(row % 8) }
    }
}

extension TsBlock {
    /// A block of some rows without columns; its bytes start at an index that is not zero, as those of a real frame.
    package init(rows: Int, times: [Int64] = []) {
        self.init()
        rowCount = rows
        time = .int64(times)
        bytes = [0xEE, 0xEE, 0xEE][3...]
    }

    /// Appends a column of binary cells: TEXT, STRING, BLOB, OBJECT.
    package mutating func appendBytes(_ cells: [[UInt8]?]) {
        var column = Column(physicalType: .binary, nullsOf: cells)
        for cell in cells {
            column.ranges.append(CellRange(start: Int32(bytes.count), count: Int32(cell?.count ?? 0)))
            bytes.append(contentsOf: cell ?? [])
        }
        columns.append(column)
    }

    /// Appends a column of text cells.
    package mutating func appendText(_ cells: [String?]) {
        appendBytes(cells.map { $0.map { Array($0.utf8) } })
    }

    /// A page of this block alone.
    package var page: Page {
        var page = Page()
        page.blocks = [self]
        return page
    }
}
