/// A path with wildcards: `*` is one node, `**` one or more, `wt*` a node that begins so.
struct PathPattern {
    /// Set of places in the pattern, one bit each; the bit after the last node means that all matched.
    typealias States = UInt64

    private let nodes: [String]

    /// Takes a parsed pattern of at most 60 nodes.
    init(_ nodes: [String]) throws(StatementError) {
        guard nodes.count <= 60 else { throw .unsupported("paths of more than 60 nodes") }
        self.nodes = nodes
    }

    /// Before the first node.
    var start: States { 1 }

    /// The places after one more node of a path.
    func advance(_ states: States, over name: String) -> States {
        var next: States = 0
        for (index, node) in nodes.enumerated() where states & (1 << UInt64(index)) != 0 {
            if node == "**" {
                next |= 1 << UInt64(index) | 1 << UInt64(index + 1)
            } else if Self.matches(node, name) {
                next |= 1 << UInt64(index + 1)
            }
        }
        return next
    }

    /// Whether the whole pattern matched.
    func isMatch(_ states: States) -> Bool { states & (1 << UInt64(nodes.count)) != 0 }

    /// Whether a whole path matches.
    func matches(_ path: [String]) -> Bool { isMatch(path.reduce(start) { advance($0, over: $1) }) }

    private static func matches(_ node: String, _ name: String) -> Bool {
        guard !node.hasPrefix("`"), node.contains("*") else { return node == name }
        let parts = node.split(separator: "*", omittingEmptySubsequences: false)
        guard let first = parts.first, let last = parts.last, name.hasPrefix(first), name.hasSuffix(last),
            name.utf8.count >= first.utf8.count + last.utf8.count
        else { return false }
        return parts.count <= 2 || parts[1].isEmpty || name.contains(bytesOf: String(parts[1]))
    }
}
