import IoTDBWire
import SQLText

/// `\tree`: what there is, level by level.
enum TreeCommand {
    /// The command.
    static let command = SeriesCommands.command(
        "tree",
        arguments: [.optional("PATH|DATABASE", .path), .repeated("-L N|-d")],
        summary: "schema as a tree with counts, N levels deep (3); -d counts devices instead of series",
        details: """
            Of each node the first 50 children are shown, and how many there are beyond. In the table dialect the \
            levels are databases, tables and columns.
            """,
        run: run
    )

    @Sendable
    private static func run(_ arguments: CommandArguments, _ context: CommandContext) async throws -> CommandOutcome {
        let options = try TreeOptions(
            SeriesPath.words([arguments["PATH|DATABASE"]].compactMap { $0 } + arguments.all("-L N|-d"))
        )
        if await context.session.dialect == .tree {
            try await TreeModelOutline(options: options, context: context).print()
        } else {
            try await TableModelOutline(options: options, context: context).print()
        }
        return .done
    }
}

/// The arguments of `\tree`.
struct TreeOptions: Sendable, Equatable {
    /// Where the tree begins; nil for everything.
    var root: String?
    /// Levels below it.
    var depth = 3
    /// Whether devices are counted and shown, not series.
    var devicesOnly = false

    /// Reads the words behind the command.
    init(_ words: [String]) throws(MetaCommandError) {
        var rest = words[...]
        while let word = rest.popFirst() {
            switch word {
            case "-d": devicesOnly = true
            case "-L":
                let value = rest.popFirst()
                guard let number = value.flatMap({ Int($0) }), (1...64).contains(number) else {
                    let given = value.map { " \($0)" } ?? ""
                    throw MetaCommandError("\\tree: -L\(given): give a number of levels from 1 to 64")
                }
                depth = number
            default:
                guard root == nil, !word.hasPrefix("-") else {
                    throw MetaCommandError("\\tree: \"\(word)\" is not allowed; there are PATH, -L N and -d")
                }
                root = word
            }
        }
    }
}

/// The tree model as an outline.
private struct TreeModelOutline {
    let options: TreeOptions
    let context: CommandContext

    func print() async throws {
        let root = try SeriesPath(parsing: options.root ?? "root")
        guard !root.hasWildcard else { throw MetaCommandError("\\tree: give a path without wildcards") }
        let levels = options.devicesOnly ? try await devices(root) : try await series(root)
        let counted = options.devicesOnly ? "devices" : "series"
        var computed = ComputedRows([("node", .string), (counted, .int64), ("path", .string)])
        let printer = try await context.output.resultPrinter(usesPager: true)
        var writer = try printer.writer(computed.columns, .milliseconds)
        var outline = SchemaOutline()
        let total = levels.first.flatMap { first in
            let below = first.children(of: "\(root)").reduce(first.rest(of: "\(root)")?.count ?? 0) { $0 + $1.count }
            return below > 0 ? below : nil
        }
        let whole = if let total { total } else { try await only(root) }
        computed.append([
            .string(outline.line("\(root)", depth: 0, isLast: true)), .int64(whole), .string("\(root)"),
        ])
        try append("\(root)", 0, levels, &outline, &computed, &writer)
        try writer.write(computed.takePage())
        try writer.finish()
    }

    /// How many there are where nothing lies below a path: it is one itself, or the root of nothing.
    private func only(_ root: SeriesPath) async throws -> Int64 {
        if root.levels.isEmpty { return 0 }
        let what = options.devicesOnly ? "DEVICES" : "TIMESERIES"
        let counts = try await context.session.rows("COUNT \(what) \(root)", atMost: 1)
        guard let count = counts.first?[0].integer, count > 0 else {
            throw MetaCommandError("\\tree: there is nothing at or below \(root)")
        }
        return count
    }

    private func append(
        _ path: String,
        _ level: Int,
        _ levels: [NodeCounts],
        _ outline: inout SchemaOutline,
        _ computed: inout ComputedRows,
        _ writer: inout ResultWriter
    ) throws {
        guard level < levels.count else { return }
        let children = levels[level].children(of: path)
        let rest = levels[level].rest(of: path)
        for (index, child) in children.enumerated() {
            let isLast = index == children.count - 1 && rest == nil
            let line = outline.line(child.name, depth: level + 1, isLast: isLast)
            computed.append([.string(line), .int64(child.count), .string(child.path)])
            if computed.count >= 500 { try writer.write(computed.takePage()) }
            try append(child.path, level + 1, levels, &outline, &computed, &writer)
        }
        if let rest {
            let line = outline.line("… \(rest.nodes) more", depth: level + 1, isLast: true)
            computed.append([.string(line), .int64(rest.count), .null])
        }
    }

