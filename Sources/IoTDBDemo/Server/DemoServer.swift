package import IoTDBWire
import Platform

/// A small IoTDB server inside the process: speaks the real protocol on loopback and keeps its data in memory.
///
/// It is a sample, not a database: what it cannot answer as a real server does, it refuses.
package final class DemoServer: Sendable {
    /// Why the server could not start.
    package struct StartError: Error, CustomStringConvertible {
        /// What failed, with the text of the system.
        package let description: String
    }

    private struct State {
        var listener: Int32 = -1
        var stopPipe: (read: Int32, write: Int32) = (-1, -1)
        var donePipe: (read: Int32, write: Int32) = (-1, -1)
        var threads = 0
    }

    private let port: UInt16
    private let engine: Engine
    private let precision: TimestampPrecision
    private let state = Lock(State())

    /// A server that is not started yet.
    ///
    /// - Parameters:
    ///   - port: port on 127.0.0.1; nil or 0 takes a free one.
    ///   - sampleData: whether to begin with a day of sample data below `root.factory`.
    ///   - precision: the unit that clients are told for the numbers of times, for tests; times in words and durations
    ///     are read in milliseconds all the same.
    package init(port: UInt16? = nil, sampleData: Bool = true, precision: TimestampPrecision = .milliseconds) {
        self.port = port ?? 0
        self.precision = precision
        engine = sampleData ? Engine(SampleData.stores()) : Engine()
    }

    /// Begins to listen and answers the port.
    package func start() throws(StartError) -> UInt16 {
        let (listener, bound) = try LoopbackListener.open(port: port)
        guard let stop = Self.pipe(), let done = Self.pipe() else {
            close(listener)
            throw StartError(description: "no pipe: \(String(cString: strerror(errno)))")
        }
        state.withLock { $0 = State(listener: listener, stopPipe: stop, donePipe: done, threads: 1) }
        let isStarted = DemoThread.start { [self] in
            accept(on: listener, stop: stop.read)
            finished()
        }
        guard isStarted else {
            state.withLock { $0.threads = 0 }
            self.stop()
            throw StartError(description: "no thread: \(String(cString: strerror(errno)))")
        }
        return bound
    }

    /// Ends all connections and waits until their threads are gone. Does nothing when the server is not running.
    package func stop() {
        let (listener, stop, done) = state.withLock { ($0.listener, $0.stopPipe, $0.donePipe) }
        guard listener >= 0 else { return }
        var byte: UInt8 = 0
        _ = write(stop.write, &byte, 1)
        while state.withLock({ $0.threads }) > 0 { _ = read(done.read, &byte, 1) }
        for descriptor in [listener, stop.read, stop.write, done.read, done.write] { close(descriptor) }
        state.withLock { $0 = State() }
    }

    /// Takes connections until the server stops.
    private func accept(on listener: Int32, stop: Int32) {
        while true {
            var descriptors = [
                pollfd(fd: listener, events: Int16(POLLIN), revents: 0),
                pollfd(fd: stop, events: Int16(POLLIN), revents: 0),
            ]
            if poll(&descriptors, 2, -1) < 0, errno != EINTR { return }
            if descriptors[1].revents != 0 { return }
            guard descriptors[0].revents != 0 else { continue }
            let descriptor = Platform.accept(listener, nil, nil)
            guard descriptor >= 0 else {
                // Without a descriptor left a pause is better than a busy loop.
                if errno == EMFILE || errno == ENFILE { usleep(50_000) }
                continue
            }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            serve(descriptor, stop: stop)
        }
    }

    private func serve(_ descriptor: Int32, stop: Int32) {
        state.withLock { $0.threads += 1 }
        let isStarted = DemoThread.start { [self] in
            let socket = FrameSocket(descriptor, stop: stop)
            var session = DemoSession(engine, precision)
            while let message = socket.receive(), let reply = session.reply(to: message[...]), socket.send(reply) {}
            close(descriptor)
            finished()
        }
        guard !isStarted else { return }
        close(descriptor)
        finished()
    }

    /// Tells ``stop()`` that a thread is gone. The byte is written under the lock, so that the pipe is still open.
    private func finished() {
        state.withLock { state in
            state.threads -= 1
            var byte: UInt8 = 0
            _ = write(state.donePipe.write, &byte, 1)
        }
    }

    /// A pipe whose writes never block; a full pipe holds bytes enough for ``stop()`` to look again.
    private static func pipe() -> (read: Int32, write: Int32)? {
        var ends: [Int32] = [-1, -1]
        guard Platform.pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        return (ends[0], ends[1])
    }
}

/// Opens the socket that a server listens on.
private enum LoopbackListener {
    static func open(port: UInt16) throws(DemoServer.StartError) -> (descriptor: Int32, port: UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw failure("no socket") }
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, size) == 0 && listen(descriptor, 128) == 0
                    && getsockname(descriptor, address, &size) == 0
            }
        }
        guard bound else {
            let error = failure("port \(port)")
            close(descriptor)
            throw error
        }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }

    private static func failure(_ what: String) -> DemoServer.StartError {
        DemoServer.StartError(description: "\(what): \(String(cString: strerror(errno)))")
    }
}
