import IoTDBWire

/// Stops what is being written when the user presses Ctrl-C, also a write that waits for a reader.
///
/// Open until somebody closes it; what comes while it is closed is refused with ``OutputError/interrupted``.
package final class OutputCancellation: Sendable {
    /// Where the system has no descriptors left, output runs to its end.
    private let pipe = try? WakePipe()

    /// An open gate.
    package init() {}

    /// Whether nothing may be written.
    var isClosed: Bool { pipe?.isRaised ?? false }
    /// Readable while the gate is closed; -1, which `poll` ignores, where there is none.
    var descriptor: Int32 { pipe?.readDescriptor ?? -1 }

    /// Refuses output from now on. From any thread.
    package func close() { pipe?.wake() }

    /// Allows output again.
    package func open() {
        if isClosed { pipe?.drain() }
    }
}
