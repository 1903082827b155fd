import Platform

/// Rows to be rendered: a row each second, values of a slow wave.
struct RenderRows {
    private let times: [Int64]
    private let integers: [Int64]
    private let doubles: [Double]

    init(count: Int, twoDecimals: Bool) {
        times = (0..<count).map { 1_700_000_000_000 + Int64($0) * 1000 }
        integers = (0..<count).map { Int64($0) * 7919 }
        doubles = (0..<count).map { row in
            let wave = Double(row * 7919 % 10_007) * 0.137_313_377_7
            return twoDecimals ? (wave * 100).rounded() / 100 : wave
        }
    }

    /// The rows as a block of INT64, DOUBLE and BOOLEAN.
    var bytes: [UInt8] {
        var bytes: [UInt8] = [0, 0, 0, 3, 2, 4, 0]
        append(Int32(times.count), to: &bytes)
        bytes += [2, 2, 2, 0]
        for column in [times, integers, doubles.map { Int64(bitPattern: $0.bitPattern) }] {
            bytes.append(0)
            for value in column { append(value, to: &bytes) }
        }
        bytes.append(0)
        // Every second value is true; bits beyond the last row mean nothing.
        bytes += [UInt8](repeating: 0xAA, count: (times.count + 7) / 8)
        return bytes
    }

    /// Has glibc print the doubles with 17 digits, one after the other into the same memory, and answers how many it
    /// were.
    func printDoubles() -> Int {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { text in
            guard let start = text.baseAddress else { return 0 }
            for double in doubles { _ = gcvt(double, 17, start) }
            return doubles.count
        }
    }

    private func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
