/// The tree of paths: databases, devices and series, each node at a fixed index.
struct SchemaTree {
    /// One node of a path.
    struct Node {
        /// Name as it stands in paths.
        let name: String
        /// Index of the node above; −1 above the root.
        let parent: Int
        /// Nodes below, in order of creation.
        var children: [Int] = []
        /// Nodes below by name.
        var indices: [String: Int] = [:]
        /// Whether the node is a database.
        var isDatabase = false
        /// Whether the device is aligned; nil when no series lies directly below.
        var isAligned: Bool?
        /// The series that ends here.
        var series: Series?
    }

    /// Whose iteration order to give.
    enum Order {
        /// As SHOW does, from the storage of the schema.
        case storage
        /// As SELECT does, from the schema that was fetched for the query.
        case query
    }

    /// All nodes; the root is the first. Removed nodes keep their index and are no longer reachable.
    var nodes = [Node(name: "root", parent: -1)]

    /// Index of a path; nil when there is no such node.
    func find(_ path: [String]) -> Int? {
        guard path.first == "root" else { return nil }
        var index = 0
        for name in path.dropFirst() {
            guard let child = nodes[index].indices[name] else { return nil }
            index = child
        }
        return index
    }

    /// Index of a path whose missing nodes are made.
    mutating func make(_ path: [String]) -> Int {
        var index = 0
        for name in path.dropFirst() {
            if let child = nodes[index].indices[name] {
                index = child
                continue
            }
            let child = nodes.count
            nodes.append(Node(name: name, parent: index))
            nodes[index].children.append(child)
            nodes[index].indices[name] = child
            index = child
        }
        return index
    }

    /// Takes a node with everything below it out of the tree.
    mutating func detach(_ index: Int) {
        let parent = nodes[index].parent
        guard parent >= 0 else { return }
        nodes[parent].children.removeAll { $0 == index }
        nodes[parent].indices[nodes[index].name] = nil
        nodes[index].series = nil
    }

    /// Path of a node.
    func path(of index: Int) -> [String] {
        var names: [String] = []
        var current = index
        while current >= 0 {
            names.append(nodes[current].name)
            current = nodes[current].parent
        }
        return names.reversed()
    }

    /// Index of the database that a node belongs to.
    func database(of index: Int) -> Int? {
        var current = index
        while current >= 0 {
            if nodes[current].isDatabase { return current }
            current = nodes[current].parent
        }
        return nil
    }

    /// Nodes that match a pattern and a condition, from the root down, in the order of a real server.
    func matches(_ pattern: PathPattern, order: Order, where accepts: (Node) -> Bool) -> [Int] {
        var found: [Int] = []
        visit(0, pattern.advance(pattern.start, over: "root"), pattern, order) { index in
            if accepts(nodes[index]) { found.append(index) }
        }
        return found
    }

    /// All nodes, from the root down.
    func all(order: Order) -> [Int] {
        var found: [Int] = []
        var left = [0]
        while let index = left.popLast() {
            found.append(index)
            let children = nodes[index].children
            left += sorted(children, of: index, order).reversed().map { children[$0] }
        }
        return found
    }

    private func visit(
        _ index: Int,
        _ states: PathPattern.States,
        _ pattern: PathPattern,
        _ order: Order,
        _ report: (Int) -> Void
    ) {
        guard states != 0 else { return }
        if pattern.isMatch(states) { report(index) }
        let reached = nodes[index].children.compactMap { child -> (Int, PathPattern.States)? in
            let next = pattern.advance(states, over: nodes[child].name)
            return next == 0 ? nil : (child, next)
        }
        for position in sorted(reached.map(\.0), of: index, order) {
            visit(reached[position].0, reached[position].1, pattern, order, report)
        }
    }

    private func sorted(_ children: [Int], of index: Int, _ order: Order) -> [Int] {
        let names = children.map { nodes[$0].name }
        switch order {
        case .storage:
            let capacity = JavaHash.concurrentCapacity(nodes[index].children.count)
            return JavaHash.order(of: names, capacity: capacity)
        case .query:
            // The fetched schema is rebuilt from a stack, which turns the order inside a bucket round.
            let capacity = JavaHash.growingCapacity(children.count)
            let last = names.count - 1
            return JavaHash.order(of: names.reversed(), capacity: capacity).map { last - $0 }
        }
    }
}
