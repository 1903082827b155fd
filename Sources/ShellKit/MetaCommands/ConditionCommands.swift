/// What branches: `\if … \elif … \else … \endif`.
enum ConditionCommands {
    /// The commands of the section.
    static let all: [MetaCommand] = [
        MetaCommand(
            "if",
            section: .conditional,
            arguments: [.rest("EXPRESSION")],
            summary: "go on here only if the expression is true: on, true, yes, 1, or A = B",
            details:
                "Comparisons are A = B and A <> B of texts, A < B, A <= B, A > B and A >= B of numbers; :{?NAME} tells whether a"
                + " variable is set. Commands and statements of branches that are not taken are read and left out.",
            isConditional: true
        ) { arguments, context in
            .condition(.opens(try await holds(arguments, "\\if", context)))
        },
        MetaCommand(
            "elif",
            section: .conditional,
            arguments: [.rest("EXPRESSION")],
            summary: "the same, where no branch before was taken",
            isConditional: true
        ) { arguments, context in
            .condition(.turns(try await holds(arguments, "\\elif", context)))
        },
        MetaCommand("else", section: .conditional, summary: "go on here where no branch was taken", isConditional: true)
        {
            _,
            _ in .condition(.otherwise)
        },
        MetaCommand("endif", section: .conditional, summary: "end the condition", isConditional: true) { _, _ in
            .condition(.closes)
        },
    ]

    private static func holds(
        _ arguments: CommandArguments,
        _ name: String,
        _ context: CommandContext
    ) async throws -> Bool {
        let variables = await context.settings.variables
        let words = try MetaCommandParser.parse("\\if " + (arguments["EXPRESSION"] ?? "")) { variables[$0] }.arguments
        return try ConditionExpression(words, variables, name).holds
    }
}

/// The expression behind `\if`.
private struct ConditionExpression {
    let holds: Bool

    init(_ words: [String], _ variables: [String: String], _ command: String) throws(MetaCommandError) {
        let words = words.map { Self.existence(of: $0, variables) ?? $0 }
        switch words.count {
        case 1:
            guard let value = SettingSyntax.boolean(words[0]) else {
                throw MetaCommandError("\(command): \"\(words[0])\" is neither true nor false")
            }
            holds = value
        case 2 where words[0].lowercased() == "not":
            holds = try !ConditionExpression([words[1]], variables, command).holds
        case 3: holds = try Self.compare(words[0], words[1], words[2], command)
        case _:
            throw MetaCommandError(
                "\(command): give true, false, or two values with =, <>, <, <=, > or >= between them"
            )
        }
    }

    /// `true` or `false` for `:{?NAME}`.
    private static func existence(of word: String, _ variables: [String: String]) -> String? {
        guard word.hasPrefix(":{?"), word.hasSuffix("}") else { return nil }
        return variables[String(word.dropFirst(3).dropLast())] == nil ? "false" : "true"
    }

    private static func compare(
        _ left: String,
        _ sign: String,
        _ right: String,
        _ command: String
    ) throws(MetaCommandError) -> Bool {
        let numbers = (Double(left), Double(right))
        switch sign {
        case "=", "==":
            if case (let first?, let second?) = numbers { return first == second }
            return left.utf8.elementsEqual(right.utf8)
        case "<>", "!=": return try !compare(left, "=", right, command)
        case "<", "<=", ">", ">=":
            guard case (let first?, let second?) = numbers else {
                throw MetaCommandError("\(command): \"\(left)\" and \"\(right)\" are not both numbers")
            }
            switch sign {
            case "<": return first < second
            case "<=": return first <= second
            case ">": return first > second
            default: return first >= second
            }
        case _: throw MetaCommandError("\(command): \"\(sign)\" is no comparison; give =, <>, <, <=, > or >=")
        }
    }
}
