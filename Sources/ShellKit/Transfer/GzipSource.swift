import CZlib

/// The content of a gzip file, expanded as it is read; several files one behind the other are one.
final class GzipSource: ByteSource {
    private let source: any ByteSource
    private let name: String
    /// On the heap: zlib keeps its address.
    private let stream: UnsafeMutablePointer<z_stream>
    private var input = [UInt8](repeating: 0, count: 64 * 1024)
    private var inputStart = 0
    private var inputEnd = 0
    private var isAtEnd = false
    /// Whether a file has begun that has not ended.
    private var isInside = false

    init(_ source: any ByteSource, name: String) throws(CopyError) {
        self.source = source
        self.name = name
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard cz_start_expanding(stream) == Z_OK else { throw CopyError("\(name): no memory to expand it") }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    var position: Int { source.position }
    var size: Int? { source.size }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        var filled = 0
        while filled == 0 {
            if inputStart == inputEnd, !isAtEnd { try fill() }
            if inputStart == inputEnd, isAtEnd {
                guard !isInside else { throw CopyError("\(name): the compressed data end too early") }
                return 0
            }
            filled = try expand(into: buffer)
        }
        return filled
    }

    private func fill() throws {
        inputStart = 0
        inputEnd = try input.withUnsafeMutableBytes { try source.read(into: $0) }
        isAtEnd = inputEnd == 0
    }

    private func expand(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let available = inputEnd - inputStart
        let (status, left, room) = input.withUnsafeMutableBytes { memory -> (Int32, Int, Int) in
            stream.pointee.next_in = memory.baseAddress.map { ($0 + inputStart).assumingMemoryBound(to: UInt8.self) }
            stream.pointee.avail_in = UInt32(available)
            stream.pointee.next_out = buffer.baseAddress.map { $0.assumingMemoryBound(to: UInt8.self) }
            stream.pointee.avail_out = UInt32(clamping: buffer.count)
            let status = inflate(stream, Z_NO_FLUSH)
            return (status, Int(stream.pointee.avail_in), Int(stream.pointee.avail_out))
        }
        inputStart = inputEnd - left
        isInside = true
        switch status {
        case Z_OK: break
        case Z_STREAM_END:
            isInside = false
            guard inflateReset(stream) == Z_OK else { throw CopyError("\(name): no memory to expand it") }
        default: throw CopyError("\(name): not gzip data, or damaged, at byte \(source.position - left)")
        }
        return buffer.count - room
    }
}
