import IoTDBWire
import Testing

@Suite struct ConnectingExamples {
    @Test func urls() throws {
        var configuration = try SessionConfiguration(
            url: "iotdb://root:secret@h1:6667,h2:6667/plant?dialect=table&tz=UTC"
        )
        #expect(configuration.nodes == ["h1:6667", "h2:6667"] && configuration.dialect == .table)
        configuration = SessionConfiguration(nodes: ["db1:6667", "db2:6667"], user: "meter", password: "secret")
        #expect(configuration.nodes.count == 2)
        #expect("\(configuration.password)" == "***")
    }

    @Test func outside() throws {
        let environment = ["IOTDB_NODE": "db1:66x67"]
        do throws(IoTDBError) {
            let node = try NodeAddress(parsing: environment["IOTDB_NODE"] ?? "127.0.0.1")
            print(node.host)
        } catch {
            print(error.message)  // "db1:66x67": the port is not a number
            #expect(error.message == "\"db1:66x67\": the port is not a number")
        }
    }

    /// That such a connection is made is a test of the transport.
    @Test func encryption() throws {
        var configuration = SessionConfiguration()
        let (chainPEM, keyPEM) = ("-----BEGIN CERTIFICATE-----", "-----BEGIN PRIVATE KEY-----")
        var tls = TLSConfiguration()
        tls.authorities = .file("/etc/iotdb/ca.pem")
        tls.clientCertificate = .init(chain: .text(chainPEM), key: .text(keyPEM))
        configuration.tls = tls
        #expect(!"\(configuration)".contains("BEGIN"))
    }
}
