import Platform

/// Waits until `descriptor` has one of `events`, the deadline passes or `wake` is raised; the latter two throw.
///
/// An error on the descriptor also ends the wait: the call that follows reports it. `what` begins the error text.
func wait(
    for descriptor: Int32,
    _ events: Int32,
    wake: WakePipe,
    deadline: Deadline,
    _ what: @autoclosure () -> String
) throws(TransportError) {
    while true {
        var set = (
            pollfd(fd: descriptor, events: Int16(truncatingIfNeeded: events), revents: 0),
            pollfd(fd: wake.readDescriptor, events: Int16(POLLIN), revents: 0)
        )
        let count = withUnsafeMutablePointer(to: &set) {
            $0.withMemoryRebound(to: pollfd.self, capacity: 2) { poll($0, 2, deadline.remainingMilliseconds) }
        }
        let code = errno
        if count < 0 && code != EINTR { throw TransportError.system(what(), code) }
        if count > 0 && set.1.revents != 0 { throw TransportError(.cancelled, "\(what()): cancelled") }
        if count > 0 && set.0.revents != 0 { return }
        if deadline.hasPassed { throw TransportError(.timedOut, "\(what()): timed out") }
    }
}
