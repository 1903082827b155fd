import CZlib
import IoTDBWire

/// Compresses what is written to another sink.
package final class GzipSink: OutputSink {
    /// zlib's state and the bytes it has made.
    ///
    /// `@unchecked Sendable`: it is reached through the lock only, and the stream lives on the heap, where zlib keeps
    /// its address.
    private final class Compressor: @unchecked Sendable {
        let stream: UnsafeMutablePointer<z_stream>
        var output = [UInt8](repeating: 0, count: 64 * 1024)

        init() {
            stream = .allocate(capacity: 1)
            stream.initialize(to: z_stream())
        }

        deinit {
            deflateEnd(stream)
            stream.deallocate()
        }
    }

    private let sink: any OutputSink
    private let compressor = Lock(Compressor())

    /// - Parameter level: 1 is the fastest, faster than zlib's own 1, and 9 the smallest.
    package init(_ sink: any OutputSink, level: Int32 = 1) throws(CopyError) {
        self.sink = sink
        let isReady = compressor.withLock { cz_start_compressing($0.stream, level) == Z_OK }
        guard isReady else { throw CopyError("no memory to compress the output") }
    }

    package func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
        try run(bytes, Z_NO_FLUSH)
    }

    /// Writes what is held back and ends the file.
    package func finish(isWhole: Bool) throws(OutputError) {
        if isWhole { try run(UnsafeRawBufferPointer(start: nil, count: 0), Z_FINISH) }
    }

    private func run(_ bytes: UnsafeRawBufferPointer, _ flush: Int32) throws(OutputError) {
        let sink = self.sink
        let outcome = compressor.withLock { compressor in
            Result { () throws(OutputError) in try Self.run(bytes, flush, compressor, sink) }
        }
        try outcome.get()
    }

    private static func run(
        _ bytes: UnsafeRawBufferPointer,
        _ flush: Int32,
        _ compressor: Compressor,
        _ sink: any OutputSink
    ) throws(OutputError) {
        let stream = compressor.stream
        var rest = bytes
        repeat {
            let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
            // zlib reads its input only, whatever its type says.
            stream.pointee.next_in = UnsafeMutableRawPointer(mutating: piece.baseAddress)?
                .assumingMemoryBound(to: UInt8.self)
            stream.pointee.avail_in = UInt32(piece.count)
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(piece.count))
            let isLast = rest.isEmpty
            var status = Z_OK
            repeat {
                let outcome = compressor.output.withUnsafeMutableBytes { output in
                    stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
                    stream.pointee.avail_out = UInt32(output.count)
                    status = deflate(stream, isLast ? flush : Z_NO_FLUSH)
                    let made = output.count - Int(stream.pointee.avail_out)
                    return Result { () throws(OutputError) in
                        if made > 0 { try sink.write(UnsafeRawBufferPointer(rebasing: output[..<made])) }
                    }
                }
                try outcome.get()
            } while stream.pointee.avail_out == 0 || (flush == Z_FINISH && isLast && status == Z_OK)
        } while !rest.isEmpty
    }
}
