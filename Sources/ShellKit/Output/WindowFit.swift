/// Whether text fits a window: counts rows and the columns of each line as it comes.
struct WindowFit: Sendable {
    private let size: Terminal.Size
    private var rows = 0
    /// Bytes of the line that is not ended yet.
    private var line: [UInt8] = []

    init(_ size: Terminal.Size) { self.size = size }

    /// Whether the text so far and these bytes fit; the prompt needs a row as well.
    mutating func holds(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0A) {
            line.append(contentsOf: rest[rest.startIndex..<end])
            rest = rest[(end + 1)...]
            rows += 1
            guard rows < size.rows, fitsLine() else { return false }
            line.removeAll(keepingCapacity: true)
        }
        line.append(contentsOf: rest)
        return fitsLine()
    }

    /// Bytes are never fewer than columns, so most lines need no look at their characters.
    private func fitsLine() -> Bool { line.count <= size.columns || Self.columns(of: line) <= size.columns }

    /// Terminal columns of a line that may be coloured.
    static func columns(of line: some Sequence<UInt8>) -> Int { DisplayWidth.columns(of: withoutColors(line)) }

    /// The line without the sequences that colour it.
    private static func withoutColors(_ line: some Sequence<UInt8>) -> String {
        var plain: [UInt8] = []
        var isEscape = false
        for byte in line {
            if byte == 0x1B {
                isEscape = true
            } else if isEscape {
                isEscape = byte != UInt8(ascii: "m")
            } else {
                plain.append(byte)
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }
}
