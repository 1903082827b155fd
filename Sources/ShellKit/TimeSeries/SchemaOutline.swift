/// Draws the branches of `\tree`, line by line.
package struct SchemaOutline: Sendable {
    /// Whether each open level has more nodes to come.
    private var open: [Bool] = []

    /// Nothing is drawn yet.
    package init() {}

    /// The line of a node.
    ///
    /// - Parameters:
    ///   - depth: 0 for the node that was asked for.
    ///   - isLast: Whether no other node of its level follows under the same parent.
    package mutating func line(_ label: String, depth: Int, isLast: Bool) -> String {
        guard depth > 0 else {
            open = []
            return label
        }
        while open.count >= depth { open.removeLast() }
        let indent = open.map { $0 ? "│   " : "    " }.joined()
        open.append(!isLast)
        return indent + (isLast ? "└── " : "├── ") + label
    }
}
