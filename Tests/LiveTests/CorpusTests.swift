import IoTDBTesting
import Testing

extension LiveSuites {
    /// Hundreds of statements in their recorded order on a fresh server: every answer is what was recorded, bit by bit.
    @Suite struct CorpusTests {
        @Test(arguments: CorpusRun.servers)
        func freshServerAnswersAsRecorded(_ server: LiveServer) async throws {
            let differences = try await #require(try server.corpusRun).value
            for difference in differences { Issue.record("\(difference)") }
        }

        @Test func everyExemptionNamesARecordedStatement() throws {
            let ids = Set(try Corpus.allCases.flatMap { try $0.statements() }.map(\.id))
            #expect(Corpus.exemptions.keys.filter { !ids.contains($0) } == [])
        }

        @Test(arguments: Corpus.allCases)
        func orderNamesEveryRecordingOnce(_ corpus: Corpus) throws {
            let recorded = CassetteName.statements(of: corpus.rawValue).map(\.id)
            #expect(try corpus.statements().map(\.id).sorted() == recorded)
        }
    }
}
