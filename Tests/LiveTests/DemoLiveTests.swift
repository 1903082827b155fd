import IoTDBDemo
import IoTDBTesting
import IoTDBWire
import Testing

extension LiveSuites {
    /// The demo server beside a real one: what it accepts it answers alike.
    @Suite(.enabled(if: LiveServer.binary.isThere)) struct DemoLiveTests {
        /// They list databases that only one of the servers has.
        private static let lists: Set = ["m-212", "m-217", "t-m-140", "t-m-141"]
        /// The real server fails with an internal error (301) where the condition begins with NOT.
        private static let defects: Set = ["m-003", "m-004"]

        private static let leftOut = lists.union(defects)

        @Test(arguments: [Corpus.treeMore, .tableMore])
        func demoAnswersAsTheRealServerDoes(_ corpus: Corpus) async throws {
            try await LiveServer.binary.afterCorpora()
            let live = try await open(try LiveServer.binary.address, corpus.dialect)
            let leftover = corpus.dialect == .tree ? "root.plant" : "factory"
            _ = try await Answer(to: "DROP DATABASE \(leftover)", on: live)
            let server = DemoServer(sampleData: false)
            let address = try NodeAddress(host: "127.0.0.1", port: Int(try server.start()))
            defer { server.stop() }
            let demo = try await open(address, corpus.dialect)
            var accepted = 0
            for name in try corpus.statements() where !Self.leftOut.contains(name.id) {
                let statement = try name.load().statement
                let (real, ours) = try await (Answer(to: statement, on: live), Answer(to: statement, on: demo))
                guard ours.isSuccess else { continue }
                accepted += 1
                let differences = ours.differences(from: real, Corpus.exemptions[name.id])
                #expect(differences == [], "\(name.id) \(statement)")
            }
            // A demo that refuses everything would pass otherwise.
            #expect(accepted > 100)
            await live.close()
            await demo.close()
        }

        private func open(_ address: NodeAddress, _ dialect: SQLDialect) async throws -> Session {
            var configuration = SessionConfiguration(nodes: [address], timeZone: "Asia/Shanghai")
            configuration.dialect = dialect
            return try await Session.open(configuration)
        }
    }
}

extension Answer {
    /// The ways in which this is not another server's answer.
    func differences(from other: Answer, _ exemption: Corpus.Exemption?) -> [String] {
        guard code == other.code else { return ["status \(code) instead of \(other.code) \(other.message)"] }
        guard heading == other.heading else { return ["columns \(heading) instead of \(other.heading)"] }
        if exemption?.part == .rows { return [] }
        guard rows.count == other.rows.count else { return ["\(rows.count) rows instead of \(other.rows.count)"] }
        if exemption?.part == .cells { return [] }
        let found = rows.map { $0.map(\.recordedText) }
        let wanted = other.rows.map { $0.map(\.recordedText) }
        if exemption?.part == .order { return Set(found) == Set(wanted) ? [] : ["other rows"] }
        return zip(found, wanted).enumerated().filter { !$1.0.isSame(as: $1.1) }.prefix(2)
            .map { "row \($0): \($1.0) instead of \($1.1)" }
    }
}
