/// Reads a `\name argument 'quoted argument'` line.
///
/// Arguments are separated by blanks. `'…'` keeps blanks and case together, doubled inside for itself; it may stand in the middle of an
/// argument. A `;` at the end of the line is dropped, as people type it out of habit.
package enum MetaCommandParser {
    /// A command as it was typed.
    package struct Invocation: Sendable, Equatable {
        /// The name without the backslash; may be empty.
        package let name: String
        /// The arguments without their quotes.
        package let arguments: [String]

        /// A command and its arguments.
        package init(name: String, arguments: [String]) {
            self.name = name
            self.arguments = arguments
        }
    }

    /// Reads a line that starts with `\`, blanks before it allowed. Throws when a quote is not closed.
    package static func parse(_ line: String) throws(MetaCommandError) -> Invocation {
        var rest = line.trimmingBlanks()
        if rest.first == "\\" { rest.removeFirst() }
        while let last = rest.last, last == ";" || last.isWhitespace { rest.removeLast() }
        var arguments: [String] = []
        let name = rest.prefix { !$0.isWhitespace && $0 != "'" }
        rest = rest.dropFirst(name.count)
        while let argument = try nextArgument(&rest) { arguments.append(argument) }
        return Invocation(name: String(name), arguments: arguments)
    }

    private static func nextArgument(_ rest: inout Substring) throws(MetaCommandError) -> String? {
        rest = rest.drop(while: \.isWhitespace)
        if rest.isEmpty { return nil }
        var argument = ""
        while let character = rest.first, !character.isWhitespace {
            rest.removeFirst()
            if character == "'" {
                argument += try quoted(&rest)
            } else {
                argument.append(character)
            }
        }
        return argument
    }

    /// Reads to the closing quote, which is taken too.
    private static func quoted(_ rest: inout Substring) throws(MetaCommandError) -> String {
        var text = ""
        while let character = rest.popFirst() {
            guard character == "'" else {
                text.append(character)
                continue
            }
            guard rest.first == "'" else { return text }
            rest.removeFirst()
            text.append("'")
        }
        throw MetaCommandError("a quote (') is not closed")
    }
}
