import Testing

@testable import IoTDBWire

/// Reads URLs as a whole; what is wrong is named and never quoted.
@Suite struct ConnectionURLTests {
    @Test func everyPartIsRead() throws {
        let text =
            "iotdb://user%40x:p%3Aw:d@h1:6667,[::1],h2:7000/plant?dialect=table&tz=%2B08:00&tls=true&fetch_size=auto"
            + "&tls_ca=/ca.pem&compression=true&connect_timeout=1.5&request_timeout=2&query_timeout=3"
        let configuration = try SessionConfiguration(url: text)
        #expect(configuration.user == "user@x")
        #expect(configuration.password.text == "p:w:d")
        #expect(configuration.nodes.map(\.description) == ["h1:6667", "[::1]:6667", "h2:7000"])
        #expect(configuration.database == "plant")
        #expect(configuration.dialect == .table)
        #expect(configuration.timeZone == "+08:00")
        #expect(configuration.fetchSize == .automatic)
        #expect(configuration.rpcCompression)
        #expect(configuration.tls?.caFile == "/ca.pem")
        #expect(configuration.tls?.verifiesServer == true)
        #expect(configuration.connectTimeout == .milliseconds(1500))
        #expect(configuration.requestTimeout == .seconds(2))
        #expect(configuration.queryTimeout == .seconds(3))
    }

    @Test func aHostAloneLeavesTheDefaults() throws {
        let configuration = try SessionConfiguration(url: "IoTDB://db.example")
        #expect(configuration.nodes.map(\.description) == ["db.example:6667"])
        #expect(configuration.user == "root")
        #expect(configuration.password.text == "root")
        #expect(configuration.dialect == .tree)
        #expect(configuration.tls == nil)
        #expect(try ConnectionURL("iotdb://db.example/").user == nil)
        #expect(try ConnectionURL("iotdb://:@h").password?.text == "")
    }

    @Test func unknownOptionsAreLeftToTheProgramAndRefusedByTheLibrary() throws {
        let url = try ConnectionURL("iotdb://h?patience=3&tls-insecure=true")
        #expect(url.otherOptions.map(\.name) == ["patience"])
        #expect(url.tls?.verifiesServer == false)
        #expect(throws: IoTDBError(.invalidArgument, "")) { try SessionConfiguration(url: "iotdb://h?patience=3") }
    }

    @Test(
        arguments: [
            ("http://h", "begin"), ("iotdb://", "node 1"), ("iotdb://h,,i", "node 2"), ("iotdb://h:0", "port"),
            ("iotdb://h:x", "port"), ("iotdb://::1", "brackets"), ("iotdb://h#x", "#"), ("iotdb://h/a/b", "%2F"),
            ("iotdb://h?tls=yes", "tls is"), ("iotdb://h?tls=true&tls=true", "twice"), ("iotdb://h?tz=", "tz has"),
            ("iotdb://h?fetch_size=0", "rows"), ("iotdb://h?query_timeout=nan", "seconds"),
            ("iotdb://h?dialect=x", "tree"),
            ("iotdb://h?tls=false&tls_ca=/x", "contradicts"), ("iotdb://h?tls_cert=/x", "together"),
            ("iotdb://u%zz@h", "the user"), ("iotdb://u:%+1@h", "the password"), ("iotdb://u:%00@h", "NUL"),
            ("iotdb://u:%FF@h", "UTF-8"), ("iotdb://h?dialekt=tree", "dialekt"),
        ]
    )
    func whatIsWrongIsNamed(_ text: String, _ part: String) throws {
        let error = try #require(Self.error(of: text))
        #expect(error.message.contains(part), "\(error.message)")
        #expect(error.code == .invalidArgument)
    }

    @Test(
        arguments: [
            "iotdb://root:canary", "iotdb://root:canary@", "iotdb://root:canary/x@h", "iotdb://root:canary?x@h",
            "iotdb://root:canary#x@h", "iotdb://root:%canary@h", "http://root:canary@h", "iotdb://root:canary@h:x",
            "iotdb://root:canary@h,canary:canary", "iotdb://root:x/canary@h", "iotdb://root:x?canary@h",
            "root:canary@h",
        ]
    )
    func noErrorShowsThePassword(_ text: String) throws {
        let error = try #require(Self.error(of: text))
        #expect(!"\(error)\(error.message)".contains("canary"), "\(error)")
    }

    @Test func hostAndPortDoWithoutAURL() throws {
        let configuration = try SessionConfiguration(host: "::1", port: 7000, user: "u", dialect: .table)
        #expect(configuration.nodes == ["[::1]:7000"] && configuration.user == "u")
        #expect(try SessionConfiguration(host: "db.example").nodes == ["db.example"])
        for (host, port) in [("", 6667), ("a b", 6667), ("h", 0), ("h", 65_536)] {
            #expect(throws: IoTDBError(.invalidArgument, "")) { try SessionConfiguration(host: host, port: port) }
        }
    }

    @Test func aDumpShowsNoPassword() throws {
        var text = ""
        dump(try ConnectionURL("iotdb://root:canary@h"), to: &text)
        #expect(!text.contains("canary"))
    }

    private static func error(of url: String) -> IoTDBError? {
        do throws(IoTDBError) { _ = try SessionConfiguration(url: url) } catch { return error }
        return nil
    }
}
