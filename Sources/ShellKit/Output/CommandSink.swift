import IoTDBWire
import Platform

/// The standard input of a program.
package final class CommandSink: OutputSink {
    private let command: String
    private let child: ChildProcess
    private let pipe: FileDescriptorSink
    private let isOpen = Lock(true)
    private let isPager: Bool
    /// Stops a pager together with the shell; nil for other programs, which do so by themselves.
    private let suspending: Int?

    /// Starts a command of `/bin/sh`.
    ///
    /// - Parameter isPager: whether somebody reads in it, who may stop it, and end it by Ctrl-C.
    /// - Throws: ``OutputError`` when it cannot be started.
    package init(
        _ command: String,
        environment: [String: String] = [:],
        gate: OutputCancellation? = nil,
        isPager: Bool = false
    ) throws(OutputError) {
        self.command = command
        self.isPager = isPager
        do throws(ChildProcessError) {
            child = try ChildProcess(command: command, pipesInput: true, environment: environment)
        } catch {
            throw .programFailed(command: command, reason: error.description)
        }
        pipe = FileDescriptorSink(descriptor: child.input, name: command, gate: gate)
        suspending = isPager ? Interrupts.shared.register([SIGTSTP]) { [child] _ in child.suspendWithShell() } : nil
    }

    deinit {
        closePipe()
        if let suspending { Interrupts.shared.unregister(suspending) }
    }

    /// A program that reads no more has had enough, or has failed: its status tells.
    package func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
        guard isOpen.withLock({ $0 }) else { throw .hasEnough(target: command) }
        do throws(OutputError) {
            try pipe.write(bytes)
        } catch {
            guard case .closedPipe = error else { throw error }
            try finish(isWhole: false)
            throw .hasEnough(target: command)
        }
    }

    /// Ends its input and waits for it to end; a status that is not 0 is an error.
    package func finish(isWhole: Bool) throws(OutputError) {
        guard closePipe() else { return }
        let ignoring = Interrupts.shared.register([SIGINT]) { _ in }
        let ending = child.wait()
        child.restoreTerminal()
        if let suspending { Interrupts.shared.unregister(suspending) }
        Interrupts.shared.unregister(ignoring)
        if isPager, ending.status == 128 + SIGINT { return }
        guard ending.isSuccess || ending == .signalled(SIGPIPE) else {
            throw .programFailed(command: command, reason: ending.description)
        }
    }

    @discardableResult
    private func closePipe() -> Bool {
        isOpen.withLock { isOpen in
            guard isOpen else { return false }
            isOpen = false
            pipe.close()
            close(child.input)
            return true
        }
    }
}
