extension Tablet {
    /// The cell at a row and a column, in the order in which rows were appended.
    ///
    /// ```swift
    /// try tablet.appendRow(timestamp: time, [:])
    /// tablet[0, 1] = 1.5
    /// ```
    ///
    /// Traps like an array when row or column does not exist, and, when it is set, for a value that does not fit the
    /// column: values that come from outside go to ``set(_:row:column:)``, which throws.
    public subscript(row: Int, column: Int) -> Value {
        get { storage[column].value(row: row) }
        set {
            do throws(IoTDBError) { try set(newValue, row: row, column: column) } catch {
                preconditionFailure("tablet[\(row), \(column)]: \(error.message)")
            }
        }
    }

    /// Replaces the cell at a row and a column; TEXT and STRING may stand for each other, and numbers are widened where
    /// that loses nothing.
    ///
    /// Texts and bytes lie behind each other: replacing one that is not in the last row moves all behind it.
    ///
    /// - Throws: ``IoTDBError/Code/invalidArgument`` for a row or column that does not exist, or a value that does not
    ///   fit.
    public mutating func set(_ value: Value, row: Int, column: Int) throws(IoTDBError) {
        guard storage.indices.contains(column) else {
            throw IoTDBError(.invalidArgument, "no column \(column): the tablet has \(storage.count)")
        }
        guard row >= 0, row < storage[column].count else {
            let name = storage[column].schema.name
            throw IoTDBError(.invalidArgument, "no row \(row): column \(name) has \(storage[column].count) cells")
        }
        try storage[column].check(value)
        storage[column].replaceChecked(row: row, value)
    }

    /// Position of a column by its name, as it was given when the tablet was made; nil when there is none.
    public func position(of name: String) -> Int? {
        storage.firstIndex { $0.schema.name == name }
            ?? storage.firstIndex { TreeName.unquoted($0.schema.name) == name }
    }
}

extension TabletColumn {
    /// Replaces the cell of a row by a value that ``check(_:)`` accepted.
    fileprivate mutating func replaceChecked(row: Int, _ value: Value) {
        var cell = TabletColumn(schema)
        cell.appendChecked(value)
        setNull(row: row, value.isNull)
        switch layout {
        case .bits: bits[row] = cell.bits[0]
        case .int32: int32s[row] = cell.int32s[0]
        case .int64: int64s[row] = cell.int64s[0]
        case .binary:
            let old = self.cell(row: row)
            bytes.replaceSubrange(old, with: cell.bytes)
            let growth = cell.bytes.count - old.count
            if growth != 0 { for index in row..<ends.count { ends[index] += growth } }
        }
    }

    private mutating func setNull(row: Int, _ becomesNull: Bool) {
        guard isNull(row: row) != becomesNull else { return }
        if becomesNull {
            markNull(row..<row + 1)
        } else {
            nulls[row >> 3] &= ~(1 << UInt8(row & 7))
            nullCount -= 1
        }
    }
}
