/// The two buffers of an insertTablet request.
package struct EncodedTablet: Sendable {
    /// One big-endian 64-bit number a row, ascending.
    package var timestamps: [UInt8] = []
    /// Columns one after the other, then the null bitmaps if a cell is null.
    package var values: [UInt8] = []
    /// Number of rows (`size` in the request).
    package var rowCount = 0

    package init() {}
}

extension Tablet {
    /// All rows as one request.
    ///
    /// Throws for columns of unequal length.
    package func encoded() throws(IoTDBError) -> EncodedTablet {
        try checkRectangular()
        var encoded = EncodedTablet()
        encode(TabletSlice(rows: 0..<rowCount, order: isSorted ? nil : timeOrder()), into: &encoded)
        return encoded
    }

    /// Encodes the rows of a slice of this tablet, using the memory of an earlier encoding again.
    ///
    /// The layout of `values` is that of `TSInsertTabletReq`: BOOLEAN a byte a row, numbers big-endian, binary cells
    /// with a 32-bit length; a null is zero or empty. Only when a cell of these rows is null, a flag for each column
    /// follows, 1 with a bitmap of ⌊n/8⌋ + 1 bytes behind it, least significant bit first, 1 = null.
    package func encode(_ slice: TabletSlice, into encoded: inout EncodedTablet) {
        encoded.rowCount = slice.rows.count
        encoded.timestamps.setCount(slice.rows.count * 8, filler: 0)
        timestamps.write(slice, to: &encoded.timestamps, at: 0)
        let size = storage.reduce(0) { $0 + $1.wireSize(slice) }
        encoded.values.setCount(size, filler: 0)
        writeCells(slice, to: &encoded.values)
        appendBitmaps(slice, to: &encoded.values)
    }

    /// Writes all cells of a slice over an array of their size.
    ///
    /// The array has its length already: one that grows would have to be cleared or copied on top.
    private func writeCells(_ slice: TabletSlice, to output: inout [UInt8]) {
        var offset = 0
        // By index: a copy of a column counts the references of all its arrays.
        for index in storage.indices {
            storage[index].writeCells(slice, to: &output, at: offset)
            offset += storage[index].wireSize(slice)
        }
    }

    private func appendBitmaps(_ slice: TabletSlice, to output: inout [UInt8]) {
        guard storage.contains(where: { $0.hasNull(slice) }) else { return }
        for column in storage {
            let hasNull = column.hasNull(slice)
            output.append(hasNull ? 1 : 0)
            if hasNull { column.appendBitmap(slice, to: &output) }
        }
    }
}

extension TabletColumn {
    /// Bytes that the cells of a slice take on the wire.
    fileprivate func wireSize(_ slice: TabletSlice) -> Int {
        if slice.rows.count == count { return wireSize }
        return slice.rows.reduce(0) { $0 + wireSize(row: slice.row(at: $1)) }
    }

    /// Writes the cells of a slice, nulls as placeholders, from an offset of the output on.
    fileprivate func writeCells(_ slice: TabletSlice, to output: inout [UInt8], at offset: Int) {
        switch layout {
        case .bits: bits.write(slice, to: &output, at: offset)
        case .int32: int32s.write(slice, to: &output, at: offset)
        case .int64: int64s.write(slice, to: &output, at: offset)
        case .binary: writeBinaryCells(slice, to: &output, at: offset)
        }
    }

    private func writeBinaryCells(_ slice: TabletSlice, to output: inout [UInt8], at offset: Int) {
        guard let last = slice.rows.last else { return }
        guard let order = slice.order else {
            let cells = bytes[cell(row: slice.rows.lowerBound).lowerBound..<ends[last]]
            return ByteSwapping.write(cells, to: &output, at: offset)
        }
        var offset = offset
        for place in slice.rows {
            let cell = bytes[cell(row: order[place])]
            ByteSwapping.write(cell, to: &output, at: offset)
            offset += cell.count
        }
    }

    /// Whether a cell of the slice is null.
    fileprivate func hasNull(_ slice: TabletSlice) -> Bool {
        if nullCount == 0 { return false }
        if slice.rows.count == count { return true }
        return slice.rows.contains { isNull(row: slice.row(at: $0)) }
    }

    /// Appends ⌊n/8⌋ + 1 bytes.
    fileprivate func appendBitmap(_ slice: TabletSlice, to output: inout [UInt8]) {
        var byte: UInt8 = 0
        for (index, place) in slice.rows.enumerated() {
            if isNull(row: slice.row(at: place)) { byte |= 1 << UInt8(index & 7) }
            if index & 7 == 7 {
                output.append(byte)
                byte = 0
            }
        }
        output.append(byte)
    }
}

extension Array where Element: FixedWidthInteger {
    /// Writes the elements of a slice in big-endian byte order from an offset of the output on.
    fileprivate func write(_ slice: TabletSlice, to output: inout [UInt8], at offset: Int) {
        ByteSwapping.write(self, slice.rows, order: slice.order, to: &output, at: offset)
    }
}
