import IoTDBWire
import Platform

/// The standard input of a program.
package final class CommandSink: OutputSink {
    private let command: String
    private let child: ChildProcess
    private let pipe: FileDescriptorSink
    private let isOpen = Lock(true)

    /// Starts a command of `/bin/sh`.
    ///
    /// - Throws: ``OutputError`` when it cannot be started.
    package init(
        _ command: String,
        environment: [String: String] = [:],
        gate: OutputCancellation? = nil
    ) throws(OutputError) {
        self.command = command
        do throws(ChildProcessError) {
            child = try ChildProcess(command: command, pipesInput: true, environment: environment)
        } catch {
            throw .programFailed(command: command, reason: error.description)
        }
        pipe = FileDescriptorSink(descriptor: child.input, name: command, gate: gate)
    }

    deinit { closePipe() }

    package func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
        guard isOpen.withLock({ $0 }) else { throw .closedPipe(target: command) }
        try pipe.write(bytes)
    }

    /// Ends its input and waits for it to end; a status that is not 0 is an error.
    package func finish(isWhole: Bool) throws(OutputError) {
        guard closePipe() else { return }
        let ignoring = Interrupts.shared.register([SIGINT]) { _ in }
        let ending = child.wait()
        Interrupts.shared.unregister(ignoring)
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
