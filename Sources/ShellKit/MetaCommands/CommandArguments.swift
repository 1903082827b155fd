/// The arguments of one call of a `\` command, by the names of their specs.
package struct CommandArguments: Sendable, Equatable {
    /// What the command was called by: its name or an alias.
    package let calledAs: String
    private var values: [String: [String]] = [:]

    /// Puts words in the places of the specs; `rest` gives the line from a word's place on as it stands there.
    ///
    /// - Throws: ``MetaCommandError`` when there are too few or too many.
    init(
        _ words: [MetaCommandParser.Word],
        _ command: MetaCommand,
        calledAs name: String
    ) throws(MetaCommandError) {
        calledAs = name
        var index = 0
        for spec in command.arguments {
            if spec.isRest {
                if index < words.count { values[spec.name] = [words[index].restOfLine] }
                index = words.count
            } else if spec.isRepeated {
                values[spec.name] = words[index...].map(\.text)
                index = words.count
            } else if index < words.count {
                values[spec.name] = [words[index].text]
                index += 1
            }
            if !spec.isOptional, (values[spec.name] ?? []).isEmpty {
                throw MetaCommandError("\\\(command.name): too few arguments; usage: \(command.usage)")
            }
        }
        guard index == words.count else {
            throw MetaCommandError("\\\(command.name): too many arguments; usage: \(command.usage)")
        }
    }

    /// Arguments for a call from elsewhere than a line.
    package init(calledAs name: String, _ values: [String: [String]] = [:]) {
        calledAs = name
        self.values = values
    }

    /// The argument of a name; nil when it was left out.
    package subscript(_ name: String) -> String? { values[name]?.first }

    /// The arguments of a repeated one.
    package func all(_ name: String) -> [String] { values[name] ?? [] }
}
