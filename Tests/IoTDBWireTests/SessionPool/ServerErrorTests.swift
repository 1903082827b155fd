import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// Whatever the server answers, it reaches the caller.
    @Suite struct ServerErrorTests {
        @Test(arguments: ["openSession", "executeStatementV2", "fetchResultsV2", "testConnectionEmptyRPC"])
        func anErrorStatusSurfacesWithCodeAndText(method: String) async throws {
            let server = try FakeServer(script: on(method, .status(507, "disk full")))
            let error = await wireError {
                let session = try await Session.open(configuration(try server.address))
                try await session.ping()
                _ = try await session.canary(1)
            }
            #expect(error.serverStatus?.code == 507)
            #expect(error.description.contains("disk full"))
            if method == "fetchResultsV2" {
                #expect(error.code == .incompleteResult)
                #expect(error.rowsDelivered == 5)
            }
        }

        @Test(arguments: ["setTimeZone", "getTimeZone", "insertRecord", "insertTablet", "executeBatchStatement"])
        func anErrorStatusOfAnyCallSurfaces(method: String) async throws {
            let server = try FakeServer(script: on(method, .status(507, "disk full")))
            let session = try await Session.open(configuration(try server.address))
            let error = await wireError {
                switch method {
                case "setTimeZone": try await session.setTimeZone("UTC")
                case "getTimeZone": _ = try await session.serverTimeZone()
                case "insertRecord":
                    try await session.insertRecord(
                        device: "root.d",
                        timestamp: 1,
                        measurements: ["s"],
                        values: [.int32(1)]
                    )
                case "insertTablet":
                    var tablet = try Tablet(device: "root.d", schema: [MeasurementSchema("s", .int32)])
                    try tablet.appendRow(timestamp: 1, [.int32(1)])
                    try await session.insert(tablet)
                default: try await session.executeBatch(["insert 1"])
                }
            }
            #expect(error.code == .serverError && error.serverStatus?.code == 507)
            #expect(error.description.contains("disk full"))
            #expect(server.ledger.openRequests.count == 1)
            await session.close()
        }

        @Test func aQueryThatCannotBeClosedIsReported() async throws {
            let server = try FakeServer(script: on("closeOperation", .status(305, "no")))
            let reports = Journal()
            let session = try await Session.open(configuration(try server.address)) { event in
                if case .closeFailed = event { reports.append(1) }
            }
            let results = try await session.query("select canary 1 pages 3 rows 5")
            await results.close()
            #expect(reports.numbers == [1])
            await session.close()
        }

        @Test func aFailedFetchEndsTheResultForGood() async throws {
            let server = try FakeServer(script: on("fetchResultsV2", nth: 0, .status(715, "killed")))
            let session = try await Session.open(configuration(try server.address))
            let results = try await session.query("select canary 1 pages 3 rows 5")
            _ = try await results.nextPage()
            for _ in 0..<3 {
                #expect(await wireError { _ = try await results.nextPage() }.code == .incompleteResult)
            }
            #expect(server.ledger.calls["fetchResultsV2"] == 1)
            await session.close()
        }

        @Test func aLostQueryIsNotTheEndOfTheData() async throws {
            let gone = ServerFault.change { reply in
                guard case .fetch(var response) = reply else { return reply }
                response.isAlign = false
                response.queryResult = nil
                response.hasResultSet = false
                response.moreData = false
                return .fetch(response)
            }
            let server = try FakeServer(script: on("fetchResultsV2", gone))
            let session = try await Session.open(configuration(try server.address))
            let error = await wireError { _ = try await session.canary(1) }
            #expect(error.code == .incompleteResult && error.rowsDelivered == 5)
            await session.close()
        }

        /// Answers of which a field that may be absent is absent.
        static let absent: [(String, @Sendable (FakeReply) -> FakeReply)] = [
            (
                "openSession",
                {
                    if case .open(var r) = $0 {
                        r.configuration = nil
                        return .open(r)
                    } else {
                        return $0
                    }
                }
            ),
            (
                "openSession",
                {
                    if case .open(var r) = $0 {
                        r.sessionID = nil
                        return .open(r)
                    } else {
                        return $0
                    }
                }
            ),
            (
                "openSession",
                {
                    if case .open(var r) = $0 {
                        r.status.message = nil
                        return .open(r)
                    } else {
                        return $0
                    }
                }
            ),
            (
                "executeStatementV2",
                {
                    if case .execute(var r) = $0 {
                        r.queryID = nil
                        return .execute(r)
                    } else {
                        return $0
                    }
                }
            ),
            (
                "executeStatementV2",
                {
                    if case .execute(var r) = $0 {
                        r.columns = nil
                        return .execute(r)
                    } else {
                        return $0
                    }
                }
            ),
            (
                "executeStatementV2",
                {
                    if case .execute(var r) = $0 {
                        r.dataTypeList = nil
                        return .execute(r)
                    } else {
                        return $0
                    }
                }
            ),
            (
                "executeStatementV2",
                {
                    if case .execute(var r) = $0 {
                        r.queryResult = nil
                        return .execute(r)
                    } else {
                        return $0
                    }
                }
            ),
            (
                "executeStatementV2",
                {
                    if case .execute(var r) = $0 {
                        r.moreData = nil
                        return .execute(r)
                    } else {
                        return $0
                    }
                }
            ),
            (
                "executeStatementV2",
                {
                    if case .execute(var r) = $0 {
                        r.ignoreTimeStamp = nil
                        return .execute(r)
                    } else {
                        return $0
                    }
                }
            ),
            (
                "executeStatementV2",
                {
                    if case .execute(var r) = $0 {
                        r.columnIndex2TsBlockColumnIndexList = nil
                        return .execute(r)
                    } else {
                        return $0
                    }
                }
            ),
            (
                "fetchResultsV2",
                {
                    if case .fetch(var r) = $0 {
                        r.queryResult = nil
                        return .fetch(r)
                    } else {
                        return $0
                    }
                }
            ),
            (
                "fetchResultsV2",
                {
                    if case .fetch(var r) = $0 {
                        r.moreData = nil
                        return .fetch(r)
                    } else {
                        return $0
                    }
                }
            ),
            ("openSession", { _ in .nothing }), ("requestStatementId", { _ in .nothing }),
            ("executeStatementV2", { _ in .nothing }), ("fetchResultsV2", { _ in .nothing }),
            ("closeSession", { _ in .nothing }),
        ]

        @Test(arguments: absent.indices)
        func absentFieldsGiveRowsOrAnError(index: Int) async throws {
            let (method, change) = Self.absent[index]
            let server = try FakeServer(script: on(method, nth: 0, .change(change)))
            var settings = configuration(try server.address)
            settings.repeatsReads = false
            let error = try await wireErrorIfAny {
                let session = try await Session.open(settings)
                let results = try await session.query("select canary 1 pages 3 rows 5")
                for try await _ in results.pages {}
                await session.close()
            }
            #expect(error.map { !$0.message.isEmpty } != false)
            // Whatever happened, a fresh session works.
            let session = try await Session.open(settings)
            #expect(try await session.canary(2) == 15)
            await session.close()
        }
    }
}
