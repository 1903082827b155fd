import IoTDBTesting
import IoTDBWire
import Testing

/// Prompts of both dialects at the victim of a cluster, each in a zone that is not the one it was started with, the one
/// with tables in a database of its own.
struct LostNodePrompts {
    private let prompts: [LostNodePrompt]
    private let cluster: Cluster

    /// Opens the prompts; each shows its row.
    init(_ cluster: Cluster) async throws {
        self.cluster = cluster
        try await Self.prepare(cluster)
        prompts = [
            // A server that tries a query again forgets its `WHERE time` in the tree dialect (2.0.1-beta), so the time
            // stands elsewhere there.
            try LostNodePrompt(
                cluster,
                dialect: .tree,
                statement: """
                    select count(v) from root.lost_node.d \
                    group by ([2024-01-01T08:00:00, 2024-01-01T08:00:01), 1s);
                    """,
                prompt: "tree> "
            ),
            try LostNodePrompt(
                cluster,
                dialect: .table,
                prepare: ["use lost_node;"],
                statement: "select time, v from readings where time >= 2024-01-01T08:00:00;",
                prompt: "lost_node> "
            ),
        ]
        for prompt in prompts { try prompt.select(at: cluster.nodes[0]) }
    }

    /// After the victim has gone the next statements run on another node as if nothing had happened, and say so.
    func goOnWithoutTheVictim() throws {
        for prompt in prompts { try prompt.goesOn(without: cluster.nodes[0], in: cluster) }
    }

    /// Two rows in each dialect, the second of them at midnight UTC.
    private static func prepare(_ cluster: Cluster) async throws {
        let times = [1_704_067_199_000, 1_704_067_200_000]
        let tree = try await Session.open(cluster.configuration())
        try? await tree.deleteDatabase("root.lost_node")
        for time in times {
            try await tree.executeNonQuery("INSERT INTO root.lost_node.d(time, v) VALUES (\(time), 7)")
        }
        await tree.close()
        let table = try await Session.open(cluster.configuration(.table))
        for statement in [
            "DROP DATABASE IF EXISTS lost_node", "CREATE DATABASE lost_node", "USE lost_node",
            "CREATE TABLE readings (machine STRING TAG, v INT64 FIELD)",
        ] {
            try await table.executeNonQuery("\(raw: statement)")
        }
        for time in times {
            try await table.executeNonQuery("INSERT INTO readings(time, machine, v) VALUES (\(time), 'a', 7)")
        }
        await table.close()
    }
}

/// One of the prompts.
private struct LostNodePrompt {
    private let terminal: PseudoTerminal
    private let statement: String
    private let prompt: String

    /// Opens the prompt and types the statements that prepare it.
    ///
    /// - Parameters:
    ///   - statement: shows one row, of 08:00, where the server takes the times in it as Shanghai's.
    ///   - prompt: how the prompt ends then.
    init(
        _ cluster: Cluster,
        dialect: SQLDialect,
        prepare: [String] = [],
        statement: String,
        prompt: String
    ) throws {
        terminal = try PseudoTerminal(
            LiveShell.binary,
            arguments: [
                "--node-urls", cluster.nodes.map(\.description).joined(separator: ","), "--timezone", "UTC",
                "--dialect", dialect.rawValue,
            ],
            environment: ["NO_COLOR": "1", "PAGER": "cat"],
            columns: 200
        )
        self.prompt = prompt
        self.statement = statement
        try terminal.expect("> ")
        for line in prepare + ["\\tz Asia/Shanghai"] { try type(line) }
    }

    /// Types a line; what was printed until the next prompt.
    @discardableResult
    private func type(_ line: String) throws -> String {
        try terminal.send(line + "\r")
        try terminal.expect("\n")
        // Regions whose leader was killed answer when another one has been elected.
        return try terminal.expect("> ", timeout: .seconds(120))
    }

    /// The statement shows its row, at a node.
    func select(at node: NodeAddress) throws {
        let printed = try type(statement)
        try check(printed)
        #expect(printed.contains("root@\(node) "), "\(printed)")
    }

    /// After the node was killed the same statement shows the same row, the notices name the lost and the new node,
    /// and what is typed next runs without any.
    func goesOn(without node: NodeAddress, in cluster: Cluster) throws {
        let printed = try type(statement)
        try check(printed)
        #expect(printed.contains("connection to \(node) lost: "), "\(printed)")
        let others = cluster.nodes.filter { $0 != node && printed.contains("connected to \($0)\r\n") }
        try #require(others.count == 1, "\(printed)")
        #expect(printed.contains("root@\(others[0]) "), "\(printed)")
        let again = try type(statement)
        try check(again)
        #expect(!again.contains("connect"), "\(again)")
        #expect(try type("\\tz").contains("Asia/Shanghai"))
        let nodes = try type("\\nodes").split(separator: "\r\n")
        #expect(nodes.contains { $0.contains("\(node)") && $0.contains("down") }, "\(nodes)")
        #expect(nodes.contains { $0.hasPrefix("*") && $0.contains("\(others[0])") }, "\(nodes)")
        try terminal.send("\u{4}")
        #expect(try terminal.waitForExit() == 0)
    }

    /// The row, its time in the zone that was chosen, and the prompt of dialect and database.
    private func check(_ printed: String) throws {
        #expect(printed.contains("2024-01-01T08:00:00.000+08:00"), "\(printed)")
        #expect(printed.contains("(1 row)"), "\(printed)")
        #expect(printed.hasSuffix(prompt), "\(printed)")
        #expect(!printed.contains("error"), "\(printed)")
    }
}
