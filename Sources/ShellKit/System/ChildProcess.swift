import IoTDBWire
import Platform

/// A program that the shell starts: a pager, an editor, the other end of a pipe, a command line of the user.
///
/// It stays in the shell's process group, so that Ctrl-Z suspends both and Ctrl-C reaches both, as people know it from
/// other shells. `wait()` must be called once.
package final class ChildProcess: Sendable {
    /// How a program ended.
    package enum Ending: Sendable, Equatable {
        /// With this status.
        case exited(Int32)
        /// By this signal.
        case signalled(Int32)

        /// Whether it succeeded.
        package var isSuccess: Bool { self == .exited(0) }

        /// The status as the command-line shells count it: 128 and its number for a signal.
        package var status: Int32 {
            switch self {
            case .exited(let status): status
            case .signalled(let signal): 128 + signal
            }
        }

        /// The ending for people, such as `exit status 1`.
        package var description: String {
            switch self {
            case .exited(let status): "exit status \(status)"
            case .signalled(let signal): "ended by signal \(signal)"
            }
        }
    }

    /// What is written for it to read; -1 when it reads the shell's own standard input.
    package let input: Int32
    /// What it writes, to be read; -1 when it writes where the shell does.
    package let output: Int32
    private let identifier: pid_t
    /// The terminal's settings before the program started; nil where there is no terminal.
    private let terminal = TerminalState(descriptor: 0)

    /// Starts `/bin/sh -c COMMAND`.
    ///
    /// - Parameters:
    ///   - pipesInput: whether ``input`` is a pipe to it; the caller closes it.
    ///   - pipesOutput: whether ``output`` is a pipe from it; the caller closes it.
    ///   - environment: variables that are set beside the shell's own.
    /// - Throws: ``ChildProcessError``.
    package init(
        command: String,
        pipesInput: Bool = false,
        pipesOutput: Bool = false,
        environment: [String: String] = [:]
    ) throws(ChildProcessError) {
        var toChild = Pipe.none
        var fromChild = Pipe.none
        if pipesInput { toChild = try Pipe.open() }
        if pipesOutput {
            do throws(ChildProcessError) {
                fromChild = try Pipe.open()
            } catch {
                toChild.close()
                throw error
            }
        }
        let result = Self.spawn(["/bin/sh", "-c", command], toChild, fromChild, environment)
        if toChild.reading >= 0 { close(toChild.reading) }
        if fromChild.writing >= 0 { close(fromChild.writing) }
        guard result.code == 0 else {
            if toChild.writing >= 0 { close(toChild.writing) }
            if fromChild.reading >= 0 { close(fromChild.reading) }
            throw ChildProcessError("cannot start a program: \(systemErrorText(result.code))")
        }
        (input, output, identifier) = (toChild.writing, fromChild.reading, result.identifier)
    }

    /// Waits until it has ended. Blocks the calling thread.
    package func wait() -> Ending {
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0 {
            guard errno == EINTR else { return .exited(127) }
        }
        let signal = status & 0x7F
        let ending: Ending = signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
        // A command-line shell between us and the program tells of its signal by its own status.
        if ending.status > 128 { restoreTerminal() }
        return ending
    }

    /// Puts the terminal's settings back which the program may have left changed, as pagers do that crash.
    ///
    /// A shell in the background would be stopped by it, and has not changed anything.
    package func restoreTerminal() {
        if tcgetpgrp(0) == getpgrp() { terminal?.restore() }
    }

    /// Stops it and the shell, as Ctrl-Z does, and lets both go on together: a pager that must start no programs takes
    /// no notice of Ctrl-Z by itself.
    package func suspendWithShell() {
        let programs = TerminalState(descriptor: 0)
        kill(identifier, SIGSTOP)
        restoreTerminal()
        Interrupts.shared.suspendHandling(of: SIGTSTP)
        Interrupts.raiseHere(SIGTSTP)
        Interrupts.shared.resumeHandling(of: SIGTSTP)
        programs?.restore()
        kill(identifier, SIGCONT)
        // Makes it draw its screen anew.
        kill(identifier, SIGWINCH)
    }

    /// Runs a command on the terminal to its end. Ctrl-C is the command's own while it runs.
    package static func run(_ command: String) async throws(ChildProcessError) -> Ending {
        let ignoring = Interrupts.shared.register([SIGINT]) { _ in }
        defer { Interrupts.shared.unregister(ignoring) }
        let child = try ChildProcess(command: command)
        return await withCheckedContinuation { continuation in
            if !startDetachedThread({ continuation.resume(returning: child.wait()) }) {
                continuation.resume(returning: child.wait())
            }
        }
    }

    private static func spawn(
        _ arguments: [String],
        _ toChild: Pipe,
        _ fromChild: Pipe,
        _ environment: [String: String]
    ) -> (code: Int32, identifier: pid_t) {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        if toChild.reading >= 0 { posix_spawn_file_actions_adddup2(&actions, toChild.reading, 0) }
        if fromChild.writing >= 0 { posix_spawn_file_actions_adddup2(&actions, fromChild.writing, 1) }
        // The shell ignores SIGPIPE and its threads block signals; programs expect neither.
        var (defaults, mask) = (sigset_t(), sigset_t())
        sigemptyset(&defaults)
        sigaddset(&defaults, SIGPIPE)
        sigemptyset(&mask)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setsigmask(&attributes, &mask)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var identifier = pid_t()
        let code = withCStrings(arguments) { argv in
            withCStrings(variables(with: environment)) { envp in
                posix_spawn(&identifier, arguments[0], &actions, &attributes, argv, envp)
            }
        }
        return (code, identifier)
    }

    /// The shell's own environment with some variables set anew.
    private static func variables(with more: [String: String]) -> [String] {
        var result = more.map { "\($0.key)=\($0.value)" }
        var entry = environ
        while let text = entry.pointee {
            let variable = String(cString: text)
            if more[String(variable.prefix { $0 != "=" })] == nil { result.append(variable) }
            entry += 1
        }
        return result
    }

    private static func withCStrings<Result>(
        _ strings: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = strings.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}

/// Why a program could not be started.
package struct ChildProcessError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The reason.
    package let description: String

    /// An error with its reason.
    package init(_ description: String) { self.description = description }
}

/// Both ends of a pipe, closed in programs that are started.
private struct Pipe {
    static let none = Pipe(reading: -1, writing: -1)

    let reading: Int32
    let writing: Int32

    static func open() throws(ChildProcessError) -> Pipe {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw ChildProcessError("cannot make a pipe: \(systemErrorText(errno))")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return Pipe(reading: ends[0], writing: ends[1])
    }

    func close() {
        if reading >= 0 { Platform.close(reading) }
        if writing >= 0 { Platform.close(writing) }
    }
}
