import Glibc
package import IoTDBWire

/// A loopback port whose queue of connections is full, so that the kernel drops every further SYN.
package final class BlackHole {
    /// Where connecting gets no answer.
    package let address: NodeAddress
    private let descriptor: Int32
    private var fillers: [Int32] = []

    /// Makes one on a free port.
    package init() throws {
        let (descriptor, port) = try LoopbackListener.listen(.ipv4, port: 0, backlog: 0)
        self.descriptor = descriptor
        address = try NodeAddress(host: "127.0.0.1", port: port)
        // A backlog of 0 has room for one; the others stay half open.
        for _ in 0..<4 { fillers.append(Self.connectWithoutWaiting(port)) }
    }

    deinit {
        for filler in fillers { close(filler) }
        close(descriptor)
    }

    private static func connectWithoutWaiting(_ port: Int) -> Int32 {
        let filler = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        withUnsafePointer(to: address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = connect(filler, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        return filler
    }
}
