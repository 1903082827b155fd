import IoTDBWire
import Platform

/// The files of the process that have no name of their own yet, so that one that ends before its time leaves none
/// behind.
///
/// From any thread.
package final class TemporaryFiles: Sendable {
    /// The names stand in the file system, which a process has one of.
    package static let shared = TemporaryFiles()

    private let names = Lock<Set<String>>([])

    /// A file was made.
    func add(_ name: String) { names.withLock { _ = $0.insert(name) } }

    /// It has its own name now, or is gone.
    func remove(_ name: String) { names.withLock { _ = $0.remove(name) } }

    /// Takes away what there is.
    package func unlinkAll() {
        for name in names.withLock({ $0 }) { unlink(name) }
    }
}
