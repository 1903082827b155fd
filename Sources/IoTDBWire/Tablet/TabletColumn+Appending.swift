import CivilTime

extension TabletColumn {
    /// Appends null cells.
    package mutating func appendNull(count added: Int) {
        guard added > 0 else { return }
        let first = count
        switch layout {
        case .bits: bits.append(contentsOf: repeatElement(0, count: added))
        case .int32: int32s.append(contentsOf: repeatElement(0, count: added))
        case .int64: int64s.append(contentsOf: repeatElement(0, count: added))
        case .binary: for _ in 0..<added { appendCell([]) }
        }
        markNull(first..<first + added)
    }

    /// Marks rows as null.
    mutating func markNull(_ rows: Range<Int>) {
        let needed = (rows.upperBound + 7) >> 3
        if nulls.count < needed { nulls.append(contentsOf: repeatElement(0, count: needed - nulls.count)) }
        for row in rows { nulls[row >> 3] |= 1 << UInt8(row & 7) }
        nullCount += rows.count
    }

    /// Appends a binary cell whose content was checked.
    ///
    /// A cell is below 2 GiB, which ``checkLength(_:)`` makes sure of.
    package mutating func appendCell(_ content: some Collection<UInt8>) {
        let length = UInt32(truncatingIfNeeded: content.count)
        bytes.append(UInt8(truncatingIfNeeded: length >> 24))
        bytes.append(UInt8(truncatingIfNeeded: length >> 16))
        bytes.append(UInt8(truncatingIfNeeded: length >> 8))
        bytes.append(UInt8(truncatingIfNeeded: length))
        bytes.append(contentsOf: content)
        ends.append(bytes.count)
    }

    /// Appends a value that ``check(_:)`` accepted.
    package mutating func appendChecked(_ value: Value) {
        switch value.widened(to: schema.type) ?? value {
        case .null: appendNull(count: 1)
        case .boolean(let value): bits.append(value ? 1 : 0)
        case .int32(let value), .date(let value): int32s.append(value)
        case .int64(let value), .timestamp(let value): int64s.append(value)
        case .float(let value): int32s.append(Int32(bitPattern: value.bitPattern))
        case .double(let value): int64s.append(Int64(bitPattern: value.bitPattern))
        case .text(let value), .string(let value): appendCell(value.utf8)
        case .blob(let value), .object(let value): appendCell(value)
        }
    }

    /// Throws unless the value is null or fits the column: the same type, TEXT and STRING being interchangeable, or a
    /// number that the column's type holds exactly.
    package func check(_ value: Value) throws(IoTDBError) {
        switch (value, schema.type) {
        case (.null, _), (.boolean, .boolean), (.int32, .int32), (.int64, .int64), (.timestamp, .timestamp): return
        case (.float, .float), (.double, .double): return
        case (.text(let text), .text), (.text(let text), .string), (.string(let text), .text),
            (.string(let text), .string):
            try checkLength(text.utf8.count)
        case (.blob(let bytes), .blob), (.object(let bytes), .object): try checkLength(bytes.count)
        case (.date(let date), .date): try checkDate(date)
        default: guard value.widened(to: schema.type) != nil else { throw mismatch(value) }
        }
    }

    /// Throws unless the column has one of the types.
    package func check(_ types: DataType..., given: String) throws(IoTDBError) {
        guard types.contains(schema.type) else { throw mismatch(given: given) }
    }

    /// Throws unless the number is a date from 1000-01-01 to 9999-12-31: servers store others as they are.
    package func checkDate(_ date: Int32) throws(IoTDBError) {
        guard DateNumber.isValid(date) else {
            throw IoTDBError(.invalidArgument, "column \(schema.name): \(date) is no date from 10000101 to 99991231")
        }
    }

    /// Throws when a cell is too long for the 32-bit length on the wire.
    package func checkLength(_ length: Int) throws(IoTDBError) {
        guard length <= Int32.max else {
            throw IoTDBError(.invalidArgument, "column \(schema.name): a cell of \(length) bytes is too long")
        }
    }

    private func mismatch(_ value: Value) -> IoTDBError {
        // A number of the wrong size is better shown than named.
        let isNumber = value.integer != nil || value.double != nil
        return mismatch(given: isNumber ? "\(value.typeName) \(value)" : value.typeName)
    }

    private func mismatch(given: String) -> IoTDBError {
        IoTDBError(.invalidArgument, "column \(schema.name) is \(schema.type.name) and cannot take \(given)")
    }
}
