import Platform

/// Queries that the user has named.
enum NamedQueryCommands {
    /// The commands, listed with the others of statements.
    static let all: [MetaCommand] = [
        MetaCommand(
            "n",
            section: .buffer,
            arguments: [.optional("NAME", .namedQuery), .repeated("VALUE")],
            summary: "list the named queries, or run one; VALUEs stand for $1, $2, … in it"
        ) { arguments, context in
            let queries = try load()
            guard let name = arguments["NAME"] else {
                let lines = queries.names.map {
                    "\($0)\n    \((queries[$0] ?? "").replacing(bytesOf: "\n", with: "\n    "))\n"
                }
                try await context.output.write(
                    lines.isEmpty ? "There are no named queries; \\ns NAME keeps one.\n" : lines.joined()
                )
                return .done
            }
            guard let sql = queries[name] else {
                let nearest = NearestName.find(name, in: queries.names).map { "; did you mean \($0)?" } ?? ""
                throw MetaCommandError("\\n: there is no query \"\(name)\"\(nearest)")
            }
            return .replaceBuffer(filled(sql, arguments.all("VALUE")) + ";")
        },
        MetaCommand(
            "ns",
            section: .buffer,
            arguments: [.required("NAME"), .rest("STATEMENT", .query)],
            summary: "keep a statement, or the one at hand, under a name",
            leavesSandbox: true
        ) { arguments, context in
            let name = arguments["NAME"] ?? ""
            guard VariableName.isValid(name.replacing(bytesOf: "-", with: "_")) else {
                throw MetaCommandError("\\ns: \"\(name)\" is no name; names are of letters, digits, - and _")
            }
            var text = arguments["STATEMENT"] ?? ""
            while let last = text.unicodeScalars.last, last == ";" || last.properties.isWhitespace {
                text.unicodeScalars.removeLast()
            }
            let atHand = await context.input.statementAtHand
            guard let sql = text.isEmpty ? atHand : text else { throw MetaCommandError("\\ns: there is no statement") }
            var queries = try load()
            try queries.set(name, to: sql)
            await context.output.note("Kept as \(name).")
            return .done
        },
        MetaCommand(
            "nd",
            section: .buffer,
            arguments: [.required("NAME", .namedQuery)],
            summary: "forget a named query",
            leavesSandbox: true
        ) { arguments, context in
            let name = arguments["NAME"] ?? ""
            var queries = try load()
            guard queries[name] != nil else { throw MetaCommandError("\\nd: there is no query \"\(name)\"") }
            try queries.set(name, to: nil)
            await context.output.note("Forgot \(name).")
            return .done
        },
    ]

    static func load() throws -> NamedQueries {
        var environment: [String: String] = [:]
        for name in ["XDG_CONFIG_HOME", "HOME"] { environment[name] = getenv(name).map { String(cString: $0) } }
        guard let path = ShellFiles.path("queries.sql", environment) else {
            throw MetaCommandError("there is no folder for named queries: HOME is not set")
        }
        return try NamedQueries(path: path)
    }

    /// The statement with values for `$1`, `$2`, …; the last first, so that `$12` is not taken for `$1`.
    private static func filled(_ sql: String, _ values: [String]) -> String {
        values.enumerated().reversed().reduce(sql) { text, value in
            text.replacing(bytesOf: "$\(value.offset + 1)", with: value.element)
        }
    }
}
