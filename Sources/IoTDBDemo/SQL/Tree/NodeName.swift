/// Names of path nodes, kept as the server keeps them: in back quotes only where they need them.
enum NodeName {
    /// The canonical spelling of a name that was written in back quotes.
    static func canonical(quoted name: String) -> String {
        needsQuotes(name)
            ? "`" + name.split(separator: "`", omittingEmptySubsequences: false).joined(separator: "``") + "`" : name
    }

    /// A path as text.
    static func join(_ nodes: some Sequence<String>) -> String { nodes.joined(separator: ".") }

    private static func needsQuotes(_ name: String) -> Bool {
        let scalars = name.unicodeScalars
        return scalars.isEmpty || !scalars.allSatisfy(\.isNameCharacter) || scalars.allSatisfy(\.isDigit)
    }
}
