import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// The retry matrix, row by row, as a server sees it: how often is a request carried out, and what is its caller
    /// told?
    @Suite struct RetryMatrixTests {
        enum Request: CaseIterable, Sendable {
            case read, write, vouchedWrite

            /// The text of the statement, by which the server counts.
            var text: String { self == .read ? "select canary 1 pages 1 rows 5" : "insert 1" }

            func run(on session: Session) async throws {
                switch self {
                case .read: #expect(try await session.canary(1, pages: 1) == 5)
                case .write: try await session.executeNonQuery(text)
                case .vouchedWrite: try await session.executeNonQuery(text, idempotent: true)
                }
            }
        }

        private func pair() throws -> (FakeServer, FakeServer, SessionConfiguration) {
            let (first, second) = (try FakeServer(), try FakeServer())
            return (first, second, SessionConfiguration(nodes: [try first.address, try second.address]))
        }

        @Test(arguments: Request.allCases, [true, false])
        func anAttemptToOpenGoesOnWithTheNextNode(request: Request, isRefused: Bool) async throws {
            let (first, second, settings) = try pair()
            if isRefused { first.stop() } else { first.setScript(on("openSession", .beforeRunning(.close))) }
            let session = try await Session.open(settings)
            try await request.run(on: session)
            #expect(second.ledger.executions == [request.text: 1])
            #expect(session.nodeStatus.map(\.state) == [.down, .up])
            await session.close()
        }

        @Test func anEndInsteadOfTheFirstAnswerNamesTheLikelyCauses() async throws {
            let server = try FakeServer(script: on("openSession", .beforeRunning(.close)))
            let error = await wireError { _ = try await Session.open(configuration(try server.address)) }
            #expect(error.requestState == .notSent && error.message.contains("RPC compression"))
        }

        @Test(arguments: Request.allCases)
        func aDeadConnectionIsReplaced(request: Request) async throws {
            let server = try FakeServer()
            let session = try await Session.open(configuration(try server.address))
            server.breakConnections()
            #expect(await eventually { server.ledger.connections == 0 })
            try await request.run(on: session)
            #expect(server.ledger.executions == [request.text: 1])
            await session.close()
        }

        @Test(arguments: Request.allCases, [ServerFault.Ending.close, .reset])
        func aLostAnswer(request: Request, ending: ServerFault.Ending) async throws {
            let server = try FakeServer(script: on("executeStatementV2", nth: 0, .afterRunning(ending)))
            let session = try await Session.open(configuration(try server.address))
            if request == .write {
                let error = await wireError { try await request.run(on: session) }
                #expect(error.code == .outcomeUnknown && error.requestState == .outcomeUnknown)
            } else {
                try await request.run(on: session)
            }
            #expect(server.ledger.executions == [request.text: request == .write ? 1 : 2])
            await session.close()
        }

        @Test(arguments: Request.allCases)
        func aSecondSendingThatFailsDoesNotHideTheFirst(request: Request) async throws {
            let server = try FakeServer()
            server.setScript { [weak server] call in
                guard call.method == "executeStatementV2" else { return nil }
                server?.stop()
                return .afterRunning(.close)
            }
            let session = try await Session.open(configuration(try server.address))
            let error = await wireError { try await request.run(on: session) }
            #expect(error.code == .outcomeUnknown && error.requestState == .outcomeUnknown)
            #expect(request == .write || error.notes.contains { $0.contains("sent again") })
            #expect(server.ledger.executions == [request.text: 1])
            await session.close()
        }

        @Test(arguments: Request.allCases, [Int32(605), 301, 712, 302, 507])
        func anErrorIsAnAnswer(request: Request, code: Int32) async throws {
            let refusal = ServerFault.change { reply in
                guard case .execute(var response) = reply else { return reply }
                response.status = Status(code: code, message: "no")
                response.status.needRetry = true
                response.columns = nil
                return .execute(response)
            }
            let server = try FakeServer(script: on("executeStatementV2", refusal))
            let session = try await Session.open(configuration(try server.address))
            let error = await wireError { try await request.run(on: session) }
            #expect(error.code == .serverError && error.serverStatus?.code.rawValue == code)
            #expect(server.ledger.executions == [request.text: 1])
            #expect(server.ledger.openRequests.count == 1 && server.ledger.connections == 1, "the session goes on")
            await session.close()
        }

        @Test(arguments: Request.allCases)
        func aStoppingNodeIsLeft(request: Request) async throws {
            let (first, second, settings) = try pair()
            first.setScript(on("executeStatementV2", .stopping))
            let session = try await Session.open(settings)
            if request == .write {
                let error = await wireError { try await request.run(on: session) }
                #expect(error.code == .serverError && error.serverStatus?.code == 301)
                #expect(second.ledger.executions.isEmpty)
            } else {
                try await request.run(on: session)
                #expect(second.ledger.executions == [request.text: 1])
            }
            #expect(first.ledger.executions == [request.text: 1])
            #expect(session.nodeStatus[0].state == .down)
            // The node still listens; what comes next goes to the other one at once.
            try await session.executeNonQuery("insert 2")
            #expect(second.ledger.executions["insert 2"] == 1)
            await session.close()
        }

        @Test(arguments: Request.allCases, [Int32(7), 6, 1])
        func arefusedMessageIsNotSentAgain(request: Request, type: Int32) async throws {
            let server = try FakeServer(script: on("executeStatementV2", nth: 0, .exception(type, "bad")))
            let session = try await Session.open(configuration(try server.address))
            let error = await wireError { try await request.run(on: session) }
            #expect(error.requestState == .answered)
            #expect(server.ledger.calls["executeStatementV2"] == 1)
            // After 7 the server would take the next call for the end of the bad one.
            try await session.executeNonQuery("insert 2")
            #expect(server.ledger.openRequests.count == (type == 7 ? 2 : 1))
            await session.close()
        }

        @Test(arguments: Request.allCases, 0..<6)
        func anUnreadableAnswerIsNotAskedForAgain(request: Request, damage: Int) async throws {
            let faults: [ServerFault] = [
                .header(name: nil, sequenceShift: 1), .header(name: "closeSession", sequenceShift: 0), .trailing,
                .change { _ in .nothing }, .garbage(at: 4), .edit(then: .close) { [0xFF, 0xFF, 0xFF, 0xFF] + $0 },
            ]
            let server = try FakeServer(script: on("executeStatementV2", nth: 0, faults[damage]))
            let session = try await Session.open(configuration(try server.address))
            let error = await wireError { try await request.run(on: session) }
            #expect(error.requestState == .outcomeUnknown)
            #expect(server.ledger.executions == [request.text: 1])
            try await session.executeNonQuery("insert 2")
            #expect(server.ledger.openRequests.count == 2, "the connection is not used again")
            await session.close()
        }

        @Test func aKilledQueryLeavesItsSessionAlone() async throws {
            let server = try FakeServer(script: on("fetchResultsV2", .status(715, "killed")))
            let session = try await Session.open(configuration(try server.address))
            let error = await wireError { _ = try await session.canary(1) }
            #expect(error.code == .incompleteResult && error.rowsDelivered == 5 && error.requestState == .answered)
            #expect(server.ledger.calls["fetchResultsV2"] == 1)
            #expect(server.ledger.executions.values.max() == 1)
            try await session.executeNonQuery("insert 2")
            #expect(server.ledger.openRequests.count == 1)
            await session.close()
        }

        @Test(arguments: [true, false])
        func anInsertIsRepeatedOnlyWhereItsCallerVouchesForIt(isVouched: Bool) async throws {
            let inserts: [(String, @Sendable (Session) async throws -> Void)] = [
                (
                    "insertRecord",
                    {
                        try await $0.insertRecord(
                            device: "root.d",
                            timestamp: 1,
                            measurements: ["s"],
                            values: [.int32(1)],
                            idempotent: isVouched
                        )
                    }
                ),
                (
                    "insertStringRecord",
                    {
                        try await $0.insertStringRecord(
                            device: "root.d",
                            timestamp: 1,
                            measurements: ["s"],
                            values: ["1"],
                            idempotent: isVouched
                        )
                    }
                ),
            ]
            for (method, insert) in inserts {
                let server = try FakeServer(script: on(method, nth: 0, .afterRunning(.close)))
                let session = try await Session.open(configuration(try server.address))
                let error = try await wireErrorIfAny { try await insert(session) }
                #expect(error?.code == (isVouched ? nil : .outcomeUnknown))
                #expect(server.ledger.calls[method] == (isVouched ? 2 : 1))
                await session.close()
            }
        }
    }
}
