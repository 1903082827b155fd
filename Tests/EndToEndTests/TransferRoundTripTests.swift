import IoTDBDemo
import IoTDBTesting
import IoTDBWire
import Testing

/// What `\copy` wrote goes in again and comes out the same, byte by byte, with the demo server.
@Suite struct TransferRoundTripTests {
    private static let count = TransferCases.count("IOTDB_TRANSFER_SCHEMAS", else: 4)
    private let server = DemoServer(sampleData: false)
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    @Test(arguments: [SQLDialect.tree, .table])
    func generatedSchemasComeOutAsTheyWentIn(dialect: SQLDialect) async throws {
        let port = Int(try server.start())
        defer { server.stop() }
        let configuration = SessionConfiguration(
            nodes: [try NodeAddress(host: "127.0.0.1", port: port)],
            dialect: dialect
        )
        let session = try await Session.open(configuration)
        for seed in 0..<UInt64(Self.count) {
            let schema = try TransferSchema(seed: seed, dialect: dialect, name: "copied")
            let round = TransferRound(schema, session, folder: folder.path) { arguments in
                try await TestThread.run { try ShellRun.run(port: port, arguments) }
            }
            let difference = try await round.difference()
            #expect(difference == nil, "\(schema)")
        }
        await session.close()
    }
}
