/// Growable UTF-8 text that is filled, handed on and reused without giving its memory back.
///
/// With ``TextWriter`` and the row assembler the only place of the shell that writes text through pointers; everything
/// above appends.
package struct TextBuffer: Sendable {
    /// Memory in use and in reserve; always initialised.
    private var storage: [UInt8]
    /// Number of bytes in use.
    package private(set) var count = 0

    package init(capacity: Int = 1024) {
        storage = [UInt8](repeating: 0, count: max(capacity, 64))
    }

    /// Forgets the text from an offset on and keeps the memory.
    package mutating func truncate(to length: Int = 0) {
        count = min(count, max(0, length))
    }

    /// Makes room for more bytes.
    @inline(__always)
    package mutating func reserve(_ more: Int) {
        if storage.count - count < more { grow(by: more) }
    }

    @inline(never)
    private mutating func grow(by more: Int) {
        let size = max(storage.count * 2, count + more)
        storage.append(contentsOf: repeatElement(0, count: size - storage.count))
    }

    /// Appends one byte.
    @inline(__always)
    package mutating func append(_ byte: UInt8) {
        reserve(1)
        storage[count] = byte
        count += 1
    }

    /// Appends a literal.
    @inline(__always)
    package mutating func append(_ literal: StaticString) {
        append(UnsafeRawBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    /// Appends a string's UTF-8 bytes.
    package mutating func append(_ string: String) {
        var string = string
        string.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    /// Appends bytes.
    @inline(__always)
    package mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress, bytes.count > 0 else { return }
        write(atMost: bytes.count) {
            $0.put(UnsafeRawBufferPointer(start: source, count: bytes.count), from: 0, count: bytes.count)
        }
    }

    /// Appends bytes of an array.
    package mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { append($0) }
    }

    /// Appends a part of another buffer.
    @inline(__always)
    package mutating func append(_ other: TextBuffer, from start: Int, to end: Int) {
        other.storage.withUnsafeBytes { append(UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
    }

    /// Appends a byte several times; nothing for a count of zero or less.
    @inline(__always)
    package mutating func append(_ byte: UInt8, repeated times: Int) {
        guard times > 0 else { return }
        write(atMost: times) { $0.put(byte, repeated: times) }
    }

    /// Lets the caller write up to `limit` bytes at the end. Writing more stops the program.
    @inline(__always)
    package mutating func write(atMost limit: Int, _ body: (inout TextWriter) -> Void) {
        reserve(limit)
        let offset = count
        let written = storage.withUnsafeMutableBufferPointer { memory in
            // The storage is never empty (`init`), so it has an address.
            guard let start = memory.baseAddress else { return 0 }
            var writer = TextWriter(at: start + offset, room: memory.count - offset)
            body(&writer)
            return writer.count
        }
        count += written
    }

    /// Hands the text to a reader.
    package func withBytes<Value>(_ body: (UnsafeRawBufferPointer) -> Value) -> Value {
        storage.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }

    /// A copy of the text's bytes.
    package var bytes: [UInt8] { Array(storage[..<count]) }

    /// The text as a string, for messages and tests; invalid UTF-8 becomes U+FFFD.
    package var string: String { String(decoding: storage[..<count], as: UTF8.self) }

    /// The text from an offset on; nil when the offset is beyond the end.
    package func string(from start: Int) -> String? {
        start >= 0 && start <= count ? String(decoding: storage[start..<count], as: UTF8.self) : nil
    }
}
