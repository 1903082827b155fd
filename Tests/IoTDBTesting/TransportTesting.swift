import Glibc
package import IoTDBWire

extension Transport {
    /// Writes an array.
    package func write(_ bytes: [UInt8], deadline: Deadline) throws(TransportError) {
        // The closure cannot throw a typed error through the standard library of every supported toolchain.
        let result = bytes.withUnsafeBytes { buffer -> TransportError? in
            do throws(TransportError) {
                try write(buffer, deadline: deadline)
                return nil
            } catch {
                return error
            }
        }
        if let result { throw result }
    }

    /// Reads what one call gives, at most `limit` bytes; empty at the end of the stream.
    package func readSome(limit: Int = 65_536, deadline: Deadline) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            count = try read(into: UnsafeMutableRawBufferPointer(buffer), deadline: deadline)
        }
    }

    /// Reads exactly `count` bytes, or fewer when the stream ends.
    package func readExactly(_ count: Int, deadline: Deadline) throws -> [UInt8] {
        var result: [UInt8] = []
        while result.count < count {
            let more = try readSome(limit: count - result.count, deadline: deadline)
            if more.isEmpty { break }
            result += more
        }
        return result
    }
}

/// The transport error `body` throws; `nil` when it throws none.
package func transportError(_ body: () throws -> Void) throws -> TransportError? {
    do {
        try body()
        return nil
    } catch let error as TransportError {
        return error
    }
}

/// The shortest of `attempts` runs: a busy machine delays single runs, a broken deadline delays all.
package func shortestTime(of attempts: Int = 5, _ body: () throws -> Void) rethrows -> Duration {
    var best = Duration.seconds(1_000_000)
    for _ in 0..<attempts { best = min(best, try ContinuousClock().measure(body)) }
    return best
}

extension WakePipe {
    /// Blocks until somebody raises the pipe, for tests that use one as a signal between threads.
    package func waitUntilRaised() {
        var set = pollfd(fd: readDescriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&set, 1, 20_000)
    }
}
