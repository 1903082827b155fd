/// A connected byte stream to one node.
///
/// Used only from the thread of its session, which it may block. A conformer keeps every deadline, ends a wait when the
/// wake pipe it was made with is raised, never raises SIGPIPE, and is of no further use after any error.
package protocol Transport: AnyObject {
    /// The node that is connected, as `host:port`.
    var peer: String { get }

    /// Reads at least one byte into `buffer`, which must not be empty, and returns how many; 0 at the end of the
    /// stream.
    func read(into buffer: UnsafeMutableRawBufferPointer, deadline: Deadline) throws(TransportError) -> Int

    /// Writes `head` and then `body` entirely, without copying where the system can gather.
    ///
    /// A failure says in `bytesAccepted` how much of both may have reached the peer.
    func write(
        _ head: UnsafeRawBufferPointer,
        _ body: UnsafeRawBufferPointer,
        deadline: Deadline
    ) throws(TransportError)

    /// Whether an idle connection must not be used again: the peer closed it or sent something nobody asked for.
    ///
    /// Looks without waiting. False is no promise that the peer is alive.
    func isStale() -> Bool

    /// Waits until there is something to read, which may be the end of the stream; false when the deadline comes first.
    func waitForInput(by deadline: Deadline) throws(TransportError) -> Bool

    /// Closes the connection without waiting for the peer. May be called again.
    func close()
}

extension Transport {
    /// Writes `bytes` entirely.
    ///
    /// A failure says in `bytesAccepted` how much may have reached the peer.
    package func write(_ bytes: UnsafeRawBufferPointer, deadline: Deadline) throws(TransportError) {
        try write(bytes, UnsafeRawBufferPointer(start: nil, count: 0), deadline: deadline)
    }
}
