extension ParserCursor {
    /// A whole path that begins with `root`; wildcards only in patterns.
    mutating func path(wildcards: Bool = false) throws(StatementError) -> [String] {
        guard current.isKeyword("ROOT") else { throw unexpectedPath() }
        guard current.text == "root" else { throw .unsupported("a path that begins with \(current.text)") }
        take()
        var nodes = ["root"]
        while acceptSymbol(".") { nodes.append(try node(wildcards: wildcards)) }
        return nodes
    }

    /// A pattern, or all when none stands here.
    mutating func optionalPattern(or fallback: [String]) throws(StatementError) -> [String] {
        current.isKeyword("ROOT") ? try path(wildcards: true) : fallback
    }

    /// Paths with commas between them.
    mutating func paths(wildcards: Bool) throws(StatementError) -> [[String]] {
        var all = [try path(wildcards: wildcards)]
        while acceptSymbol(",") { all.append(try path(wildcards: wildcards)) }
        return all
    }

    /// One node: a name, a name in back quotes, or a name with wildcards that touch it.
    mutating func node(wildcards: Bool) throws(StatementError) -> String {
        let token = current
        if token.kind == .quotedName {
            take()
            return try checked(NodeName.canonical(quoted: token.text), token)
        }
        var name = ""
        if wildcards, token.isSymbol("*") || token.isSymbol("**") {
            name = take().text
            guard name == "*", current.kind == .word, !current.isSpaced else { return name }
            return try wildcardTail(of: "*" + take().text)
        }
        guard token.kind == .word else { throw unexpected("{ID, QUOTED_ID}") }
        name = take().text
        return wildcards ? try wildcardTail(of: name) : try checked(name, token)
    }

    private mutating func wildcardTail(of name: String) throws(StatementError) -> String {
        guard current.isSymbol("*") || current.isSymbol("**"), !current.isSpaced else { return name }
        // `s1*2` multiplies, `s*` is a pattern: as in the grammar, what follows the star decides.
        if !following.isSpaced, following.kind != .symbol, following.kind != .end { return name }
        if following.kind == .integer || following.kind == .decimal || following.isSymbol("(") { return name }
        guard current.isSymbol("*") else { throw .unsupported("the pattern \(name)**") }
        take()
        return name + "*"
    }

    private func checked(_ name: String, _ token: SQLToken) throws(StatementError) -> String {
        guard !["TIME", "TIMESTAMP"].contains(name.uppercased()) else {
            throw .syntax(token, "no viable alternative at input '.\(token.source)'")
        }
        return name
    }

    private func unexpectedPath() -> StatementError {
        .syntax(current, "mismatched input '\(current.source)' expecting ROOT")
    }
}
