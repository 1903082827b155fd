import Platform
import Synchronization

/// The yardstick of the codecs: `memcpy` of the same bytes into memory that was used before.
struct MemoryCopy {
    private let source: [UInt8]
    private var target: [UInt8]

    init(of bytes: [UInt8]) {
        source = bytes
        target = [UInt8](repeating: 1, count: bytes.count)
    }

    /// Copies all bytes, some times.
    mutating func run(times: Int) {
        source.withUnsafeBytes { source in
            target.withUnsafeMutableBytes { target in
                guard let to = target.baseAddress, let from = source.baseAddress else { return }
                for _ in 0..<times { Kept.use(memcpy(to, from, source.count) == nil ? 0 : 1) }
            }
        }
    }
}

/// Keeps the optimiser from leaving work out whose result nobody reads.
enum Kept {
    private static let total = Atomic<Int>(0)

    /// Reads a result.
    static func use(_ value: Int) { total.wrappingAdd(value, ordering: .relaxed) }
}
