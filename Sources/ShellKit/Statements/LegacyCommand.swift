package import IoTDBWire
package import SQLText

/// A command that Apache IoTDB's own shell answers itself; it needs no `;`.
package struct LegacyCommand: Sendable, Equatable {
    /// The commands.
    package enum Name: String, Sendable, CaseIterable {
        /// Leaves the shell; also `exit`.
        case quit
        /// Lists the commands.
        case help
        /// Sets the time zone of the session and of printed times.
        case setTimeZone = "set time_zone"
        /// Prints the time zone.
        case showTimeZone = "show time_zone"
        /// Sets the rows per fetch.
        case setFetchSize = "set fetch_size"
        /// Prints the rows per fetch.
        case showFetchSize = "show fetch_size"
        /// Sets how times are printed.
        case setTimeDisplayType = "set time_display_type"
        /// Prints how times are printed.
        case showTimeDisplayType = "show time_display_type"

        /// Whether the command has the form `set name=value`.
        package var takesValue: Bool {
            rawValue.hasPrefix("set ")
        }
    }

    /// Which command.
    package let name: Name
    /// What stands behind `=`, blanks around it removed; nil without `=` or when nothing stands there.
    package let argument: String?

    /// A command and its value.
    package init(name: Name, argument: String? = nil) {
        self.name = name
        self.argument = argument
    }

    /// No command is longer; longer lines are not looked at.
    private static let maximumLength = 256

    /// Whether a whole statement or line is a command.
    package static func isCommand(_ bytes: ArraySlice<UInt8>) -> Bool { parse(bytes) != nil }

    /// Reads a command from a whole statement or line, in any case and spacing; nil when it is none.
    package static func parse(_ bytes: some BidirectionalCollection<UInt8>) -> LegacyCommand? {
        let end = bytes.endIndex
        guard startsLikeCommand(bytes),
            bytes.index(bytes.startIndex, offsetBy: maximumLength + 1, limitedBy: end) == nil
        else { return nil }
        let text = String(decoding: bytes, as: UTF8.self).unicodeScalars
        let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let words = halves[0].split(whereSeparator: \.properties.isWhitespace).map { String($0).lowercased() }
            .joined(separator: " ")
        guard let name = words == "exit" ? .quit : Name(rawValue: words) else { return nil }
        guard halves.count == 2 else { return LegacyCommand(name: name) }
        guard name.takesValue else { return nil }
        let value = String(halves[1]).trimmingBlanks()
        return LegacyCommand(name: name, argument: value.isEmpty ? nil : String(value))
    }
}

extension LegacyCommand {
    /// Whether the first word is that of a command; nearly all statements end here.
    private static func startsLikeCommand(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
        let letters = bytes.drop(while: SQLLexer.isWhitespace).prefix(5).prefix { $0 | 0x20 >= UInt8(ascii: "a") }
        return firstWords.contains { $0.elementsEqual(letters.map { $0 | 0x20 }) }
    }

    private static let firstWords = ["quit", "exit", "help", "set", "show"].map { Array($0.utf8) }
}

extension StatementSplitter {
    /// A splitter for the text of a shell: commands of Apache IoTDB's own shell need no `;`.
    package init(dialect: SQLDialect, source: String? = nil) {
        self.init(grammar: dialect.grammar, source: source, isCommand: LegacyCommand.isCommand)
    }
}

extension StringProtocol {
    /// The text without white space at both ends.
    package func trimmingBlanks() -> SubSequence {
        // Scalar by scalar: a mark that joins the blank before it is text.
        let scalars = unicodeScalars
        var (start, end) = (scalars.startIndex, scalars.endIndex)
        while start < end, scalars[start].properties.isWhitespace { scalars.formIndex(after: &start) }
        while start < end {
            let last = scalars.index(before: end)
            guard scalars[last].properties.isWhitespace else { break }
            end = last
        }
        return self[start..<end]
    }
}
