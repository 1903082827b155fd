/// How a piece of the edited line looks.
package enum TextStyle: UInt8, Sendable, CaseIterable {
    /// The terminal's own colours.
    case plain
    /// A key word of the dialect.
    case keyword
    /// A literal in quotes.
    case string
    /// A number.
    case number
    /// A comment.
    case comment
    /// A `\` command that exists.
    case command
    /// What cannot be right: an unknown `\` command, a quote that nothing closes.
    case error
    /// What is not part of the line: a suggestion, a note below it.
    case faint
    /// The part of an entry that a search has found.
    case match

    /// Its SGR sequence; readable on dark and on light ground.
    ///
    /// Dim, not bright black: palettes such as Solarized dark make that the colour of the ground.
    var sgr: String {
        switch self {
        case .plain: ""
        case .keyword: "\u{1B}[35m"
        case .string: "\u{1B}[32m"
        case .number: "\u{1B}[36m"
        case .comment, .faint: "\u{1B}[2m"
        case .command: "\u{1B}[1m"
        case .error: "\u{1B}[4;31m"
        case .match: "\u{1B}[7m"
        }
    }
}

/// A piece of the line with its style.
package struct HighlightSpan: Sendable, Equatable {
    /// Unicode scalars of the line.
    package var range: Range<Int>
    /// How they look.
    package var style: TextStyle

    /// Creates a span.
    package init(_ range: Range<Int>, _ style: TextStyle) {
        self.range = range
        self.style = style
    }
}

/// Colours a line; `cursor` counts Unicode scalars.
///
/// What no span covers is plain, the last of several spans counts. Runs on the editor's thread after each key, must be
/// quick.
package typealias LineHighlighter = @Sendable (_ text: String, _ cursor: Int) -> [HighlightSpan]
