import IoTDBTesting
import IoTDBWire
import Testing

/// What an error says about the request: never "not sent" where it may have been carried out.
@Suite struct IoTDBErrorTests {
    @Test(
        arguments: [
            .typeMismatch, .nullValue, .columnNotFound, .noRows, .serverError, .incompleteResult, .unsupported,
            .authenticationFailed,
        ] as [IoTDBError.Code]
    )
    func codesOfAnswersAreNotSafeToRetry(_ code: IoTDBError.Code) {
        let error = IoTDBError(code, "x")
        #expect(error.requestState == .answered && !error.isSafeToRetry)
    }

    @Test(arguments: [.cancelled, .protocolViolation, .frameTooLarge, .outcomeUnknown] as [IoTDBError.Code])
    func codesThatSayNothingLeaveTheOutcomeOpen(_ code: IoTDBError.Code) {
        let error = IoTDBError(code, "x")
        #expect(error.requestState == .outcomeUnknown && !error.isSafeToRetry)
    }

    @Test(arguments: [.poolClosed, .sessionClosed, .invalidArgument] as [IoTDBError.Code])
    func whatCanNeverSucceedIsNotSafeToRetry(_ code: IoTDBError.Code) {
        #expect(!IoTDBError(code, "x", requestState: .notSent).isSafeToRetry)
    }

    @Test func theDescriptionTellsCodeMessageNodeAndOutcome() {
        let lost = IoTDBError(.outcomeUnknown, "the connection ended", node: "db1:6667")
        #expect(lost.description == "outcomeUnknown: the connection ended (db1:6667) [db1:6667, outcome unknown]")
        #expect(lost.explanation == "the connection ended (db1:6667)")
        let refused = IoTDBError(
            .connectionFailed,
            "refused",
            causes: [IoTDBError(.tlsFailed, "no", node: "a:1")],
            notes: ["n"]
        )
        #expect(refused.description == "connectionFailed: refused: n; a:1: no [not sent]")
    }

    @Test func aConfigurationWithoutNodesIsRefused() async throws {
        let configuration = SessionConfiguration(nodes: [])
        #expect(await wireError { _ = try await Session.open(configuration) }.code == .invalidArgument)
        let pool = SessionPool(SessionPoolConfiguration(configuration, maximumSessions: 1))
        #expect(await wireError { try await pool.ping() }.code == .invalidArgument)
        await pool.close()
    }

    @Test func aResultThatOutlivesItsLoanSaysSo() async throws {
        let server = try FakeServer()
        let pool = makePool(configuration(try server.address))
        let results = try await pool.withSession { try await $0.query("select canary 1 pages 3 rows 2") }
        let error = await wireError { for try await _ in results.rows {} }
        #expect(error.code == .sessionClosed && error.message.contains("went back to its pool"), "\(error)")
        #expect(!error.isSafeToRetry)
        await pool.close()
    }

    @Test func emptyListsAreNotSent() async throws {
        let server = try FakeServer()
        let session = try await Session.open(configuration(try server.address))
        try await session.deleteTimeseries([])
        try await session.deleteDatabases([])
        try await session.deleteData([])
        #expect(await wireError { try await session.createDatabase("foo.bar") }.code == .invalidArgument)
        #expect(server.ledger.calls["deleteTimeseries"] == nil && server.ledger.calls["setStorageGroup"] == nil)
        await session.close()
    }
}
