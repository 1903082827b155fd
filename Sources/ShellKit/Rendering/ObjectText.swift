/// Text of an OBJECT cell: not its content, which stays in the server's file, but its size.
enum ObjectText {
    private static let units: [(name: StaticString, size: UInt64)] = [
        (" GB", 1 << 30), (" MB", 1 << 20), (" KB", 1 << 10),
    ]

    /// Appends `(Object) 1.50 KB` and returns the columns. A cell without the eight bytes of the size is shown in
    /// hexadecimal.
    static func append(_ cell: UnsafeRawBufferPointer, to text: inout TextBuffer) -> Int {
        let start = text.count
        guard cell.count >= 8 else {
            HexadecimalText.append(cell, to: &text)
            return text.count - start
        }
        let size = UInt64(bigEndian: cell.loadUnaligned(as: UInt64.self))
        text.append("(Object) ")
        if let unit = units.first(where: { size >= $0.size }) {
            // Hundredths, rounded half up; the whole part is split off so that nothing overflows.
            let (whole, rest) = size.quotientAndRemainder(dividingBy: unit.size)
            let hundredths = (rest * 100 + unit.size / 2) / unit.size
            NumberText.append(Int64(whole + hundredths / 100), to: &text)
            text.append(".")
            text.write(atMost: 2) { $0.put(hundredths % 100, digits: 2) }
            text.append(unit.name)
        } else {
            NumberText.append(Int64(size), to: &text)
            text.append(" B")
        }
        return text.count - start
    }
}
