/// Lines of aligned tables with each run of blanks made one, so that only texts and their order count.
struct TableLines {
    private let lines: [ArraySlice<UInt8>]
    private var index = 0

    init(_ bytes: [UInt8]) {
        lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
    }

    /// Whether everything was read.
    var isAtEnd: Bool { index == lines.count }

    /// The next line; nil at the end.
    mutating func next() -> String? {
        guard index < lines.count else { return nil }
        index += 1
        return Self.squeezed(lines[index - 1])
    }

    /// A line with these cells.
    static func joined(_ cells: [String]) -> String { squeezed(Array(cells.joined(separator: " | ").utf8)[...]) }

    private static func squeezed(_ line: ArraySlice<UInt8>) -> String {
        let blank = UInt8(ascii: " ")
        var squeezed: [UInt8] = []
        for byte in line where byte != blank || (squeezed.last ?? blank) != blank { squeezed.append(byte) }
        if squeezed.last == blank { squeezed.removeLast() }
        return String(decoding: squeezed, as: UTF8.self)
    }
}
