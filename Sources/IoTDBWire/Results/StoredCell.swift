/// A type of the standard library that cells are read as where they lie: what typed getters, structs and tuples have in
/// common.
protocol StoredCell: ValueConvertible {
    /// The cell as this type; nil when it is null or of another type, or its number does not fit.
    init?(block: RowBlock, row: Int, position: Int)
}

extension StoredCell {
    /// Reads the cell as a value first.
    init?(block: RowBlock, row: Int, position: Int) {
        self.init(value: block.value(row: row, position: position))
    }
}

extension Bool: StoredCell {
    @inline(__always)
    init?(block: RowBlock, row: Int, position: Int) {
        guard let boolean = block.storedBoolean(row: row, position: position) else { return nil }
        self = boolean
    }
}

extension Int: StoredCell {
    @inline(__always)
    init?(block: RowBlock, row: Int, position: Int) {
        // Other types of integers take the longer way.
        guard let int64 = block.storedInt64(row: row, position: position) else {
            self.init(value: block.value(row: row, position: position))
            return
        }
        self.init(exactly: int64)
    }
}

extension Int32: StoredCell {
    @inline(__always)
    init?(block: RowBlock, row: Int, position: Int) {
        // Other types of integers take the longer way.
        guard let int32 = block.storedInt32(row: row, position: position) else {
            self.init(value: block.value(row: row, position: position))
            return
        }
        self = int32
    }
}

extension Int64: StoredCell {
    @inline(__always)
    init?(block: RowBlock, row: Int, position: Int) {
        // Other types of integers take the longer way.
        guard let int64 = block.storedInt64(row: row, position: position) else {
            self.init(value: block.value(row: row, position: position))
            return
        }
        self = int64
    }
}

extension Int8: StoredCell {}
extension Int16: StoredCell {}
extension UInt: StoredCell {}
extension UInt8: StoredCell {}
extension UInt16: StoredCell {}
extension UInt32: StoredCell {}
extension UInt64: StoredCell {}
extension String: StoredCell {}

extension Float: StoredCell {
    @inline(__always)
    init?(block: RowBlock, row: Int, position: Int) {
        guard let float = block.storedFloat(row: row, position: position) else { return nil }
        self = float
    }
}

extension Double: StoredCell {
    @inline(__always)
    init?(block: RowBlock, row: Int, position: Int) {
        guard let double = block.storedDouble(row: row, position: position) else {
            // FLOAT and INT32 take the longer way.
            self.init(value: block.value(row: row, position: position))
            return
        }
        self = double
    }
}
