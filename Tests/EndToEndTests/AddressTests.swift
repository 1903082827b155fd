import IoTDBDemo
import IoTDBTesting
import IoTDBWire
import Testing

/// Addresses on the built program: what they say arrives at the server.
@Suite struct AddressTests {
    private let server: FakeServer

    init() throws { server = try FakeServer() }

    @Test func everyPartOfAnAddressReachesTheServer() throws {
        let unused = try LoopbackListener.unusedPort()
        let address =
            "iotdb://r%6Fot:ro%6ft@127.0.0.1:\(unused),127.0.0.1:\(server.port)/plant?dialect=table&tz=Asia/Tokyo"
        let result = try ShellRun.run([address, "-e", "flush"])
        #expect(result.status == 0, "\(result.errorText)")
        #expect(result.errorText.contains("warning: the password in the address shows in the process list"))
        let request = try #require(server.ledger.openRequests.first)
        #expect(request.username == "root" && request.password == "root")
        #expect(request.zoneID == "Asia/Tokyo")
        #expect(request.configuration?["db"] == "plant" && request.configuration?["sql_dialect"] == "table")
        #expect(server.ledger.executions["flush"] == 1)
    }

    /// A host in brackets is a number of IPv6; nothing listens there, so the message shows how it was read.
    @Test func bracketsHoldNumbersOfIPv6() throws {
        let unused = try LoopbackListener.unusedPort()
        let result = try ShellRun.run(["iotdb://[::1]:\(unused)", "-e", "flush"])
        #expect(result.status == 2)
        #expect(result.errorText.contains("[::1]:\(unused)"), "\(result.errorText)")
    }

    @Test func theCommandLineWinsOverTheEnvironmentAndBothOverTheFile() throws {
        let environment = ["IOTDB_URL": "iotdb://127.0.0.1:\(server.port)?tz=Asia/Tokyo", "IOTDB_TIMEOUT": "7"]
        let result = try ShellRun.run(["--timezone", "Europe/Rome", "-e", "flush"], environment: environment)
        #expect(result.status == 0, "\(result.errorText)")
        #expect(server.ledger.openRequests.first?.zoneID == "Europe/Rome")
    }
}
