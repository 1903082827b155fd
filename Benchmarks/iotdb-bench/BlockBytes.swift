/// TsBlocks as a server writes them, made for measuring.
struct BlockBytes {
    private(set) var bytes: [UInt8] = []

    /// A block with a time column and one INT64 and one DOUBLE column.
    ///
    /// - Parameter nullShare: one of so many cells of the value columns is null, at random places; nil for none.
    init(rows: Int, nullShare: UInt64?) {
        append(Int32(2))
        bytes += [2, 4]
        append(Int32(rows))
        bytes += [2, 2, 2]
        bytes.append(0)
        for row in 0..<rows { append(1_700_000_000_000 + Int64(row) * 1000) }
        var random = RandomBits()
        for column in 0..<2 {
            let isNull = (0..<rows).map { _ in nullShare.map { random.next() % $0 == 0 } ?? false }
            appendNulls(isNull, isPresent: nullShare != nil)
            for row in 0..<rows where !isNull[row] {
                append(column == 0 ? Int64(row) &* 7919 : Int64(bitPattern: (Double(row) / 3).bitPattern))
            }
        }
    }

    private mutating func appendNulls(_ isNull: [Bool], isPresent: Bool) {
        bytes.append(isPresent ? 1 : 0)
        guard isPresent else { return }
        var bitmap = [UInt8](repeating: 0, count: (isNull.count + 7) / 8)
        for (row, isNull) in isNull.enumerated() where isNull { bitmap[row >> 3] |= 0x80 >> UInt8(row & 7) }
        bytes += bitmap
    }

    private mutating func append(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }
}

/// The same random numbers in every run (a linear congruential generator; its upper bits are good enough).
struct RandomBits {
    private var state: UInt64 = 7

    /// 31 random bits.
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}
