import IoTDBDemo
import IoTDBTesting
import IoTDBWire
import Testing

/// The recorded statements of a real server, asked of the demo server in their order.
@Suite("Corpora")
struct CorpusAnswersTests {
    /// Facts about the server itself, which the demo server states of itself.
    private static let facts: Set = [
        "show-version", "show-functions", "t-show-version", "t-show-functions", "show-variables", "show-cluster",
    ]

    /// What shows the outcome of a statement that was refused before.
    private static let followers: Set = ["show-templates", "show-view"]

    @Test("what is accepted is answered as recorded, and that is most of it", arguments: Corpus.allCases)
    func answers(_ corpus: Corpus) async throws {
        let server = DemoServer(sampleData: false)
        let address = try NodeAddress(host: "127.0.0.1", port: Int(try server.start()))
        defer { server.stop() }
        func configuration(_ dialect: SQLDialect) -> SessionConfiguration {
            var configuration = SessionConfiguration(nodes: [address], timeZone: "Asia/Shanghai")
            configuration.dialect = dialect
            configuration.fetchSize = .rows(1000)
            return configuration
        }
        if corpus == .tree || corpus == .table {
            try await CorpusData.insert(tree: configuration(.tree), table: configuration(.table))
        }
        let session = try await Session.open(configuration(corpus.dialect))
        var (accepted, refused) = (0, 0)
        for name in try corpus.statements() where !Self.facts.union(Self.followers).contains(name.id) {
            let cassette = try name.load()
            let answer = try await Answer(to: cassette.statement, on: session)
            if answer.code == 700, answer.message.hasPrefix("not supported by the demo server: ") {
                refused += 1
                continue
            }
            accepted += 1
            for difference in differences(answer, cassette) {
                Issue.record("\(name.folder)/\(name.id), \(cassette.statement.prefix(150)): \(difference)")
            }
        }
        await session.close()
        let share = Double(accepted) / Double(accepted + refused)
        #expect(share >= (corpus.dialect == .tree ? 0.8 : 0.75), "\(accepted) accepted, \(refused) refused")
    }

    /// Errors need to agree in their codes, answers in everything.
    private func differences(_ answer: Answer, _ cassette: Cassette) -> [String] {
        let code = cassette.summary?.code ?? 200
        // Internal errors of the recorded server are nothing to copy.
        guard code != 301, code != 305 else { return [] }
        guard answer.code == code else { return ["code \(answer.code) \(answer.message) instead of \(code)"] }
        return code == 200 ? answer.differences(from: cassette, Corpus.exemptions[cassette.id]) : []
    }
}
