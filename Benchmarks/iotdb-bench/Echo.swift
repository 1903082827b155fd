import Platform

/// A thread that sends back what it gets over a pair of sockets: what a round trip costs without any protocol.
struct Echo {
    private static let size = 64
    private let near: Int32
    private let thread: pthread_t

    /// Starts the thread.
    init() throws {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else {
            throw BenchmarkError(description: "no sockets: \(String(cString: strerror(errno)))")
        }
        near = ends[0]
        var thread = pthread_t()
        let argument = UnsafeMutableRawPointer(bitPattern: Int(ends[1]))
        let code = pthread_create(&thread, nil, { Echo.serve(Int32(Int(bitPattern: $0))) }, argument)
        guard code == 0 else { throw BenchmarkError(description: "no thread: \(String(cString: strerror(code)))") }
        self.thread = thread
    }

    /// Sends some bytes and waits until they are back.
    func roundTrip() throws {
        var bytes = [UInt8](repeating: 1, count: Self.size)
        guard write(near, &bytes, Self.size) == Self.size else { throw BenchmarkError(description: "the echo is gone") }
        var received = 0
        while received < Self.size {
            let count = read(near, &bytes, Self.size)
            guard count > 0 else { throw BenchmarkError(description: "the echo is gone") }
            received += count
        }
    }

    /// Ends the thread.
    func stop() {
        close(near)
        pthread_join(thread, nil)
    }

    private static func serve(_ far: Int32) -> UnsafeMutableRawPointer? {
        var bytes = [UInt8](repeating: 0, count: size)
        while true {
            let count = read(far, &bytes, size)
            guard count > 0, write(far, &bytes, count) == count else { break }
        }
        close(far)
        return nil
    }
}
