import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// Servers that leave out what ours sends, or have more to say.
    @Suite struct OtherServersTests {
        @Test func aServerWithoutPrecisionAndPropertiesCountsInMilliseconds() async throws {
            let server = try FakeServer()
            server.setScript { call in
                switch call.method {
                case "openSession":
                    .change { reply in
                        guard case .open(var response) = reply else { return reply }
                        response.configuration = nil
                        return .open(response)
                    }
                case "getProperties": .exception(1, "Invalid method name: 'getProperties'")
                default: nil
                }
            }
            let session = try await Session.open(configuration(try server.address))
            #expect(try await session.timestampPrecision == .milliseconds)
            #expect(try await session.canary(1) == 15)
            #expect(await wireError { _ = try await session.serverProperties() }.code == .unsupported)
            await session.close()
        }

        @Test func propertiesThatNothingDemandsMayBeAbsent() async throws {
            let withoutLimit = ServerFault.change { reply in
                guard case .properties(var response) = reply else { return reply }
                response.maxConcurrentClientNum = nil
                return .properties(response)
            }
            let server = try FakeServer(script: on("getProperties", withoutLimit))
            let session = try await Session.open(configuration(try server.address))
            let properties = try await session.serverProperties()
            #expect(properties.version == "2.0.1-beta" && properties.maximumConnections == nil)
            await session.close()
        }

        @Test func anAbsentFlagMeansThatThereIsATimeColumn() async throws {
            let absent = ServerFault.change { reply in
                guard case .execute(var response) = reply else { return reply }
                response.ignoreTimeStamp = nil
                return .execute(response)
            }
            let server = try FakeServer(script: on("executeStatementV2", absent))
            let session = try await Session.open(configuration(try server.address))
            let results = try await session.query("select canary 1 pages 1 rows 5")
            #expect(results.columns.map(\.name) == ["Time", "canary"])
            await results.close()
            await session.close()
        }

        @Test(arguments: [Int32(801), 804, 822])
        func aRefusedLoginIsTriedOnce(code: Int32) async throws {
            let (first, second) = (try FakeServer(), try FakeServer())
            first.setScript(on("openSession", .status(code, "no such user")))
            let error = await wireError {
                _ = try await Session.open(configuration(try first.address, try second.address))
            }
            #expect(error.code == .authenticationFailed && error.serverStatus?.code.rawValue == code)
            #expect(second.ledger.openRequests.isEmpty)
        }

        @Test(arguments: ThriftProtocol.allCases)
        func statusesInsideStatusesAreReadAsDeepAsAllowed(wire: ThriftProtocol) async throws {
            for (depth, code) in [(50, IoTDBError.Code.serverError), (70, .outcomeUnknown)] {
                let server = try FakeServer(wire)
                server.setScript(on("testConnectionEmptyRPC", .change { _ in .status(Self.nested(depth)) }))
                let session = try await Session.open(configuration(try server.address, wire: wire))
                let error = await wireError { try await session.ping() }
                #expect(error.code == code)
                if depth == 50 {
                    #expect(error.message.hasSuffix("302 (MULTIPLE_ERROR): 507: disk full; 508: no path"))
                }
                await session.close()
            }
        }

        /// Outcomes of several outcomes, of which one is good and two are bad.
        private static func nested(_ depth: Int) -> Status {
            var status = Status(code: 302)
            let leaves = [
                Status(code: 507, message: "disk full"), Status(code: 200), Status(code: 508, message: "no path"),
            ]
            status.subStatuses = StatusList(leaves)
            for _ in 1..<depth {
                var outer = Status(code: 302)
                outer.subStatuses = [Status(code: 400), status]
                status = outer
            }
            return status
        }

        @Test func anErrorIsOneLineToALog() async throws {
            let server = try FakeServer(
                script: on("executeStatementV2", .status(700, "line 1:1\r\nforged\u{1B}[2J\u{2028}end"))
            )
            let session = try await Session.open(configuration(try server.address))
            let error = await wireError { try await session.executeNonQuery("x") }
            #expect(
                error.serverStatus?.message == "line 1:1\r\nforged\u{1B}[2J\u{2028}end",
                "the server's own words stay"
            )
            #expect(error.logLine.contains("line 1:1  forged\\u{1B}[2J end ["))
            await session.close()
        }

        @Test func timeLimitsBeyondAllNumbersAreNoLimits() async throws {
            let server = try FakeServer()
            let session = try await Session.open(configuration(try server.address))
            let limits: [Duration] = [
                .seconds(Int64.max / 1000) + .milliseconds(900), .seconds(Int64.max), .seconds(Int64.max / 1000),
            ]
            for limit in limits {
                let results = try await session.query("select canary 1 pages 2 rows 5", timeout: limit)
                while try await results.nextPage() != nil {}
            }
            let pool = makePool(configuration(try server.address))
            _ = try await pool.withSession { _ in try await wireErrorIfAny { _ = try await pool.lease(timeout: .zero) }
            }
            let session2 = try await pool.lease(timeout: .seconds(Int64.max))
            try await pool.release(session2)
            await pool.close(within: .seconds(Int64.max))
            await session.close()
        }
    }
}
