import Platform

/// A connected socket that carries frames; every wait also ends when the server stops.
struct FrameSocket {
    /// Bytes that a frame may have; a longer one ends the connection.
    static let frameLimit = 64 << 20

    private static let noSignal = Int32(MSG_NOSIGNAL)
    private let descriptor: Int32
    private let stopDescriptor: Int32

    /// Takes a connected socket, and a descriptor that becomes readable when the server stops.
    init(_ descriptor: Int32, stop: Int32) {
        self.descriptor = descriptor
        stopDescriptor = stop
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    /// The next message without its length; nil at the end of the connection or of the server.
    func receive() -> [UInt8]? {
        guard let head = bytes(4) else { return nil }
        let length = head.reduce(0) { $0 << 8 | Int($1) }
        guard length > 0, length <= Self.frameLimit else { return nil }
        return bytes(length)
    }

    /// Sends a whole frame; false when the connection or the server ended.
    func send(_ frame: [UInt8]) -> Bool {
        var position = 0
        while position < frame.count {
            let sent = frame[position...].withUnsafeBytes {
                Platform.send(descriptor, $0.baseAddress, $0.count, Self.noSignal)
            }
            if sent > 0 {
                position += sent
            } else if sent < 0, errno == EAGAIN || errno == EINTR {
                guard wait(for: POLLOUT) else { return false }
            } else {
                return false
            }
        }
        return true
    }

    /// Exactly so many bytes; the storage grows with what arrives, not with what was announced.
    private func bytes(_ count: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let wanted = min(count - bytes.count, 65_536)
            let old = bytes.count
            bytes.append(contentsOf: repeatElement(0, count: wanted))
            let received = bytes.withUnsafeMutableBytes {
                recv(descriptor, $0.baseAddress?.advanced(by: old), wanted, 0)
            }
            bytes.removeLast(wanted - max(0, received))
            if received == 0 { return nil }
            if received < 0 {
                guard errno == EAGAIN || errno == EINTR, wait(for: POLLIN) else { return nil }
            }
        }
        return bytes
    }

    private func wait(for events: Int32) -> Bool {
        var descriptors = [
            pollfd(fd: descriptor, events: Int16(events), revents: 0),
            pollfd(fd: stopDescriptor, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&descriptors, 2, -1) < 0 { guard errno == EINTR else { return false } }
        return descriptors[1].revents == 0
    }
}
