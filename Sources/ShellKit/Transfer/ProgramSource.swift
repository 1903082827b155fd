import IoTDBWire
import Platform

/// The output of a program of `/bin/sh`.
final class ProgramSource: ByteSource {
    private let command: String
    private let stream: UnsafeMutablePointer<FILE>
    private let source: DescriptorSource
    private var isOpen = true

    /// Starts the program.
    init(_ command: String, interrupt: WakePipe? = nil) throws(CopyError) {
        guard let stream = popen(command, "re") else {
            throw CopyError("cannot start \(command): \(systemErrorText(errno))")
        }
        self.command = command
        self.stream = stream
        source = DescriptorSource(descriptor: fileno(stream), name: command, interrupt: interrupt)
    }

    deinit {
        if isOpen { pclose(stream) }
    }

    var position: Int { source.position }
    var size: Int? { nil }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard isOpen else { return 0 }
        let count = try source.read(into: buffer)
        if count == 0 { try finish() }
        return count
    }

    /// Waits for the program; one that failed may have written less than it should.
    private func finish() throws(CopyError) {
        isOpen = false
        let status = pclose(stream)
        guard status == 0 else {
            let signal = status & 0x7F
            throw CopyError("\(command): " + (signal == 0 ? "exit status \(status >> 8)" : "ended by signal \(signal)"))
        }
    }
}
