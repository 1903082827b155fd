import IoTDBDemo
import IoTDBWire

/// A demo server with the sample data.
struct TestedDemo {
    private let server = DemoServer()
    let configuration: SessionConfiguration

    init() throws { configuration = try SessionConfiguration(host: "127.0.0.1", port: Int(try server.start())) }

    func stop() { server.stop() }
}
