import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// Servers may advise a better node; advice never breaks, repeats or misleads a write.
    @Suite struct RedirectTests {
        /// Adds advice to answers of a bare status.
        private static func advice(_ node: NodeAddress, code: Int32 = 200) -> ServerFault {
            .change { reply in
                guard case .status(var status) = reply else { return reply }
                status.code = code
                status.redirectNode = EndPoint(node)
                return .status(status)
            }
        }

        private func insert(
            _ session: Session,
            _ device: String = "root.d",
            idempotent: Bool = false
        ) async throws {
            try await session.insertRecord(
                device: device,
                timestamp: 1,
                measurements: ["s"],
                values: [.int32(1)],
                idempotent: idempotent
            )
        }

        private func settings(_ servers: FakeServer..., follows: Bool = true) throws -> SessionConfiguration {
            var settings = SessionConfiguration(nodes: try servers.map { try $0.address })
            settings.followsRedirects = follows
            settings.connectTimeout = .seconds(2)
            return settings
        }

        private func inserts(_ server: FakeServer) -> Int { server.ledger.calls["insertRecord", default: 0] }

        @Test func adviceIsIgnoredUnlessAskedFor() async throws {
            let (first, second) = (try FakeServer(), try FakeServer())
            first.setScript(on("insertRecord", Self.advice(try second.address)))
            let session = try await Session.open(try settings(first, second, follows: false))
            for _ in 0..<5 { try await insert(session) }
            await session.close()
            #expect(inserts(first) == 5)
            #expect(second.ledger.openRequests.isEmpty)
        }

        @Test(arguments: [Int32(200), 400])
        func theNextWriteOfTheDeviceGoesToTheAdvisedNode(code: Int32) async throws {
            let (first, second) = (try FakeServer(), try FakeServer())
            first.setScript(on("insertRecord", Self.advice(try second.address, code: code)))
            let session = try await Session.open(try settings(first, second))
            for _ in 0..<5 { try await insert(session) }
            #expect(inserts(first) == 1 && inserts(second) == 4)
            #expect(second.ledger.openRequests.count == 1)
            // Other devices, and everything that is no write of a device, stay where they were.
            try await insert(session, "root.other")
            try await session.executeNonQuery("insert 1")
            #expect(inserts(first) == 2 && first.ledger.executions == ["insert 1": 1])
            await session.close()
            #expect(await eventually { first.ledger.connections + second.ledger.connections == 0 })
            #expect(first.ledger.violations + second.ledger.violations == [])
            #expect(second.ledger.calls["closeSession"] == 1)
        }

        @Test(arguments: [("127.0.0.1", "localhost"), ("localhost", "127.0.0.1"), ("127.0.0.1", "LOCALHOST")])
        func aNodeThatNamesItselfOtherwiseIsRecognised(listed: String, advised: String) async throws {
            let (first, second) = (try FakeServer(), try FakeServer())
            first.setScript(on("insertRecord", Self.advice(try NodeAddress(host: advised, port: second.port))))
            var configuration = try settings(first)
            configuration.nodes.append(try NodeAddress(host: listed, port: second.port))
            let session = try await Session.open(configuration)
            for _ in 0..<5 { try await insert(session) }
            #expect(inserts(first) == 1 && inserts(second) == 4)
            #expect(second.ledger.openRequests.count == 1)
            await session.close()
        }

        @Test(arguments: ["localhost", "127.0.0.2", "no-such-host.invalid"])
        func aNameOfTheSessionsOwnNodeOrOfNoneOpensNothing(advised: String) async throws {
            let (first, second) = (try FakeServer(), try FakeServer())
            first.setScript(on("insertRecord", Self.advice(try NodeAddress(host: advised, port: first.port))))
            let session = try await Session.open(try settings(first, second))
            for _ in 0..<5 { try await insert(session) }
            #expect(inserts(first) == 5 && inserts(second) == 0)
            #expect(first.ledger.openRequests.count == 1 && second.ledger.openRequests.isEmpty)
            await session.close()
        }

        @Test func sessionsOfAPoolShareWhatTheyLearn() async throws {
            let (first, second) = (try FakeServer(), try FakeServer())
            first.setScript(on("insertRecord", Self.advice(try second.address)))
            let pool = makePool(try settings(first, second), size: 2)
            let (one, other) = (try await pool.lease(), try await pool.lease())
            try await insert(one)
            try await insert(other)
            try await pool.release(one)
            try await pool.release(other)
            // The connection stays with the session over its loans.
            for _ in 0..<4 { try await pool.withSession { try await insert($0) } }
            #expect(inserts(first) == 1 && inserts(second) == 5)
            #expect(second.ledger.peakSessions <= 2)
            await pool.close()
            #expect(await eventually { first.ledger.connections + second.ledger.connections == 0 })
        }

        @Test(arguments: ["0.0.0.0", "::", "127.0.0.1"])
        func strangersAndWildcardsAreNeverConnectedTo(host: String) async throws {
            let (first, stranger) = (try FakeServer(), try FakeServer())
            first.setScript(on("insertRecord", Self.advice(try NodeAddress(host: host, port: stranger.port))))
            let session = try await Session.open(try settings(first))
            for _ in 0..<3 { try await insert(session) }
            await session.close()
            #expect(inserts(first) == 3)
            #expect(stranger.ledger.openRequests.isEmpty && stranger.ledger.connections == 0)
        }

        enum Trouble: CaseIterable, Sendable { case refuses, silent, refusesTheLogin, closesAtOnce }

        @Test(arguments: Trouble.allCases)
        func anAdvisedNodeThatCannotBeUsedBreaksNoWrite(trouble: Trouble) async throws {
            let (first, second) = (try FakeServer(), try FakeServer())
            first.setScript(on("insertRecord", Self.advice(try second.address)))
            switch trouble {
            case .refuses: second.stop()
            case .silent: second.setScript(on("openSession", .beforeRunning(.stall)))
            case .refusesTheLogin: second.setScript(on("openSession", .status(801, "no")))
            case .closesAtOnce: second.setScript(on("openSession", .beforeRunning(.close)))
            }
            var settings = try settings(first, second)
            settings.connectTimeout = .milliseconds(200)
            let session = try await Session.open(settings)
            for _ in 0..<5 { try await insert(session) }
            #expect(inserts(first) == 5 && inserts(second) == 0, "each write was carried out once")
            #expect(session.nodeStatus[1].state == .down)
            await session.close()
        }

        @Test(arguments: [true, false])
        func anAnswerLostAtTheAdvisedNodeIsJudgedAsAnywhere(isVouched: Bool) async throws {
            let (first, second) = (try FakeServer(), try FakeServer())
            first.setScript(on("insertRecord", nth: 0, Self.advice(try second.address)))
            second.setScript(on("insertRecord", .afterRunning(.close)))
            let session = try await Session.open(try settings(first, second))
            try await insert(session)
            let error = try await wireErrorIfAny { try await insert(session, idempotent: isVouched) }
            #expect(error?.code == (isVouched ? nil : .outcomeUnknown))
            #expect(inserts(second) == 1 && inserts(first) == (isVouched ? 2 : 1))
            await session.close()
        }

        @Test func anAdvisedConnectionThatDiedWhileIdleIsReplaced() async throws {
            let (first, second) = (try FakeServer(), try FakeServer())
            first.setScript(on("insertRecord", Self.advice(try second.address)))
            let session = try await Session.open(try settings(first, second))
            try await insert(session)
            for _ in 0..<20 {
                try await insert(session)
                second.breakConnections()
                #expect(await eventually { second.ledger.connections == 0 })
            }
            #expect(inserts(first) == 1 && inserts(second) == 20)
            await session.close()
        }

        @Test func manyDevicesGoTogetherWhenTheyAgree() async throws {
            let (first, second) = (try FakeServer(), try FakeServer())
            let advised = try second.address
            first.setScript(
                on(
                    "insertRecords",
                    .change { reply in
                        guard case .status(var status) = reply else { return reply }
                        var good = Status(code: 400)
                        good.redirectNode = EndPoint(advised)
                        status.code = 400
                        status.subStatuses = [good, good]
                        return .status(status)
                    }
                )
            )
            let session = try await Session.open(try settings(first, second))
            func write(_ devices: String...) async throws {
                try await session.insertRecords(
                    devices.map { device in
                        Record(device: device, timestamp: 1, measurements: ["s"], values: [.int32(1)])
                    }
                )
            }
            try await write("root.a", "root.b")
            try await write("root.b", "root.a")
            #expect(second.ledger.calls["insertRecords"] == 1)
            try await write("root.a", "root.c")
            #expect(second.ledger.calls["insertRecords"] == 1 && first.ledger.calls["insertRecords"] == 2)
            await session.close()
        }

        @Test func tabletsOfATableGoByTheirTags() async throws {
            let (first, second) = (try FakeServer(), try FakeServer())
            let advised = try second.address
            first.setScript(
                on(
                    "insertTablet",
                    .change { reply in
                        guard case .status(var status) = reply else { return reply }
                        // Rows in the order of time: the first has nothing to tell, the others have.
                        var good = Status(code: 400)
                        good.redirectNode = EndPoint(advised)
                        status.code = 400
                        status.subStatuses = [Status(code: 200), good, good]
                        return .status(status)
                    }
                )
            )
            var configuration = try settings(first, second)
            configuration.dialect = .table
            configuration.database = "plant"
            let session = try await Session.open(configuration)
            func write(_ rows: (Int64, String?)...) async throws {
                let columns = [ColumnSchema("id", .string, category: .tag), ColumnSchema("n", .int64)]
                var tablet = try Tablet(table: "t", columns: columns)
                for (time, id) in rows {
                    try tablet.appendRow(timestamp: time, [id.map(Value.string) ?? .null, .int64(time)])
                }
                try await session.insert(tablet)
            }
            // Not in the order of time, in which the answer speaks of them.
            try await write((3, nil), (1, "here"), (2, "there"))
            try await write((4, "there"))
            try await write((5, "there"), (6, nil))
            #expect(first.ledger.calls["insertTablet"] == 1 && second.ledger.calls["insertTablet"] == 2)
            try await write((7, "here"))
            try await write((8, "there"), (9, "here"))
            try await write((10, ""))
            #expect(first.ledger.calls["insertTablet"] == 4 && second.ledger.calls["insertTablet"] == 2)
            await session.close()
        }

        @Test func theMemoryOfAdviceIsBounded() throws {
            let cache = RedirectCache(capacity: 10)
            let (one, other) = (try NodeAddress(host: "one"), try NodeAddress(host: "other"))
            for number in 0..<1_000 { cache.note("root.d\(number)", number.isMultiple(of: 2) ? one : other) }
            #expect(cache.count <= 20)
            #expect(cache.node(for: ["root.d999"]) == other)
            #expect(cache.node(for: ["root.d1"]) == nil)
            #expect(cache.node(for: ["root.d999", "root.d998"]) == nil)
            cache.forget(other)
            #expect(cache.node(for: ["root.d999"]) == nil && cache.node(for: ["root.d998"]) == one)
        }
    }
}

extension EndPoint {
    fileprivate init(_ node: NodeAddress) {
        self.init()
        host = node.host
        port = Int32(node.port)
    }
}
