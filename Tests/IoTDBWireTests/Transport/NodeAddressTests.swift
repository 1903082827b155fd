import IoTDBWire
import Testing

@Suite struct NodeAddressTests {
    @Test(arguments: [
        ("localhost:6667", "localhost", 6667, "localhost:6667"),
        ("localhost", "localhost", 6667, "localhost:6667"),
        ("10.0.0.1:1", "10.0.0.1", 1, "10.0.0.1:1"),
        ("node_1.example-site.org:65535", "node_1.example-site.org", 65535, "node_1.example-site.org:65535"),
        ("[::1]:6668", "::1", 6668, "[::1]:6668"),
        ("[::1]", "::1", 6667, "[::1]:6667"),
        ("[::ffff:127.0.0.1]:80", "::ffff:127.0.0.1", 80, "[::ffff:127.0.0.1]:80"),
        ("[fe80::1%eth0]:6667", "fe80::1%eth0", 6667, "[fe80::1%eth0]:6667"),
    ])
    func readsHostAndPort(_ text: String, host: String, port: Int, description: String) throws {
        let address = try NodeAddress(parsing: text)
        #expect(address.host == host)
        #expect(address.port == port)
        #expect(address.description == description)
        #expect(try NodeAddress(parsing: address.description) == address)
    }

    @Test(arguments: [
        ("", "empty"),
        (":6667", "empty"),
        ("host:", "missing after the colon"),
        ("host:0", "not in 1 to 65535"),
        ("host:65536", "not in 1 to 65535"),
        ("host:99999999999999999999", "not in 1 to 65535"),
        ("host:-1", "not a number"),
        ("host:+1", "not a number"),
        ("host: 1", "not a number"),
        ("host:٣", "not a number"),
        ("::1", "brackets"),
        ("fe80::1:6667", "brackets"),
        ("[::1", "closing bracket"),
        ("[]:6667", "not an IPv6 address"),
        ("[host]:6667", "not an IPv6 address"),
        ("[fe80::1%]:6667", "not an IPv6 address"),
        ("[::1]6667", "only a colon"),
        ("[::1]:", "missing after the colon"),
        ("a b:6667", "character"),
        ("user@host:6667", "character"),
        ("a\u{0}b:6667", "character"),
        ("http://host:6667", "brackets"),
        (String(repeating: "a", count: 400), "longer"),
    ])
    func refusesAndNamesWhatIsWrong(_ text: String, expected: String) {
        #expect(throws: IoTDBError(.invalidArgument, "")) { try NodeAddress(parsing: text) }
        do {
            _ = try NodeAddress(parsing: text)
        } catch {
            #expect(error.message.contains(expected))
        }
    }

    @Test func refusesHostAndPortGivenApart() {
        #expect(throws: IoTDBError(.invalidArgument, "")) { try NodeAddress(host: "", port: 1) }
        #expect(throws: IoTDBError(.invalidArgument, "")) { try NodeAddress(host: "a:b", port: 1) }
        #expect(throws: IoTDBError(.invalidArgument, "")) { try NodeAddress(host: "[::1]", port: 1) }
        #expect(throws: IoTDBError(.invalidArgument, "")) { try NodeAddress(host: "host", port: 0) }
        #expect(throws: IoTDBError(.invalidArgument, "")) { try NodeAddress(host: "host", port: 65_536) }
    }

    @Test func errorTextCannotDriveATerminal() {
        do {
            _ = try NodeAddress(parsing: "a\u{1B}[31m\u{9B}:6667")
            Issue.record("accepted")
        } catch {
            #expect(error.message.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
        }
    }
}
