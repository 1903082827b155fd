import CPty
import Foundation

/// A program on a pseudo terminal, driven step by step.
///
/// Every step waits for output: `send` never sleeps, `expect` returns as soon as the text is there.
package final class PseudoTerminal {
    /// The program's process id.
    package let process: Int32
    /// All output that came so far, as it came.
    package private(set) var transcript: [UInt8] = []
    private let master: Int32
    /// Empty, and removed with the terminal: for a program that was given no other.
    private let home: TemporaryDirectory
    private var consumed = 0
    private var status: Int32?

    /// Starts a program; `TERM`, a UTF-8 locale and an empty home directory are set unless the environment names
    /// others.
    package init(
        _ binary: String,
        arguments: [String] = [],
        environment: [String: String] = [:],
        columns: Int = 80,
        rows: Int = 24
    ) throws {
        home = try TemporaryDirectory()
        let terminal = ["TERM": "xterm-256color"].merging(environment) { $1 }
        let complete = TestEnvironment.complete(terminal, home: home).map { "\($0.key)=\($0.value)" }
        var master: Int32 = -1
        process = withCStrings([binary] + arguments) { arguments in
            withCStrings(complete) { cpty_spawn(binary, arguments, $0, Int32(rows), Int32(columns), &master) }
        }
        guard process > 0 else { throw ProcessTestError(description: "forkpty: \(String(cString: strerror(errno)))") }
        self.master = master
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
    }

    deinit {
        if status == nil {
            kill(process, SIGKILL)
            _ = cpty_wait(process)
        }
        close(master)
    }

    /// Types text; goes on reading output meanwhile, so that neither side blocks.
    package func send(_ text: String) throws {
        try send(bytes: Array(text.utf8))
    }

    /// Types bytes that need not be text.
    package func send(bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EAGAIN && errno != EINTR {
                throw failure("could type nothing more")
            }
            if !rest.isEmpty { _ = pump(events: POLLIN | POLLOUT, milliseconds: 1000) }
        }
    }

    /// Waits until the text appears behind the last match; returns the output up to its end.
    @discardableResult
    package func expect(_ text: String, timeout: Duration = .seconds(20)) throws -> String {
        try expect(anyOf: [text], timeout: timeout)
    }

    /// Waits until one of the texts appears behind the last match, the earliest of them; returns the output up to its
    /// end.
    @discardableResult
    package func expect(anyOf texts: [String], timeout: Duration = .seconds(20)) throws -> String {
        let needles = texts.map { Data($0.utf8) }
        let deadline = ContinuousClock.now + timeout
        while true {
            let unread = Data(transcript[consumed...])
            if let hit = needles.compactMap({ unread.range(of: $0) }).min(by: { $0.lowerBound < $1.lowerBound }) {
                consumed += hit.upperBound
                return String(decoding: unread[..<hit.upperBound], as: UTF8.self)
            }
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero, pump(events: POLLIN, milliseconds: Self.milliseconds(left)) else {
                throw failure("expected \(texts.map(\.debugDescription).joined(separator: " or "))")
            }
        }
    }

    /// Reads what comes for some time, as a terminal does all the time: a program that prints must not wait for us.
    package func watch(for time: Duration) {
        let deadline = ContinuousClock.now + time
        while ContinuousClock.now < deadline {
            _ = pump(events: POLLIN, milliseconds: Self.milliseconds(ContinuousClock.now.duration(to: deadline)))
        }
    }

    /// Waits for the end: the status, or minus the number of the signal.
    package func waitForExit(timeout: Duration = .seconds(20)) throws -> Int32 {
        let deadline = ContinuousClock.now + timeout
        while status == nil {
            let result = cpty_poll(process)
            if result != 1000 {
                status = result
                break
            }
            guard ContinuousClock.now < deadline else { throw failure("expected the end of the program") }
            if !pump(events: POLLIN, milliseconds: 10) { usleep(1000) }
        }
        while pump(events: POLLIN, milliseconds: 0) {}
        return status ?? 0
    }

    /// The terminal's settings, as bytes to compare.
    package var attributes: [UInt32] {
        var value = termios()
        guard tcgetattr(master, &value) == 0 else { return [] }
        return [value.c_iflag, value.c_oflag, value.c_cflag, value.c_lflag]
    }

    /// Changes the window's size.
    package func resize(columns: Int, rows: Int) {
        _ = cpty_resize(master, Int32(rows), Int32(columns))
    }

    /// Sends a signal to the program.
    package func signal(_ number: Int32) {
        kill(process, number)
    }

    /// Everything that came, as text.
    package var output: String { String(decoding: transcript, as: UTF8.self) }

    private func failure(_ what: String) -> ProcessTestError {
        let rest = String(decoding: transcript[consumed...], as: UTF8.self)
        return ProcessTestError(description: "\(what); got since the last match: \(rest.debugDescription)")
    }

    private static func milliseconds(_ duration: Duration) -> Int32 {
        Int32(
            clamping: duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000 + 1
        )
    }

    /// Reads what is there; false when nothing came in time or the other side is gone.
    private func pump(events: Int32, milliseconds: Int32) -> Bool {
        var entry = pollfd(fd: master, events: Int16(events), revents: 0)
        guard poll(&entry, 1, milliseconds) > 0 else { return false }
        var block = [UInt8](repeating: 0, count: 65536)
        let count = read(master, &block, block.count)
        if count > 0 { transcript += block[..<count] }
        return count > 0 || (count < 0 && errno == EAGAIN)
    }
}
