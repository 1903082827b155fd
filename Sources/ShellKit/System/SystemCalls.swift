import Platform

/// Writes every byte; false with `errno` set when the system refuses.
func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
    var offset = 0
    while offset < bytes.count {
        let count = bytes.withUnsafeBytes { raw in
            raw.baseAddress.map { write(descriptor, $0 + offset, raw.count - offset) } ?? 0
        }
        if count > 0 {
            offset += count
        } else if errno == EAGAIN {
            var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            poll(&entry, 1, -1)
        } else if errno != EINTR {
            return false
        }
    }
    return true
}
