import IoTDBWire

extension Store {
    /// CREATE DATABASE.
    mutating func createDatabase(_ path: [String]) throws(StatementError) {
        let text = NodeName.join(path)
        guard path.count > 1 else {
            throw StatementError(
                code: 509,
                message: "\(text) is not a legal path, because the database name in tree model must start with 'root.'."
            )
        }
        guard path.dropFirst().allSatisfy({ !$0.contains("*") && !$0.contains(" ") }) else {
            throw StatementError(
                code: 509,
                message: "The database name can only contain english or chinese characters, numbers, backticks and "
                    + "underscores. \(text) is not a legal path"
            )
        }
        for length in 2...path.count {
            guard let index = tree.find(Array(path.prefix(length))), tree.nodes[index].isDatabase else { continue }
            let name = NodeName.join(path.prefix(length))
            throw StatementError(code: 501, message: "\(name) has already been created as database")
        }
        guard tree.find(path) == nil else {
            throw StatementError(code: 529, message: "some children of \(text) have already been created as database")
        }
        tree.nodes[tree.make(path)].isDatabase = true
    }

    /// DELETE DATABASE: all that match any of the patterns, or an error when none does.
    mutating func deleteDatabases(_ patterns: [[String]]) throws(StatementError) {
        var found: Set<Int> = []
        for pattern in patterns { found.formUnion(try databases(pattern)) }
        guard !found.isEmpty else {
            let names = patterns.map { NodeName.join($0) }.joined(separator: ", ")
            throw StatementError(code: 508, message: "Path [\(names)] does not exist")
        }
        for index in found {
            tree.detach(index)
            prune(from: tree.nodes[index].parent)
        }
    }

    /// CREATE TIMESERIES.
    mutating func createTimeseries(_ definition: SeriesDefinition) throws(StatementError) {
        try checkEncoding(definition)
        let device = Array(definition.path.dropLast())
        try checkPlace(of: definition.path)
        if let index = tree.find(device), tree.nodes[index].isAligned == true {
            throw StatementError(
                code: 609,
                message:
                    "time series under this device is aligned, please use createAlignedTimeseries or change device. "
                    + "(Path: \(NodeName.join(device)))"
            )
        }
        try checkAlias(definition)
        add(definition, isAligned: false)
    }

    /// CREATE ALIGNED TIMESERIES: all of them, or none when one is already there.
    mutating func createAligned(_ device: [String], _ definitions: [SeriesDefinition]) throws(StatementError) {
        for definition in definitions {
            try checkEncoding(definition)
            try checkPlace(of: definition.path)
            try checkAlias(definition)
        }
        if let index = tree.find(device), tree.nodes[index].isAligned == false {
            throw StatementError(
                code: 609,
                message: "Time series under this device is not aligned, please use createTimeSeries or change device. "
                    + "(Path: \(NodeName.join(device)))"
            )
        }
        for definition in definitions { add(definition, isAligned: true) }
    }

    /// DELETE TIMESERIES: all that match; an error when a pattern matches none.
    mutating func deleteTimeseries(_ patterns: [[String]]) throws(StatementError) {
        var found: Set<Int> = []
        for pattern in patterns { found.formUnion(try series(pattern, order: .storage)) }
        guard !found.isEmpty else {
            let names = patterns.map { NodeName.join($0) }.joined(separator: ", ")
            throw StatementError(
                code: 508,
                message: "Timeseries [\(names)] does not exist or is represented by device template"
            )
        }
        for index in found {
            let parent = tree.nodes[index].parent
            tree.detach(index)
            if !tree.nodes[parent].children.contains(where: { tree.nodes[$0].series != nil }) {
                tree.nodes[parent].isAligned = nil
            }
            prune(from: parent)
        }
    }

    /// Adds a series to the tree, with its database where there is none.
    mutating func add(_ definition: SeriesDefinition, isAligned: Bool) {
        let index = tree.make(definition.path)
        if tree.database(of: index) == nil { tree.nodes[tree.make(Array(definition.path.prefix(2)))].isDatabase = true }
        if let database = tree.database(of: index) { openRegion(of: database) }
        tree.nodes[index].series = Series(definition)
        let device = tree.nodes[index].parent
        if tree.nodes[device].isAligned == nil { tree.nodes[device].isAligned = isAligned }
    }

    /// Checks that a series may be made at a path.
    func checkPlace(of path: [String]) throws(StatementError) {
        guard path.count > 2 else {
            throw StatementError(
                code: 509,
                message: "\(NodeName.join(path)) is not a legal path"
            )
        }
        guard path.count <= 60 else { throw .unsupported("paths of more than 60 nodes") }
        for length in 2..<path.count {
            guard let index = tree.find(Array(path.prefix(length))), tree.nodes[index].series != nil else { continue }
            throw StatementError(code: 506, message: "Path [\(NodeName.join(path.prefix(length)))] already exist")
        }
        if let index = tree.find(path) {
            let code: Int32 = tree.nodes[index].series != nil ? 503 : 506
            throw StatementError(code: code, message: "Path [\(NodeName.join(path))] already exist")
        }
        // Below `root.a` a database `root.a.b` forbids series outside it.
        let top = tree.find(Array(path.prefix(2)))
        if let top, !(2...path.count).contains(where: { isDatabase(Array(path.prefix($0))) }),
            !tree.nodes[top].children.isEmpty
        {
            throw .unsupported("series beside databases of another level")
        }
    }

    private func isDatabase(_ path: [String]) -> Bool { tree.find(path).map { tree.nodes[$0].isDatabase } ?? false }

    private func checkEncoding(_ definition: SeriesDefinition) throws(StatementError) {
        guard let encoding = definition.encoding, !SeriesEncoding.supports(encoding, definition.type) else { return }
        throw StatementError(code: 507, message: "encoding \(encoding) does not support \(definition.type.name)")
    }

    private func checkAlias(_ definition: SeriesDefinition) throws(StatementError) {
        guard let alias = definition.alias, let device = tree.find(Array(definition.path.dropLast())) else { return }
        let isTaken = tree.nodes[device].children.contains { tree.nodes[$0].series?.alias == alias }
        guard !isTaken, tree.nodes[device].indices[alias] == nil else {
            throw StatementError(
                code: 505,
                message: "Alias [\(alias)] for Path [\(NodeName.join(definition.path))] already exist"
            )
        }
    }

    /// Takes out nodes that hold nothing any more, up to the database.
    private mutating func prune(from index: Int) {
        var current = index
        while current > 0, tree.nodes[current].children.isEmpty, !tree.nodes[current].isDatabase,
            tree.nodes[current].series == nil
        {
            let parent = tree.nodes[current].parent
            tree.detach(current)
            current = parent
        }
    }
}
