import Foundation
import IoTDBTesting
import IoTDBWire

/// Runs the recorded statements in their order and tells where a server answers otherwise than the recorded one did.
struct CorpusRun: Sendable {
    /// The server did not come fresh.
    struct ServerNotEmpty: Error, CustomStringConvertible {
        let address: NodeAddress
        let databases: [String]

        var description: String {
            "\(address) is not empty: the corpora need a freshly started server, and this one has"
                + " \(databases.joined(separator: ", ")). Scripts/live.sh starts its own; set IOTDB_LIVE_KEEP to leave them out."
        }
    }

    private let server: LiveServer
    private let corpora: [Corpus]

    /// The servers that the corpora run on.
    static let servers = LiveEnvironment.keepsData ? [] : [LiveServer.binary, .compact].filter(\.isThere)

    /// All corpora, in the order that leaves each the databases it was recorded with.
    static let onBinary = Task {
        try await CorpusRun(server: .binary, corpora: [.treeMore, .tableMore, .tree, .table]).differences()
    }

    /// The tree corpus over the compact protocol.
    static let onCompact = Task { try await CorpusRun(server: .compact, corpora: [.tree]).differences() }

    private func differences() async throws -> [CorpusDifference] {
        try await requireEmptyServer()
        var found: [CorpusDifference] = []
        for corpus in corpora {
            if corpus == .tree {
                let table = server == .binary ? try server.configuration(.table) : nil
                try await CorpusData.insert(tree: try server.configuration(), table: table)
            }
            found += try await differences(corpus)
        }
        return found
    }

    private func requireEmptyServer() async throws {
        var databases: [String] = []
        for dialect in [SQLDialect.tree, .table] {
            let session = try await Session.open(try server.configuration(dialect))
            for try await row in try await session.query("SHOW DATABASES").rows {
                databases.append(try row.get(String.self, at: 0))
            }
            await session.close()
        }
        databases.removeAll { $0 == "information_schema" }
        guard databases.isEmpty else { throw ServerNotEmpty(address: try server.address, databases: databases) }
    }

    private func differences(_ corpus: Corpus) async throws -> [CorpusDifference] {
        var configuration = try server.configuration(corpus.dialect)
        configuration.timeZone = "Asia/Shanghai"
        configuration.fetchSize = .rows(1000)
        let session = try await Session.open(configuration)
        var differences: [CorpusDifference] = []
        for name in try corpus.statements() {
            let cassette = try name.load()
            let answer = try await Answer(to: cassette.statement, on: session)
            differences += answer.differences(from: cassette, Corpus.exemptions[name.id])
                .map { CorpusDifference(name: name, statement: cassette.statement, what: $0) }
        }
        await session.close()
        return differences
    }
}

/// One way in which an answer is not the recorded one.
struct CorpusDifference: Sendable, CustomStringConvertible {
    /// The recording.
    let name: CassetteName
    /// The statement.
    let statement: String
    /// What is otherwise.
    let what: String

    var description: String { "\(name.folder)/\(name.id), \(statement.prefix(120)): \(what)" }
}
