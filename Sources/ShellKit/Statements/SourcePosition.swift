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
}
