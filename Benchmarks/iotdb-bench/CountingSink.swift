import ShellKit
import Synchronization

/// A sink that counts bytes and forgets them, so that only the rendering is measured.
final class CountingSink: OutputSink {
    private let count = Atomic<Int>(0)

    func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
        count.wrappingAdd(bytes.count, ordering: .relaxed)
    }

    /// Bytes so far.
    var total: Int { count.load(ordering: .relaxed) }
}