    /// Counts of series, one question for each level.
    private func series(_ root: SeriesPath) async throws -> [NodeCounts] {
        var levels: [NodeCounts] = []
        var parents: Set<String> = ["\(root)"]
        for level in 0..<options.depth {
            let sql = "COUNT TIMESERIES \(root.below) GROUP BY LEVEL=\(root.levels.count + level + 1)"
            let wanted = parents
            let counts = try await context.session.withResults(sql) { results in
                var counts = NodeCounts(childrenOf: wanted)
                for try await row in results.rows {
                    if let path = row[0].text, let count = row[1].integer { counts.add(path, count) }
                }
                return counts
            }
            parents = counts.paths
            if parents.isEmpty { break }
            levels.append(counts)
        }
        return levels
    }

    /// Counts of devices, from one list of them all.
    private func devices(_ root: SeriesPath) async throws -> [NodeCounts] {
        let depth = options.depth
        let start = root.levels.count
        return try await context.session.withResults("SHOW DEVICES \(root.below)") { results in
            var levels = (0..<depth).map { _ in NodeCounts() }
            for try await row in results.rows {
                guard let path = row[0].text, let names = try? SeriesPath.split(path, quote: UInt8(ascii: "`")) else {
                    continue
                }
                for level in 0..<depth where names.count > start + level + 1 {
                    levels[level].add(names[...(start + level + 1)].joined(separator: "."), 1)
                }
            }
            return levels
        }
    }
}

/// The table model as an outline: databases, tables, columns.
private struct TableModelOutline {
    let options: TreeOptions
    let context: CommandContext

    func print() async throws {
        let parts = try options.root.map { try SeriesPath.split($0, quote: UInt8(ascii: "\"")) } ?? []
        let names = parts.map { $0.hasPrefix("\"") ? SQLQuoting.unquoted($0.utf8) : $0 }
        guard names.count <= 2 else { throw MetaCommandError("\\tree: give DATABASE or DATABASE.TABLE") }
        var computed = ComputedRows([("node", .string), ("type", .string), ("category", .string)])
        let printer = try await context.output.resultPrinter(usesPager: true)
        var writer = try printer.writer(computed.columns, .milliseconds)
        var outline = SchemaOutline()
        // The server's own tables are there for who asks for them.
        let all = names.isEmpty ? try await first("SHOW DATABASES").filter { $0 != "information_schema" } : []
        let databases = names.isEmpty ? all : [names[0]]
        for database in databases {
            try await append(database, names.count > 1 ? names[1] : nil, &outline, &computed)
            try writer.write(computed.takePage())
        }
        try writer.finish()
    }

    private func append(
        _ database: String,
        _ only: String?,
        _ outline: inout SchemaOutline,
        _ computed: inout ComputedRows
    ) async throws {
        computed.append([.string(outline.line(database, depth: 0, isLast: true)), "database"])
        guard options.depth > 1 else { return }
        let name = SeriesSQL.name(database)
        let tables = only == nil ? try await first("SHOW TABLES FROM \(name)") : [only].compactMap { $0 }
        for (index, table) in tables.enumerated() {
            let isLast = index == tables.count - 1
            computed.append([.string(outline.line(table, depth: 1, isLast: isLast)), "table"])
            guard options.depth > 2 else { continue }
            let columns = try await context.session.rows("DESC \(name).\(SeriesSQL.name(table))", atMost: 10_000)
            for (place, column) in columns.enumerated() where column.count > 2 {
                let line = outline.line(column[0].text ?? "", depth: 2, isLast: place == columns.count - 1)
                computed.append([.string(line), column[1].asText, column[2].asText])
            }
        }
    }

    private func first(_ sql: String) async throws -> [String] {
        try await context.session.rows(sql, atMost: 100_000).compactMap { $0[0].text }.sorted()
    }
}
