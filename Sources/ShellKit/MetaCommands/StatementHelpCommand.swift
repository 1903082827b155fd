import IoTDBWire

/// `\h`: what the statements of IoTDB are, from the rules of completion; no server is asked.
enum StatementHelpCommand {
    /// The command.
    static let command = MetaCommand(
        "h",
        section: .general,
        arguments: [.rest("[STATEMENT]", .statement)],
        summary: "syntax of an SQL statement with an example, or a list of all statements of the dialect",
        details: "Statements of the other dialect are told of, too, where this one has none of the name."
    ) { arguments, context in
        let dialect = await context.session.dialect
        let width = min(await context.output.windowSize?.columns ?? HelpList.width, 100)
        try await context.output.write(try text(arguments["[STATEMENT]"] ?? "", dialect, width: width))
        return .done
    }

    /// The answer.
    static func text(_ name: String, _ dialect: SQLDialect, width: Int) throws(MetaCommandError) -> String {
        let name = name.trimmingBlanks()
        if name.isEmpty { return list(dialect, width: width) }
        if name.uppercased() == "EXPRESSION" { return expressions(dialect, width: width) }
        let other: SQLDialect = dialect == .tree ? .table : .tree
        for dialect in [dialect, other] {
            let topics = StatementTopic.found(String(name), dialect)
            if topics.count == 1 { return text(about: topics[0], width: width) }
            if !topics.isEmpty { return topics.map { HelpList.entry($0.name, $0.summary, indent: indent) }.joined() }
        }
        let nearest = NearestName.find(name.uppercased(), in: StatementTopic.all(dialect).map(\.name))
        let advice = nearest.map { "did you mean \\h \($0)?" } ?? "\\h lists the statements"
        throw MetaCommandError("\\h: there is no statement \"\(name)\"; \(advice)")
    }

    /// The width of the column of names.
    private static let indent = 30
    /// Shorter rules stand where they are used.
    private static let longestInlined = 44
    /// What every statement shares; told of once, by `\h EXPRESSION`.
    private static let expressionRules: Set = [
        "condition", "comparison", "value", "operand", "call", "case", "cast", "literal",
    ]

    private static func list(_ dialect: SQLDialect, width: Int) -> String {
        let names = StatementTopic.all(dialect).map(\.name) + ["EXPRESSION"]
        let cell = (names.map(\.utf8.count).max() ?? 0) + 2
        let perRow = max(1, (width - 2) / cell)
        let rowCount = (names.count + perRow - 1) / perRow
        let rows = (0..<rowCount).map { row in
            "  "
                + stride(from: row, to: names.count, by: rowCount).map { index in
                    let isLast = index + rowCount >= names.count
                    return names[index]
                        + (isLast ? "" : String(repeating: " ", count: cell - names[index].utf8.count))
                }.joined() + "\n"
        }
        return "Statements of the \(dialect.rawValue) dialect; \\h NAME tells about one:\n" + rows.joined()
    }

    private static func text(about topic: StatementTopic, width: Int) -> String {
        let grammar = CompletionGrammar.of(topic.dialect)
        let ways = grammar.ways(through: topic.words).map { inlined($0.syntax, grammar) }
        let printer = SyntaxText(width: width)
        var text = "\(topic.name) (\(topic.dialect.rawValue) dialect)\n  \(topic.summary)\n\nSyntax:\n"
        for way in ways { text += printer.text(way) }
        let rules = rules(of: ways, grammar, followsExpressions: false)
        for rule in rules where !expressionRules.contains(rule) { text += self.text(ofRule: rule, grammar, printer) }
        let known = rules.filter(expressionRules.contains)
        if !known.isEmpty { text += "\n\\h EXPRESSION tells what these are: \(known.joined(separator: ", "))\n" }
        return text + "\nExample:\n    \(topic.example);\n"
    }

    private static func expressions(_ dialect: SQLDialect, width: Int) -> String {
        let grammar = CompletionGrammar.of(dialect)
        let rules = rules(of: ["condition", "literal"].map { .rule($0) }, grammar, followsExpressions: true)
        return "EXPRESSION (\(dialect.rawValue) dialect)\n  what is compared and calculated in statements\n"
            + rules.map { text(ofRule: $0, grammar, SyntaxText(width: width)) }.joined()
    }

    private static func text(ofRule name: String, _ grammar: CompletionGrammar, _ printer: SyntaxText) -> String {
        guard let syntax = grammar.syntax(of: name) else { return "" }
        return "\nwhere \(name) is:\n" + printer.text(inlined(syntax, grammar))
    }

    /// With short rules in place of their names.
    private static func inlined(
        _ syntax: StatementSyntax,
        _ grammar: CompletionGrammar,
        inside: Set<String> = []
    ) -> StatementSyntax {
        syntax.replacingRules { name in
            guard !expressionRules.contains(name), !inside.contains(name), let rule = grammar.syntax(of: name) else {
                return nil
            }
            let inner = inlined(rule, grammar, inside: inside.union([name]))
            return SyntaxText.line(inner).utf8.count <= longestInlined ? inner : nil
        }
    }

    /// The rules that are named, and those that these name; each once, in the order in which a reader meets them.
    private static func rules(
        of syntaxes: [StatementSyntax],
        _ grammar: CompletionGrammar,
        followsExpressions: Bool
    ) -> [String] {
        var (found, open): ([String], [String]) = ([], syntaxes.flatMap(\.rules))
        while !open.isEmpty {
            let name = open.removeFirst()
            guard !found.contains(name) else { continue }
            found.append(name)
            guard followsExpressions || !expressionRules.contains(name) else { continue }
            open += grammar.syntax(of: name).map { inlined($0, grammar).rules } ?? []
        }
        return found
    }
}
