/// Counts of nodes by their paths, of which each parent keeps its first children by name.
package struct NodeCounts: Sendable {
    /// Most children of a node that are kept.
    package static let childLimit = 50

    /// One node.
    package struct Node: Sendable, Equatable {
        /// Its full path.
        package var path: String
        /// Its last level.
        package var name: String
        /// What lies at or below it.
        package var count: Int64
    }

    /// The children of each path, by name.
    private var children: [String: [Node]] = [:]
    /// Children that are not kept: how many, and what lies below them.
    private var beyond: [String: (nodes: Int, count: Int64)] = [:]
    /// Parents whose children are kept; nil for all.
    private let parents: Set<String>?

    /// - Parameter parents: Only children of these paths are kept; nil for all.
    package init(childrenOf parents: Set<String>? = nil) { self.parents = parents }

    /// The children that are kept, by name.
    package func children(of path: String) -> [Node] { children[path] ?? [] }

    /// Paths of all nodes that are kept.
    package var paths: Set<String> { Set(children.values.flatMap { $0.map(\.path) }) }

    /// The children that are not kept.
    package func rest(of path: String) -> (nodes: Int, count: Int64)? { beyond[path] }

    /// Takes a node with its count.
    package mutating func add(_ path: String, _ count: Int64) {
        guard let (parent, name) = Self.split(path), parents.map({ $0.contains(parent) }) ?? true else { return }
        var siblings = children[parent] ?? []
        let place = siblings.firstIndex { $0.name >= name } ?? siblings.count
        if place < siblings.count, siblings[place].name == name {
            siblings[place].count += count
        } else {
            siblings.insert(Node(path: path, name: name, count: count), at: place)
        }
        if siblings.count > Self.childLimit {
            let dropped = siblings.removeLast()
            let known = beyond[parent] ?? (0, 0)
            beyond[parent] = (known.nodes + 1, known.count + dropped.count)
        }
        children[parent] = siblings
    }

    /// A path without its last level, and that level; dots inside back quotes part nothing.
    package static func split(_ path: String) -> (parent: String, name: String)? {
        var isQuoted = false
        var dot: String.Index?
        for index in path.utf8.indices {
            let byte = path.utf8[index]
            if byte == UInt8(ascii: "`") { isQuoted.toggle() }
            if byte == UInt8(ascii: "."), !isQuoted { dot = index }
        }
        guard let dot else { return nil }
        return (String(path[..<dot]), String(path[path.utf8.index(after: dot)...]))
    }
}
