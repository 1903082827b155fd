package import IoTDBWire

/// Rows that the shell works out itself, in the form in which rows of the server reach the renderers.
package struct ComputedRows: Sendable {
    /// The headings; each column lies in the block at its own place.
    package let columns: [ResultColumn]
    private var block = TsBlock()
    private var text: [UInt8] = []

    /// No rows yet.
    ///
    /// - Parameter columns: Names and types; a value of another type becomes null.
    package init(_ columns: [(name: String, type: DataType)]) {
        self.columns = columns.enumerated().map { ResultColumn(name: $1.name, type: $1.type, blockIndex: $0) }
        clear()
    }

    /// Number of rows since the last page was taken.
    package var count: Int { block.rowCount }

    /// Appends a row; cells that are missing are null, and those beyond the columns are left out.
    package mutating func append(_ values: [Value]) {
        let row = block.rowCount
        for index in columns.indices {
            append(index < values.count ? values[index] : .null, to: index, row)
        }
        block.rowCount += 1
    }

    /// The rows as a page; the next ones begin another.
    package mutating func takePage() -> Page {
        var page = Page()
        block.bytes = text[...]
        page.blocks = [block]
        clear()
        return page
    }

    private mutating func clear() {
        block = TsBlock()
        text = []
        block.columns = columns.map { heading in
            var column = Column()
            column.physicalType = heading.type.physicalType
            return column
        }
    }

    private mutating func append(_ value: Value, to index: Int, _ row: Int) {
        let isNull = !block.columns[index].append(value, &text)
        if row & 7 == 0 { block.columns[index].nulls.append(0) }
        if isNull { block.columns[index].nulls[row >> 3] |= 0x80 >> UInt8(row & 7) }
    }
}

extension DataType {
    /// How cells of the type lie in a block.
    fileprivate var physicalType: PhysicalType {
        switch self {
        case .boolean: .boolean
        case .int32, .date: .int32
        case .int64, .timestamp: .int64
        case .float: .float
        case .double: .double
        case .text, .string, .blob, .object, .vector, .unknown: .binary
        }
    }
}

extension Column {
    /// Appends a value, or a zero where it has another type; returns whether it was taken.
    fileprivate mutating func append(_ value: Value, _ bytes: inout [UInt8]) -> Bool {
        switch physicalType {
        case .boolean:
            bits.append(value.boolean == true ? 1 : 0)
            return value.boolean != nil
        case .int32:
            int32s.append(value.integer.flatMap { Int32(exactly: $0) } ?? 0)
            return value.integer.flatMap { Int32(exactly: $0) } != nil
        case .int64:
            int64s.append(value.integer ?? 0)
            return value.integer != nil
        case .float:
            let number = value.double.map { Float($0) }
            int32s.append(Int32(bitPattern: (number ?? 0).bitPattern))
            return number != nil
        case .double:
            let number = value.double ?? value.integer.map { Double($0) }
            int64s.append(Int64(bitPattern: (number ?? 0).bitPattern))
            return number != nil
        case .binary:
            let content = value.text.map { Array($0.utf8) } ?? value.bytes
            // A page of 2 GiB of text would not fit a block of the server either.
            guard let content, let start = Int32(exactly: bytes.count), let count = Int32(exactly: content.count) else {
                ranges.append(CellRange(start: 0, count: 0))
                return false
            }
            ranges.append(CellRange(start: start, count: count))
            bytes += content
            return true
        }
    }
}
