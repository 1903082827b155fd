import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// Results that cannot be read, or have no end, leave nothing open on the server.
    @Suite struct UnreadableResultTests {
        enum Damage: CaseIterable, Sendable { case heading, firstPage, laterPage, noColumns }

        private func server(_ damage: Damage) throws -> FakeServer {
            let broken: ArraySlice<UInt8> = [0, 0, 0, 1]
            return try FakeServer(
                script: on(
                    damage == .laterPage ? "fetchResultsV2" : "executeStatementV2",
                    .change { reply in
                        switch (reply, damage) {
                        case (.execute(var response), .heading):
                            response.dataTypeList = []
                            return .execute(response)
                        case (.execute(var response), .firstPage):
                            response.queryResult = [broken]
                            return .execute(response)
                        case (.execute(var response), .noColumns):
                            response.columns = nil
                            return .execute(response)
                        case (.fetch(var response), .laterPage):
                            response.queryResult = [broken]
                            return .fetch(response)
                        default: return reply
                        }
                    }
                )
            )
        }

        @Test(arguments: Damage.allCases)
        func theQueryIsClosed(damage: Damage) async throws {
            let server = try server(damage)
            let session = try await Session.open(configuration(try server.address))
            let error = try await wireErrorIfAny {
                guard let results = try await session.execute("select canary 1 pages 3 rows 5") else { return }
                while try await results.nextPage() != nil {}
            }
            #expect((error == nil) == (damage == .noColumns))
            #expect(server.ledger.openQueries.isEmpty)
            #expect(server.ledger.closes.values.map { $0 } == [1])
            server.setScript { _ in nil }
            #expect(try await session.canary(2) == 15)
            #expect(server.ledger.openRequests.count == 1 && server.ledger.violations == [])
            await session.close()
        }

        @Test func pagesWithoutRowsAndWithoutEndEndByTheLimitOfTheQuery() async throws {
            let empty = ServerFault.change { reply in
                guard case .fetch(var response) = reply else { return reply }
                response.queryResult = []
                response.moreData = true
                return .fetch(response)
            }
            let server = try FakeServer(script: on("fetchResultsV2", empty))
            let session = try await Session.open(configuration(try server.address))
            let error = await wireError {
                let results = try await session.query(
                    "select canary 1 pages 1000000 rows 5",
                    timeout: .milliseconds(100)
                )
                while try await results.nextPage() != nil {}
            }
            #expect(error.code == .incompleteResult && error.rowsDelivered == 5)
            #expect(await eventually { server.ledger.openQueries.isEmpty })
            await session.close()
        }
    }
}
