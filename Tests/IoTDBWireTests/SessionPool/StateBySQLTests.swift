import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// What statements change of a session is restored as what calls change.
    @Suite struct StateBySQLTests {
        @Test(arguments: ["SET TIME ZONE '+09:00'", "set time_zone = '+09:00';", "/* x */ Set Time_Zone='+09:00'"])
        func aZoneThatAStatementSetIsRestored(statement: String) async throws {
            let server = try FakeServer()
            let session = try await Session.open(configuration(try server.address))
            try await session.executeNonQuery(statement)
            #expect(await session.timeZone == "+09:00")
            server.breakConnections()
            #expect(await eventually { server.ledger.connections == 0 })
            try await session.ping()
            #expect(server.ledger.openRequests.map(\.zoneID) == ["UTC", "+09:00"])
            await session.close()
        }

        @Test func aZoneThatWasRefusedIsNot() async throws {
            let server = try FakeServer(script: on("executeStatementV2", .status(703, "no")))
            let session = try await Session.open(configuration(try server.address))
            _ = await wireError { try await session.executeNonQuery("SET TIME ZONE 'X'") }
            #expect(await session.timeZone == "UTC")
            await session.close()
        }

        @Test(arguments: ["SET TIME ZONE LOCAL", "SET CONFIGURATION 'time'='x'", "insert 'SET TIME ZONE ''X'''"])
        func otherStatementsChangeNoZone(statement: String) async throws {
            let server = try FakeServer()
            let session = try await Session.open(configuration(try server.address))
            try await session.executeNonQuery(statement)
            #expect(await session.timeZone == "UTC")
            await session.close()
        }

        @Test func aDatabaseUsedInABatchThatFailsInPartIsFollowed() async throws {
            let partly = ServerFault.change { _ in
                var status = Status(code: 302)
                status.subStatuses = [
                    Status(code: 200), Status(code: 700, message: "no"), Status(code: 200), Status(code: 500),
                ]
                return .status(status)
            }
            let server = try FakeServer(script: on("executeBatchStatement", partly))
            var settings = configuration(try server.address)
            settings.dialect = .table
            settings.database = "start"
            let session = try await Session.open(settings)
            let statements = ["insert 1", "nonsense", "use \"Mine\";", "USE missing"]
            #expect(await wireError { try await session.executeBatch(statements) }.serverStatus?.code == 302)
            #expect(await session.database == "mine")
            await session.close()
        }

        @Test func theSameDatabaseInOtherLettersIsNoChange() async throws {
            let server = try FakeServer()
            var settings = configuration(try server.address)
            settings.dialect = .table
            settings.database = "Plant"
            let pool = makePool(settings)
            try await pool.withSession { try await $0.executeNonQuery("USE Plant") }
            _ = try await pool.withSession { try await $0.ping() }
            #expect(await pool.statistics.opened == 1)
            await pool.close()
        }
    }
}
