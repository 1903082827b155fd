/// Puts the values of variables into a statement, as psql does: `:name` as it is, `:'name'` as a literal, `:"name"` as
/// a quoted name.
///
/// Nothing is touched inside quotes and comments, behind another colon, and where a digit follows, so times such as
/// `08:00:00` stay. What has no value stays as it is. What was put in is not looked at again. A quoted value is always
/// exactly one token; only `:name` can change what the statement means.
package struct VariableExpander: Sendable {
    private let grammar: SQLGrammar

    /// An expander for statements of a dialect.
    package init(grammar: SQLGrammar) { self.grammar = grammar }

    /// The statement with the values in place.
    ///
    /// - Throws: ``VariableError`` for a value that cannot be quoted.
    package func expand(
        _ statement: String,
        values: (String) -> String?
    ) throws(VariableError) -> String {
        let bytes = Array(statement.utf8)
        guard bytes.contains(UInt8(ascii: ":")) else { return statement }
        var output = RenderedStatement()
        var lexer = SQLLexer(grammar: grammar)
        var (index, done) = (0, 0)
        while let token = lexer.next(in: bytes, at: &index) {
            if token.kind == .word {
                for place in Self.names(in: bytes, token.range) {
                    guard let value = values(Self.text(bytes[place].dropFirst())) else { continue }
                    output.append(text: bytes[done..<place.lowerBound])
                    output.append(raw: value)
                    done = place.upperBound
                }
            } else if token.isLiteral, let name = Self.name(of: token, in: bytes, behind: done), lexer.state == .normal,
                let value = values(name)
            {
                output.append(text: bytes[done..<(token.range.lowerBound - 1)])
                output.append(try quoted(value, name, isName: token.kind == .doubleQuoted))
                done = token.range.upperBound
            }
        }
        guard done > 0 else { return statement }
        output.append(text: bytes[done...])
        return output.text
    }

    private func quoted(_ value: String, _ name: String, isName: Bool) throws(VariableError) -> RenderedStatement.Token
    {
        let text = isName ? SQLQuoting.name(value, grammar: grammar) : SQLQuoting.literal(value)
        guard let text else {
            throw VariableError(
                description: isName && value.utf8.isEmpty
                    ? "the variable \(name) is empty, and a name cannot be" : "the variable \(name) holds a NUL"
            )
        }
        return RenderedStatement.Token(text: text, isIdentifier: isName)
    }

    /// The places of `:name` in a word.
    private static func names(in bytes: [UInt8], _ word: Range<Int>) -> [Range<Int>] {
        var places: [Range<Int>] = []
        var index = word.lowerBound
        while index < word.upperBound {
            defer { index += 1 }
            guard isSingleColon(bytes, index), index + 1 < word.upperBound, VariableName.isStart(bytes[index + 1])
            else { continue }
            var end = index + 1
            while end < word.upperBound, VariableName.isPart(bytes[end]) { end += 1 }
            places.append(index..<end)
            index = end - 1
        }
        return places
    }

    /// The name in `:'name'` or `:"name"`, when the token is what stands behind the colon.
    private static func name(of token: Token, in bytes: [UInt8], behind done: Int) -> String? {
        let colon = token.range.lowerBound - 1
        guard colon >= done, isSingleColon(bytes, colon) else { return nil }
        let name = bytes[token.range].dropFirst().dropLast()
        guard let first = name.first, VariableName.isStart(first), name.allSatisfy(VariableName.isPart) else {
            return nil
        }
        return text(name)
    }

    /// Whether a byte is a colon beside no other before it.
    private static func isSingleColon(_ bytes: [UInt8], _ index: Int) -> Bool {
        bytes[index] == UInt8(ascii: ":") && (index == 0 || bytes[index - 1] != UInt8(ascii: ":"))
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}

/// A variable whose value cannot stand where it is used.
package struct VariableError: Error, Sendable, Equatable, CustomStringConvertible {
    /// One line for the user.
    package let description: String
}
