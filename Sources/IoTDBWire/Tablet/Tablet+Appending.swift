extension Tablet {
    /// Appends one row, or nothing when it throws.
    ///
    /// - Parameters:
    ///   - timestamp: in the server's unit, ``TimestampPrecision``.
    ///   - values: One for each column, `.null` where there is none. TEXT and STRING may stand for each other, and
    ///     numbers are widened where that loses nothing: `1` fits INT32, INT64, FLOAT and DOUBLE columns.
    /// - Throws: ``IoTDBError/Code/invalidArgument`` for a wrong number or type of values, an impossible date, or
    ///   columns of unequal length.
    public mutating func appendRow(timestamp: Int64, _ values: [Value]) throws(IoTDBError) {
        guard values.count == storage.count else {
            throw IoTDBError(.invalidArgument, "a row of \(values.count) values for \(storage.count) columns")
        }
        try checkRectangular()
        for index in storage.indices { try storage[index].check(values[index]) }
        for index in storage.indices { storage[index].appendChecked(values[index]) }
        append(timestamp: timestamp)
    }

    /// Appends the time of one row whose cells are appended by column.
    public mutating func append(timestamp: Int64) {
        if let last = timestamps.last, last > timestamp { isSorted = false }
        timestamps.append(timestamp)
    }

    /// Appends the times of rows whose cells are appended by column.
    public mutating func append(timestamps added: [Int64]) {
        guard let first = added.first else { return }
        if let last = timestamps.last, last > first { isSorted = false }
        if isSorted { isSorted = added.ascends }
        timestamps.append(contentsOf: added)
    }

    /// Appends one cell; TEXT and STRING may stand for each other, and numbers are widened where that loses nothing.
    /// - Throws: ``IoTDBError/Code/invalidArgument`` for another type, an impossible date, or a column that does not
    ///   exist.
    public mutating func append(_ value: Value, to column: Int) throws(IoTDBError) {
        try check(column: column)
        try storage[column].check(value)
        storage[column].appendChecked(value)
    }

    /// Appends one binary cell without making a string or an array of it; the bytes of TEXT and STRING have to be
    /// UTF-8.
    public mutating func append(bytes: ArraySlice<UInt8>, to column: Int) throws(IoTDBError) {
        try check(column: column)
        try storage[column].check(.text, .string, .blob, .object, given: "bytes")
        try storage[column].checkLength(bytes.count)
        let isText = storage[column].schema.type == .text || storage[column].schema.type == .string
        guard !isText || UTF8Validation.isValid(bytes) else {
            throw IoTDBError(.invalidArgument, "column \(storage[column].schema.name): the bytes are not UTF-8")
        }
        storage[column].appendCell(bytes)
    }

    /// Appends null cells.
    public mutating func appendNull(to column: Int, count: Int = 1) throws(IoTDBError) {
        try check(column: column)
        storage[column].appendNull(count: count)
    }

    /// Appends cells of a BOOLEAN column.
    public mutating func append(contentsOf values: [Bool], to column: Int) throws(IoTDBError) {
        try check(column: column)
        try storage[column].check(.boolean, given: "booleans")
        storage[column].bits.append(contentsOf: values.lazy.map { $0 ? 1 : 0 })
    }

    /// Appends cells of an INT32 or DATE column.
    public mutating func append(contentsOf values: [Int32], to column: Int) throws(IoTDBError) {
        try check(column: column)
        try storage[column].check(.int32, .date, given: "32-bit integers")
        if storage[column].schema.type == .date {
            for value in values { try storage[column].checkDate(value) }
        }
        storage[column].int32s.append(contentsOf: values)
    }

    /// Appends cells of an INT64 or TIMESTAMP column.
    public mutating func append(contentsOf values: [Int64], to column: Int) throws(IoTDBError) {
        try check(column: column)
        try storage[column].check(.int64, .timestamp, given: "64-bit integers")
        storage[column].int64s.append(contentsOf: values)
    }

    /// Appends cells of a FLOAT column.
    public mutating func append(contentsOf values: [Float], to column: Int) throws(IoTDBError) {
        try check(column: column)
        try storage[column].check(.float, given: "floats")
        values.withUnsafeBufferPointer {
            $0.withMemoryRebound(to: Int32.self) { storage[column].int32s.append(contentsOf: $0) }
        }
    }

    /// Appends cells of a DOUBLE column.
    public mutating func append(contentsOf values: [Double], to column: Int) throws(IoTDBError) {
        try check(column: column)
        try storage[column].check(.double, given: "doubles")
        values.withUnsafeBufferPointer {
            $0.withMemoryRebound(to: Int64.self) { storage[column].int64s.append(contentsOf: $0) }
        }
    }

    /// Appends cells of a TEXT or STRING column.
    public mutating func append(contentsOf values: [String], to column: Int) throws(IoTDBError) {
        try check(column: column)
        try storage[column].check(.text, .string, given: "texts")
        for value in values { try storage[column].checkLength(value.utf8.count) }
        for value in values { storage[column].appendCell(value.utf8) }
    }

    /// Appends cells of a BLOB column.
    public mutating func append(contentsOf values: [[UInt8]], to column: Int) throws(IoTDBError) {
        try check(column: column)
        try storage[column].check(.blob, .object, given: "bytes")
        for value in values { try storage[column].checkLength(value.count) }
        for value in values { storage[column].appendCell(value) }
    }

    /// Appends cells of any column, nulls among them, or nothing when it throws.
    public mutating func append(contentsOf values: [Value], to column: Int) throws(IoTDBError) {
        try check(column: column)
        for value in values { try storage[column].check(value) }
        for value in values { storage[column].appendChecked(value) }
    }

    private func check(column: Int) throws(IoTDBError) {
        guard storage.indices.contains(column) else {
            throw IoTDBError(.invalidArgument, "no column \(column): the tablet has \(storage.count)")
        }
    }
}

extension [Int64] {
    /// Whether no element is smaller than the one before it.
    fileprivate var ascends: Bool {
        withUnsafeBufferPointer { values in
            for index in 1..<Swift.max(1, values.count) where values[index] < values[index - 1] { return false }
            return true
        }
    }
}
