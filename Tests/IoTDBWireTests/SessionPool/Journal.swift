import IoTDBWire

/// Numbers written down by many tasks.
final class Journal: Sendable {
    private let entries = Lock<[Int]>([])

    var numbers: [Int] { entries.withLock { $0 } }

    func append(_ number: Int) { entries.withLock { $0.append(number) } }
}
