import CPty
import Foundation

/// What a program left behind.
package struct ProcessResult: Sendable, Equatable {
    /// The status, or minus the number of the signal that ended it.
    package var status: Int32
    /// Standard output.
    package var output: [UInt8]
    /// Standard error.
    package var error: [UInt8]

    /// Standard output as text.
    package var outputText: String { String(decoding: output, as: UTF8.self) }
    /// Standard error as text.
    package var errorText: String { String(decoding: error, as: UTF8.self) }
}

/// Runs programs with pipes as their standard streams.
package enum ProcessRunner {
    /// Where programs of this name are: on the search path first, then where systems keep them.
    package static func programs(named name: String) -> [String] {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return (folders + ["/usr/local/bin", "/usr/bin"]).map { "\($0)/\(name)" }
            .filter(FileManager.default.isExecutableFile)
    }

    /// Runs to the end; a program that takes longer than `timeout` is killed and the call throws.
    ///
    /// Input is written while output is read, so sizes do not matter. The environment is the given one, with a search
    /// path, a UTF-8 locale and an empty home directory where it names none.
    ///
    /// - Parameter hasPoorPipes: whether the program's ends of the pipes are non-blocking and hold a page of memory, so
    ///   that most of its reads and writes are partial or fail with `EAGAIN`.
    package static func run(
        _ binary: String,
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        input: [UInt8] = [],
        hasPoorPipes: Bool = false,
        timeout: Duration = .seconds(60)
    ) throws -> ProcessResult {
        let pipes = try (0..<3).map { _ in try PipeEnds() }
        if hasPoorPipes { for descriptor in [pipes[0].read, pipes[1].write, pipes[2].write] { makePoor(descriptor) } }
        let home = try TemporaryDirectory()
        defer { withExtendedLifetime(home) {} }
        let complete = TestEnvironment.complete(environment, home: home)
        let process = withCStrings([binary] + arguments) { arguments in
            withCStrings(complete.map { "\($0.key)=\($0.value)" }) {
                cpty_spawn_with(binary, arguments, $0, pipes[0].read, pipes[1].write, pipes[2].write)
            }
        }
        guard process > 0 else { throw ProcessTestError(description: "fork: \(errno)") }
        pipes[0].closeRead()
        pipes[1].closeWrite()
        pipes[2].closeWrite()
        var result = ProcessResult(status: 0, output: [], error: [])
        guard pump(pipes, input, ContinuousClock.now + timeout, &result) else {
            kill(process, SIGKILL)
            _ = cpty_wait(process)
            throw ProcessTestError(description: "\(binary) took too long: \(result.outputText)\(result.errorText)")
        }
        result.status = cpty_wait(process)
        return result
    }

    private static func makePoor(_ descriptor: Int32) {
        let setPipeSize: Int32 = 1031  // F_SETPIPE_SZ, which Glibc's headers show to GNU sources only.
        _ = fcntl(descriptor, setPipeSize, 4096)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }

    /// Moves bytes until both outputs are closed; false when the time is over.
    private static func pump(
        _ pipes: [PipeEnds],
        _ input: [UInt8],
        _ deadline: ContinuousClock.Instant,
        _ result: inout ProcessResult
    ) -> Bool {
        var rest = input[...]
        var isOpen = (output: true, error: true)
        var block = [UInt8](repeating: 0, count: 65536)
        while isOpen.output || isOpen.error {
            if rest.isEmpty { pipes[0].closeWrite() }
            guard ContinuousClock.now < deadline else { return false }
            var entries = [
                pollfd(fd: pipes[0].write, events: Int16(POLLOUT), revents: 0),
                pollfd(fd: isOpen.output ? pipes[1].read : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: isOpen.error ? pipes[2].read : -1, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&entries, 3, 100) > 0 else { continue }
            if entries[0].revents != 0 { feed(pipes[0].write, &rest) }
            if entries[1].revents != 0 { isOpen.output = drain(pipes[1].read, &block, &result.output) }
            if entries[2].revents != 0 { isOpen.error = drain(pipes[2].read, &block, &result.error) }
        }
        return true
    }

    private static func feed(_ descriptor: Int32, _ rest: inout ArraySlice<UInt8>) {
        let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, min($0.count, 4096)) }
        // A reader that is gone wants no more.
        rest = count > 0 ? rest.dropFirst(count) : []
    }

    private static func drain(_ descriptor: Int32, _ block: inout [UInt8], _ bytes: inout [UInt8]) -> Bool {
        let count = read(descriptor, &block, block.count)
        if count > 0 { bytes += block[..<count] }
        return count > 0
    }
}

/// The two ends of a pipe; both are closed with the object.
private final class PipeEnds {
    private(set) var read: Int32 = -1
    private(set) var write: Int32 = -1

    init() throws {
        // One write to a program that has left must not end the test runner.
        Foundation.signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [-1, -1]
        guard cpty_pipe(&ends) == 0 else { throw ProcessTestError(description: "pipe: \(errno)") }
        (read, write) = (ends[0], ends[1])
    }

    deinit {
        closeRead()
        closeWrite()
    }

    func closeRead() {
        if read >= 0 { close(read) }
        read = -1
    }

    func closeWrite() {
        if write >= 0 { close(write) }
        write = -1
    }
}
