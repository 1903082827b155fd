/// Reads a `\name argument 'quoted argument'` line.
///
/// Arguments are separated by blanks. `'…'` keeps blanks and case together, doubled inside for itself; it may stand in
/// the middle of an argument. `:name`, `:'name'` and `:"name"` outside quotes stand for variables. A `;` at the end of
/// the line is dropped, as people type it out of habit.
package enum MetaCommandParser {
    /// One word of a line.
    package struct Word: Sendable, Equatable {
        /// The word without its quotes, variables put in.
        package let text: String
        /// The line from where the word starts to its end, as it was written.
        package let restOfLine: String
        /// Whether a part of it was quoted.
        package let isQuoted: Bool
    }

    /// A command as it was typed.
    package struct Invocation: Sendable, Equatable {
        /// The name without the backslash; may be empty.
        package let name: String
        /// The words behind it.
        package let words: [Word]

        /// The words without their quotes.
        package var arguments: [String] { words.map(\.text) }
    }

    /// Gives the value of a variable; nil for one that is not set.
    package typealias Variables = (String) -> String?

    /// Reads a line that starts with `\`, blanks before it allowed. Throws when a quote is not closed.
    package static func parse(
        _ line: String,
        variables: Variables = { _ in nil }
    ) throws(MetaCommandError) -> Invocation {
        var rest = line.trimmingBlanks().unicodeScalars
        if rest.first == "\\" { rest.removeFirst() }
        while let last = rest.last, last == ";" || last.properties.isWhitespace { rest.removeLast() }
        let name = rest.prefix { !$0.properties.isWhitespace && $0 != "'" && $0 != "|" }
        rest = rest.dropFirst(name.count)
        var words: [Word] = []
        while let word = try nextWord(&rest, variables) { words.append(word) }
        return Invocation(name: String(name), words: words)
    }

    private static func nextWord(
        _ rest: inout Substring.UnicodeScalarView,
        _ variables: Variables
    ) throws(MetaCommandError) -> Word? {
        rest = rest.drop(while: \.properties.isWhitespace)
        if rest.isEmpty { return nil }
        let line = String(rest)
        var (text, isQuoted) = (String.UnicodeScalarView(), false)
        while let scalar = rest.first, !scalar.properties.isWhitespace {
            if scalar == ":", let value = variable(&rest, variables, previous: text.last) {
                text.append(contentsOf: value.unicodeScalars)
                continue
            }
            rest.removeFirst()
            if scalar == "'" {
                text.append(contentsOf: try quoted(&rest))
                isQuoted = true
            } else {
                text.append(scalar)
            }
        }
        return Word(text: String(text), restOfLine: line, isQuoted: isQuoted)
    }

    /// The value of the variable that starts here, which is taken; nil where none that is set does.
    private static func variable(
        _ rest: inout Substring.UnicodeScalarView,
        _ variables: Variables,
        previous: Unicode.Scalar?
    ) -> String? {
        guard previous != ":" else { return nil }
        let behind = rest.dropFirst()
        let quote = behind.first.flatMap { $0 == "'" || $0 == "\"" ? $0 : nil }
        let start = quote == nil ? behind : behind.dropFirst()
        let name = start.prefix { $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_") }
        guard VariableName.isValid(String(name)), let value = variables(String(name)) else { return nil }
        let after = start.dropFirst(name.count)
        guard quote == nil || after.first == quote else { return nil }
        rest = quote == nil ? after : after.dropFirst()
        guard let quote else { return value }
        let doubled = value.replacing(bytesOf: "\(quote)", with: "\(quote)\(quote)")
        return "\(quote)\(doubled)\(quote)"
    }

    /// Reads to the closing quote, which is taken too.
    private static func quoted(
        _ rest: inout Substring.UnicodeScalarView
    ) throws(MetaCommandError) -> String.UnicodeScalarView {
        var text = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            guard scalar == "'" else {
                text.append(scalar)
                continue
            }
            guard rest.first == "'" else { return text }
            rest.removeFirst()
            text.append("'")
        }
        throw MetaCommandError("a quote (') is not closed")
    }
}
