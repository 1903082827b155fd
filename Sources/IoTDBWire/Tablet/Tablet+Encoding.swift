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
    /// The layout of `values` is that of `TSInsertTabletReq`: BOOLEAN a byte a row, numbers big-endian, binary cells with a 32-bit length; a null
    /// is zero or empty. Only when a cell of these rows is null, a flag for each column follows, 1 with a bitmap of ⌊n/8⌋ + 1 bytes behind it,
    /// least significant bit first, 1 = null.
    package func encode(_ slice: TabletSlice, into encoded: inout EncodedTablet) {
        encoded.rowCount = slice.rows.count
        var offset = 0
        encoded.timestamps.setCount(slice.rows.count * 8, filler: 0)
        timestamps.writeBigEndian(slice, to: &encoded.timestamps, at: &offset)
        let size = storage.reduce(0) { $0 + $1.wireSize(slice) }
        offset = 0
        encoded.values.setCount(size, filler: 0)
        for column in storage { column.writeCells(slice, to: &encoded.values, at: &offset) }
        appendBitmaps(slice, to: &encoded.values)
    }

    private func appendBitmaps(_ slice: TabletSlice, to output: inout [UInt8]) {
        let haveNulls = storage.map { $0.hasNull(slice) }
        guard haveNulls.contains(true) else { return }
        for (column, hasNull) in zip(storage, haveNulls) {
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

    /// Writes the cells of a slice, nulls as placeholders.
    fileprivate func writeCells(_ slice: TabletSlice, to output: inout [UInt8], at offset: inout Int) {
        switch layout {
        case .bits: bits.writeBigEndian(slice, to: &output, at: &offset)
        case .int32: int32s.writeBigEndian(slice, to: &output, at: &offset)
        case .int64: int64s.writeBigEndian(slice, to: &output, at: &offset)
        case .binary: writeBinaryCells(slice, to: &output, at: &offset)
        }
    }

    private func writeBinaryCells(_ slice: TabletSlice, to output: inout [UInt8], at offset: inout Int) {
        if let order = slice.order {
            for place in slice.rows { output.write(bytes[cell(row: order[place])], at: &offset) }
        } else if let last = slice.rows.last {
            output.write(bytes[cell(row: slice.rows.lowerBound).lowerBound..<ends[last]], at: &offset)
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
    /// Writes the elements of a slice in big-endian byte order and moves the offset behind them.
    ///
    /// The output has its length already: an array that grows would have to be cleared or copied on top.
    fileprivate func writeBigEndian(_ slice: TabletSlice, to output: inout [UInt8], at offset: inout Int) {
        let width = MemoryLayout<Element>.size
        let source = self[slice.order == nil ? slice.rows : indices]
        output.write(count: slice.rows.count * width, at: &offset) { target in
            source.withUnsafeBufferPointer { source in
                guard let order = slice.order else {
                    return ByteSwapping.copy(UnsafeRawBufferPointer(source), to: target, as: Element.self)
                }
                for (index, place) in slice.rows.enumerated() {
                    target.storeBytes(of: source[order[place]].bigEndian, toByteOffset: index * width, as: Element.self)
                }
            }
        }
    }
}

extension [UInt8] {
    /// Overwrites bytes and moves the offset behind them.
    fileprivate mutating func write(_ bytes: ArraySlice<UInt8>, at offset: inout Int) {
        write(count: bytes.count, at: &offset) { target in
            bytes.withUnsafeBytes { target.copyMemory(from: $0) }
        }
    }

    /// Lets a closure overwrite bytes and moves the offset behind them.
    fileprivate mutating func write(
        count: Int,
        at offset: inout Int,
        _ body: (UnsafeMutableRawBufferPointer) -> Void
    ) {
        precondition(count <= self.count - offset, "the cells fit the size that was computed from them")
        let range = offset..<offset + count
        withUnsafeMutableBytes { body(UnsafeMutableRawBufferPointer(rebasing: $0[range])) }
        offset += count
    }
}
