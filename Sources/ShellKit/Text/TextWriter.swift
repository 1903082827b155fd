/// A place in memory that moves on as bytes are put there, and never beyond the end of that memory.
///
/// Every call checks the room that is left, in release builds too: a wrong bound stops the program and never writes
/// over what lies behind. Only ``TextBuffer/write(atMost:_:)`` makes one, which is valid inside its closure.
package struct TextWriter {
    private let start: UnsafeMutablePointer<UInt8>
    private let end: UnsafeMutablePointer<UInt8>
    private var at: UnsafeMutablePointer<UInt8>

    /// `00` to `99`, two bytes each.
    private static let pairs: StaticString = """
        0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
        5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899
        """

    /// Writes to `room` bytes from `start` on, which the maker owns.
    init(at start: UnsafeMutablePointer<UInt8>, room: Int) {
        self.start = start
        end = start + room
        at = start
    }

    /// Bytes that were put.
    @inline(__always)
    package var count: Int { at - start }

    /// Checks that some bytes fit and answers where they go.
    @inline(__always)
    private func place(for count: Int) -> UnsafeMutablePointer<UInt8> {
        // As unsigned numbers a negative count is too large, too.
        guard UInt(bitPattern: count) <= UInt(bitPattern: end - at) else {
            preconditionFailure("text is longer than the room that was computed for it")
        }
        return at
    }

    /// Puts one byte.
    @inline(__always)
    package mutating func put(_ byte: UInt8) {
        place(for: 1).pointee = byte
        at += 1
    }

    /// Puts a byte several times; nothing for a count of zero or less.
    @inline(__always)
    package mutating func put(_ byte: UInt8, repeated times: Int) {
        guard times > 0 else { return }
        place(for: times).update(repeating: byte, count: times)
        at += times
    }

    /// Puts a literal.
    @inline(__always)
    package mutating func put(_ literal: StaticString) {
        let count = literal.utf8CodeUnitCount
        place(for: count).update(from: literal.utf8Start, count: count)
        at += count
    }

    /// Puts the bytes of an array.
    @inline(__always)
    package mutating func put(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { put($0, from: 0, count: $0.count) }
    }

    /// Puts a part of other text; the part must lie in it.
    @inline(__always)
    package mutating func put(_ source: UnsafeRawBufferPointer, from first: Int, count: Int) {
        guard first >= 0, count >= 0, first <= source.count - count, let address = source.baseAddress else {
            guard count == 0 else { preconditionFailure("a part that is not in its text") }
            return
        }
        let target = UnsafeMutableRawPointer(place(for: count))
        // A cell is short: two words are copied at once where both sides have room for them, and the rest is written
        // over later.
        if count <= 16, source.count - first >= 16, end - at >= 16 {
            let words = (address + first).loadUnaligned(as: (UInt64, UInt64).self)
            target.storeBytes(of: words.0, as: UInt64.self)
            target.storeBytes(of: words.1, toByteOffset: 8, as: UInt64.self)
        } else {
            target.copyMemory(from: address + first, byteCount: count)
        }
        at += count
    }

    /// Puts a short text; needs room for all of its ``ShortText/size`` bytes.
    @inline(__always)
    package mutating func put(_ text: ShortText) {
        let target = UnsafeMutableRawPointer(place(for: ShortText.size))
        target.storeBytes(of: text.words.0, as: UInt64.self)
        target.storeBytes(of: text.words.1, toByteOffset: 8, as: UInt64.self)
        target.storeBytes(of: text.words.2, toByteOffset: 16, as: UInt64.self)
        at += text.count
    }

    /// Puts the last `digits` decimal digits of a number, padded with zeros.
    @inline(__always)
    package mutating func put(_ value: UInt64, digits: Int) {
        let target = place(for: digits)
        at += digits
        var rest = value
        var index = digits
        while index >= 2 {
            index -= 2
            let (quotient, pair) = rest.quotientAndRemainder(dividingBy: 100)
            Self.write(pair: pair, to: target + index)
            rest = quotient
        }
        if index == 1 { target[0] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10) }
    }

    /// Puts a time of the day as `23:59:59.`.
    @inline(__always)
    package mutating func putClock(ofSecond second: UInt64) {
        let target = place(for: 9)
        at += 9
        Self.write(pair: second / 3600, to: target)
        target[2] = UInt8(ascii: ":")
        Self.write(pair: second / 60 % 60, to: target + 3)
        target[5] = UInt8(ascii: ":")
        Self.write(pair: second % 60, to: target + 6)
        target[8] = UInt8(ascii: ".")
    }

    /// Writes two digits of a number below 100, for which the caller has checked the room.
    @inline(__always)
    private static func write(pair: UInt64, to target: UnsafeMutablePointer<UInt8>) {
        let source = pairs.utf8Start + Int(pair % 100) * 2
        target[0] = source[0]
        target[1] = source[1]
    }

    /// Puts what the standard library says of a number; what does not fit is left out.
    ///
    /// A DOUBLE of 17 digits is longer than the 15 bytes that a `String` holds in itself, so asking for its description
    /// would allocate memory for every cell.
    @inline(__always)
    package mutating func put(descriptionOf value: some TextOutputStreamable) {
        var copy = DescriptionCopy(self)
        value.write(to: &copy)
        self = copy.writer
    }

    /// Takes back what was put when it is one of these bytes, until `floor` bytes are left.
    @inline(__always)
    package mutating func removeTrailing(_ byte: UInt8, downTo floor: Int) {
        while count > max(0, floor), at[-1] == byte { at -= 1 }
    }

    /// Takes the text of a number from the standard library without a string in between.
    private struct DescriptionCopy: TextOutputStream {
        fileprivate var writer: TextWriter

        init(_ writer: TextWriter) { self.writer = writer }

        mutating func write(_ string: String) {
            var string = string
            string.withUTF8 { _writeASCII($0) }
        }

        // The library writes ASCII through this requirement of the protocol; were it to stop, it would call `write`
        // above.
        mutating func _writeASCII(_ bytes: UnsafeBufferPointer<UInt8>) {
            let count = min(bytes.count, writer.end - writer.at)
            writer.put(UnsafeRawBufferPointer(bytes), from: 0, count: count)
        }
    }
}
