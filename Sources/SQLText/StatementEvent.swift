/// What the splitter found, in the order of the text.
package enum StatementEvent: Sendable, Equatable {
    /// A whole statement to send.
    case statement(Statement)
    /// What stands from a `\` to the end of its line, blanks around it removed, and where the backslash stands.
    ///
    /// A statement that is open stays open: ``StatementSplitter/queryBuffer`` until the shell clears or replaces it.
    case metaCommand(String, SourcePosition)
    /// A whole line or statement that the caller's rule takes for a command, such as `show time_zone` of Apache IoTDB's
    /// own shell.
    case legacyCommand(String, SourcePosition)
    /// Text that cannot be sent; the statement it stands in is dropped.
    case error(StatementError)
}

/// Why a text cannot be sent, and where the fault is.
package struct StatementError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The fault.
    package enum Reason: Sendable, Equatable {
        /// Bytes that are no UTF-8; the server would store U+FFFD in their place.
        case invalidUTF8
        /// A NUL character.
        case nul
        /// The text is UTF-16, and so nothing of it can be read.
        case utf16
        /// The same with UTF-32.
        case utf32
        /// The text ended inside `'…'`, `"…"` or `` `…` ``; the value is the quote.
        case unterminatedQuote(Character)
        /// The text ended inside `/* … */`.
        case unterminatedComment
    }

    /// The fault.
    package let reason: Reason
    /// Where it is; for an open quote or comment, where that starts.
    package let position: SourcePosition

    /// A fault at a place.
    package init(reason: Reason, position: SourcePosition) {
        self.reason = reason
        self.position = position
    }

    /// The fault in words, without the position.
    package var description: String {
        switch reason {
        case .invalidUTF8:
            "the text is not valid UTF-8 at column \(position.column); nothing of this statement was sent"
        case .nul: "NUL character at column \(position.column); nothing of this statement was sent"
        case .utf16: "the file is UTF-16; convert it to UTF-8; nothing of it was sent"
        case .utf32: "the file is UTF-32; convert it to UTF-8; nothing of it was sent"
        case .unterminatedQuote(let quote):
            "the quote (\(quote)) opened at column \(position.column) is never closed; nothing of this statement was sent"
        case .unterminatedComment:
            "the comment opened at column \(position.column) is never closed; nothing of this statement was sent"
        }
    }
}
