import IoTDBWire
package import ShellKit

/// A sink that keeps what is written, for assertions on whole outputs.
package final class MemorySink: OutputSink {
    private let bytes = Lock<[UInt8]>([])

    package init() {}

    package func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
        self.bytes.withLock { $0.append(contentsOf: bytes) }
    }

    /// Everything written so far.
    package var contents: [UInt8] { bytes.withLock { $0 } }

    /// Everything written so far as text; invalid UTF-8 becomes U+FFFD.
    package var text: String { String(decoding: contents, as: UTF8.self) }
}
