/// A place in what the user wrote.
package struct SourcePosition: Sendable, Equatable, CustomStringConvertible {
    /// The file as the user named it, or nil at the prompt and for `-e`.
    package var source: String?
    /// The line, from 1.
    package var line: Int
    /// The column in characters (Unicode scalars), from 1.
    package var column: Int

    /// A place in a file, or without one.
    package init(source: String? = nil, line: Int, column: Int) {
        self.source = source
        self.line = line
        self.column = column
    }

    /// `file:line`, or `line 3` where there is no file.
    package var description: String {
        guard let source else { return "line \(line)" }
        return "\(source):\(line)"
    }

    /// `file:line:column`, or `line 3, column 1` where there is no file.
    package var withColumn: String {
        source == nil ? "line \(line), column \(column)" : "\(self):\(column)"
    }
}

/// Finds the line and column of bytes in a text, from left to right; each byte is looked at once.
///
/// A line ends with LF, CRLF, or CR alone.
struct PositionCounter: Sendable {
    private let source: String?
    private var index: Int
    private var line: Int
    private var column = 1

    /// Counts from a byte, the first of a line.
    init(source: String?, line: Int, from index: Int = 0) {
        self.source = source
        self.line = line
        self.index = index
    }

    /// The place of a byte, which must not lie before those asked for earlier.
    mutating func position(of target: Int, in bytes: borrowing [UInt8]) -> SourcePosition {
        while index < min(target, bytes.count) {
            let byte = bytes[index]
            index += 1
            if byte == 10 || (byte == 13 && !(index < bytes.count && bytes[index] == 10)) {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return SourcePosition(source: source, line: line, column: column)
    }
}
