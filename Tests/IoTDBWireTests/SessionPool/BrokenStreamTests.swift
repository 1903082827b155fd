import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// A stream cut or spoilt anywhere gives right rows or an error, never wrong rows, a hang or a crash.
    @Suite struct BrokenStreamTests {
        enum Damage: CaseIterable { case close, reset, garbage }

        /// The calls of a three-page query, by method and number on a fresh connection.
        static let calls: [(String, Int)] = [
            ("openSession", 0), ("requestStatementId", 0), ("executeStatementV2", 0), ("fetchResultsV2", 0),
            ("fetchResultsV2", 1), ("closeSession", 0),
        ]

        /// Places to cut a frame at: each byte of the first 64, then every seventh.
        static func places(_ size: Int) -> [Int] {
            Array(0..<min(64, size)) + Array(stride(from: 64, to: size, by: 7))
        }

        @Test(arguments: ThriftProtocol.allCases, calls.indices)
        func damageInAnyPlace(wire: ThriftProtocol, callIndex: Int) async throws {
            let (method, nth) = Self.calls[callIndex]
            let server = try FakeServer(wire)
            var settings = configuration(try server.address, wire: wire)
            settings.connectTimeout = .seconds(5)
            settings.repeatsReads = false
            let sizes = Journal()
            server.setScript(
                on(
                    method,
                    nth: nth,
                    .edit(then: .goOn) { frame in
                        sizes.append(frame.count)
                        return frame
                    }
                )
            )
            try await Self.run(settings, mustSucceed: true)
            let size = try #require(sizes.numbers.first)
            for place in Self.places(size) {
                for damage in Damage.allCases {
                    let fault: ServerFault =
                        switch damage {
                        case .close: .cut(at: place)
                        case .reset: .cut(at: place, then: .reset)
                        case .garbage: .garbage(at: place)
                        }
                    server.setScript(on(method, nth: nth, fault))
                    // A flipped bit in a value is no damage that a protocol without checksums can show.
                    try await Self.run(settings, checksValues: damage != .garbage)
                }
            }
            // The server may notice the end of the last connection after the client.
            #expect(await eventually { server.ledger.openQueries.isEmpty })
        }

        /// Runs the query on a session of its own; rows must be right as far as they go.
        private static func run(
            _ settings: SessionConfiguration,
            mustSucceed: Bool = false,
            checksValues: Bool = true
        ) async throws {
            var rows = 0
            do {
                let session = try await Session.open(settings)
                do {
                    let results = try await session.query("select canary 3 pages 3 rows 5")
                    if checksValues {
                        try await results.canaryRows(3, into: &rows)
                        #expect(rows == 15, "rows were lost without an error")
                    } else {
                        for try await _ in results.pages {}
                    }
                    await session.close()
                } catch {
                    await session.close()
                    throw error
                }
            } catch let error as IoTDBError {
                #expect(!mustSucceed)
                if checksValues { #expect(error.phase != nil, "\(error)") }
                if error.code == .incompleteResult && checksValues { #expect(error.rowsDelivered == rows) }
            }
        }

        @Test(arguments: [Int32.min, -1, 0, 1, Int32.max])
        func impossibleFrameLengthsAreErrors(length: Int32) async throws {
            let server = try FakeServer()
            server.setScript(
                on(
                    "executeStatementV2",
                    .edit(then: .close) { frame in
                        (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * Int32($0))) } + frame.dropFirst(4)
                    }
                )
            )
            let session = try await Session.open(configuration(try server.address))
            let error = await wireError { try await session.executeNonQuery("insert 1") }
            #expect(error.requestState == .outcomeUnknown)
            await session.close()
        }

        /// Faults after which the connection cannot be used again; the next borrower must see its own rows only.
        @Test(arguments: ["executeStatementV2", "fetchResultsV2"])
        func theNextBorrowerSeesNoStaleBytes(method: String) async throws {
            let faults: [ServerFault] = [
                .header(name: nil, sequenceShift: 1), .header(name: nil, sequenceShift: -1),
                .header(name: "closeSession", sequenceShift: 0), .trailing, .length(off: 1), .length(off: -1),
                .afterRunning(.close), .cut(at: 30), .exception(7, "bad"), .exception(6, "internal"),
                .status(301, nil), .change { _ in .nothing },
            ]
            let server = try FakeServer()
            var settings = configuration(try server.address)
            settings.repeatsReads = false
            let pool = makePool(settings)
            for (index, fault) in faults.enumerated() {
                server.setScript(on(method, nth: 0, fault))
                _ = await wireError { _ = try await pool.withSession { try await $0.canary(Int64(index) + 100) } }
                #expect(try await pool.withSession { try await $0.canary(Int64(index) + 500) } == 15)
            }
            await pool.close()
            #expect(server.ledger.openQueries.isEmpty)
            #expect(server.ledger.violations == [])
        }

        /// The connection ends after each number of bytes that the client may send, until all of them pass.
        @Test(arguments: [ProxyPlan.Ending.close, .reset])
        func aRequestCutInAnyPlace(ending: ProxyPlan.Ending) async throws {
            let server = try FakeServer()
            let proxy = try FaultProxy(to: server.address)
            var settings = configuration(try proxy.address)
            settings.repeatsReads = false
            settings.connectRetryMax = 1
            var (limit, outcomes) = (0, Set<String>())
            while !outcomes.contains("whole"), limit < 5_000 {
                limit += 1
                proxy.setPlan { [limit] _ in ProxyPlan(upstream: .init(limit: limit, ending: ending)) }
                outcomes.insert(try await Self.insertAndQuery(settings, "insert \(limit)", server))
            }
            #expect(limit > 400, "the requests are longer")
            // The proxy takes a whole frame and passes on a part, so that the client cannot know.
            #expect(outcomes.subtracting(["notSent"]) == ["not opened", "outcomeUnknown", "query cut", "whole"])
        }

        /// Runs one statement of each kind on a session of its own, and checks what is said of them.
        private static func insertAndQuery(
            _ settings: SessionConfiguration,
            _ text: String,
            _ server: FakeServer
        ) async throws -> String {
            guard let session = try? await Session.open(settings) else { return "not opened" }
            let error = try await wireErrorIfAny { try await session.executeNonQuery(text) }
            // The server may see the end of the stream a moment later than its last frame.
            let executions = server.ledger.executions[text, default: 0]
            #expect(error?.requestState != .notSent || executions == 0)
            #expect(error != nil || executions == 1)
            #expect(executions <= 1)
            if let error {
                await session.close()
                return error.requestState.rawValue
            }
            var rows = 0
            let cut = try await wireErrorIfAny {
                try await session.query("select canary 3 pages 3 rows 5").canaryRows(3, into: &rows)
            }
            #expect(cut != nil || rows == 15, "rows were lost without an error")
            await session.close()
            return cut == nil ? "whole" : "query cut"
        }

        @Test func anAnswerInPiecesIsWhole() async throws {
            let server = try FakeServer(script: { _ in .pieces(1) })
            let session = try await Session.open(configuration(try server.address))
            #expect(try await session.canary(1) == 15)
            await session.close()
        }
    }
}
