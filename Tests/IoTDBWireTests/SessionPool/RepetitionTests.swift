import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// What counts as reading, and what its caller may vouch for.
    @Suite struct RepetitionTests {
        @Test(arguments: [
            "-- SELECT\ninsert 1", "/* show */ insert 1", "-- a\u{2028}SELECT\rinsert 1", "/*/ SELECT */ delete 1",
            "(/* count */\n) x",
            "explain analyze delete 1", "explain insert 1", "/* SELECT", "select 1 /* a */ INTO x", "",
        ])
        func wordsOfCommentsDoNotMakeAWriteAQuery(statement: String) async throws {
            let server = try FakeServer()
            server.setScript { $0.method == "executeStatementV2" ? .beforeRunning(.close) : nil }
            let session = try await Session.open(configuration(try server.address))
            let error = await wireError { try await session.executeNonQuery(statement) }
            #expect(error.code == .outcomeUnknown)
            #expect(server.ledger.calls["executeStatementV2"] == 1)
            await session.close()
        }

        @Test(arguments: [
            "-- insert\n ( select 1", "/* a */\tSHOW x", "explain analyze verbose select 1", "count(a)", "Desc t",
        ])
        func whatOnlyReadsIsSentAgain(statement: String) async throws {
            let server = try FakeServer()
            server.setScript { $0.method == "executeStatementV2" ? .beforeRunning(.close) : nil }
            let session = try await Session.open(configuration(try server.address))
            _ = await wireError { try await session.executeNonQuery(statement) }
            #expect(server.ledger.calls["executeStatementV2"] == 2)
            await session.close()
        }

        /// The calls beside inserts whose repetition a caller may vouch for.
        enum Vouched: String, CaseIterable, Sendable {
            case executeStatementV2, executeBatchStatement, deleteData, deleteTimeseries, deleteStorageGroups,
                setStorageGroup
            case createTimeseries, createMultiTimeseries, createAlignedTimeseries

            func run(on session: Session, idempotent: Bool) async throws {
                let series = TimeseriesSchema("root.d.s", .int32)
                switch self {
                case .executeStatementV2: _ = try await session.execute("insert 1", idempotent: idempotent)
                case .executeBatchStatement: try await session.executeBatch(["insert 1"], idempotent: idempotent)
                case .deleteData: try await session.deleteData(["root.d.s"], idempotent: idempotent)
                case .deleteTimeseries: try await session.deleteTimeseries(["root.d.s"], idempotent: idempotent)
                case .deleteStorageGroups: try await session.deleteDatabase("root.d", idempotent: idempotent)
                case .setStorageGroup: try await session.createDatabase("root.d", idempotent: idempotent)
                case .createTimeseries: try await session.createTimeseries(series, idempotent: idempotent)
                case .createMultiTimeseries: try await session.createTimeseries([series], idempotent: idempotent)
                case .createAlignedTimeseries:
                    let measurement = TimeseriesSchema("s", .int32)
                    try await session.createAlignedTimeseries(device: "root.d", [measurement], idempotent: idempotent)
                }
            }
        }

        @Test(arguments: Vouched.allCases, [true, false])
        func onlyWhatItsCallerVouchesForIsSentAgain(call: Vouched, isVouched: Bool) async throws {
            let server = try FakeServer(script: on(call.rawValue, nth: 0, .afterRunning(.close)))
            let session = try await Session.open(configuration(try server.address))
            let error = try await wireErrorIfAny { try await call.run(on: session, idempotent: isVouched) }
            #expect(error?.code == (isVouched ? nil : .outcomeUnknown))
            #expect(server.ledger.calls[call.rawValue] == (isVouched ? 2 : 1))
            await session.close()
        }

        @Test(arguments: [Vouched.deleteTimeseries, .setStorageGroup, .executeStatementV2, .executeBatchStatement])
        func aRefusedSecondSendingTellsOfTheFirst(call: Vouched) async throws {
            let server = try FakeServer()
            let lost = on(call.rawValue, nth: 0, .afterRunning(.close))
            server.setScript { lost($0) ?? ($0.method == call.rawValue ? .status(508, "nothing there") : nil) }
            let session = try await Session.open(configuration(try server.address))
            let error = await wireError { try await call.run(on: session, idempotent: true) }
            #expect(error.serverStatus?.code == 508)
            #expect(error.notes.contains { $0.contains("sent a second time") })
            let later = await wireError { try await call.run(on: session, idempotent: true) }
            #expect(later.notes.isEmpty)
            await session.close()
        }
    }
}
