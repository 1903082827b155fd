import Platform

extension WakePipe {
    /// Sleeps until the deadline; true when ``wake()`` ended it early.
    func wait(until deadline: Deadline) -> Bool {
        while true {
            var descriptor = pollfd(fd: readDescriptor, events: Int16(POLLIN), revents: 0)
            if poll(&descriptor, 1, deadline.remainingMilliseconds) > 0 { return true }
            if deadline.hasPassed { return false }
        }
    }
}
