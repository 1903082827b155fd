import Glibc
package import IoTDBWire

/// A TCP proxy that hurts the traffic between a client and a server, fake or real.
///
/// Each connection gets a plan when it is accepted. The words are those of toxiproxy: latency, bandwidth, slicer,
/// limit_data, reset_peer, timeout.
package final class FaultProxy: Sendable {
    /// Makes the plan of a connection, by its number from 0; nil closes it at once.
    package typealias Planner = @Sendable (Int) -> ProxyPlan?

    private struct State {
        var planner: Planner
        var accepted = 0
        var clients: [LoopbackConnection] = []
    }

    private final class Shared: Sendable {
        let state: Lock<State>
        init(_ planner: @escaping Planner) { state = Lock(State(planner: planner)) }
    }

    private let shared: Shared
    private let listener: LoopbackListener

    /// Listens on a free port of 127.0.0.1 in front of a server.
    package init(to server: NodeAddress, plan: @escaping Planner = { _ in ProxyPlan() }) throws {
        let shared = Shared(plan)
        self.shared = shared
        listener = try LoopbackListener { client in
            let plan = shared.state.withLock { state -> ProxyPlan? in
                defer { state.accepted += 1 }
                state.clients.append(client)
                return state.planner(state.accepted)
            }
            if let plan { Self.serve(client, server, plan) }
        }
    }

    /// Where clients connect to.
    package var address: NodeAddress { get throws { try listener.address } }

    /// Connections accepted so far.
    package var acceptedCount: Int { shared.state.withLock { $0.accepted } }

    /// Replaces the plans of later connections.
    package func setPlan(_ plan: @escaping Planner) { shared.state.withLock { $0.planner = plan } }

    /// Breaks the connections there are now.
    package func breakConnections(reset: Bool = false) {
        for client in shared.state.withLock({ $0.clients }) {
            if reset { client.breakOff() } else { client.shutdown() }
        }
    }

    /// Stops listening and breaks all connections.
    package func close() { listener.close() }

    /// Runs both directions, this one on the thread of the connection.
    private static func serve(_ client: LoopbackConnection, _ address: NodeAddress, _ plan: ProxyPlan) {
        guard let server = connect(to: address) else { return client.reset() }
        let finished = WaitCounter()
        do {
            try TestThread.start {
                pump(from: server, to: client, plan.downstream)
                finished.signal()
            }
        } catch {
            return server.close()
        }
        pump(from: client, to: server, plan.upstream)
        finished.wait()
        server.close()
    }

    /// Passes bytes on until one side ends or the limit is reached, then ends both.
    private static func pump(from source: LoopbackConnection, to target: LoopbackConnection, _ toxics: ProxyPlan.Toxics)
    {
        var passed = 0
        while true {
            let room = min(toxics.slice, toxics.limit.map { $0 - passed } ?? .max)
            if room <= 0 {
                end(source, target, toxics.ending)
                return
            }
            let bytes = source.readSome(limit: min(room, 65_536))
            guard !bytes.isEmpty else { break }
            pause(toxics, bytes.count)
            guard target.write(bytes) else { break }
            passed += bytes.count
        }
        source.shutdown()
        target.shutdown()
    }

    private static func end(_ source: LoopbackConnection, _ target: LoopbackConnection, _ ending: ProxyPlan.Ending) {
        switch ending {
        case .close: break
        case .reset:
            source.breakOff()
            target.breakOff()
            return
        case .stall: source.waitForClose()
        }
        source.shutdown()
        target.shutdown()
    }

    private static func pause(_ toxics: ProxyPlan.Toxics, _ count: Int) {
        var pause = toxics.latency
        if let bandwidth = toxics.bandwidth { pause += .seconds(Double(count) / Double(max(1, bandwidth))) }
        let microseconds = pause / .microseconds(1)
        if microseconds > 0 { usleep(UInt32(microseconds)) }
    }

    private static func connect(to address: NodeAddress) -> LoopbackConnection? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        var target = sockaddr_in()
        target.sin_family = sa_family_t(AF_INET)
        target.sin_port = UInt16(address.port).bigEndian
        inet_pton(AF_INET, address.host, &target.sin_addr)
        let result = withUnsafePointer(to: &target) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            Glibc.close(descriptor)
            return nil
        }
        return LoopbackConnection(descriptor)
    }
}
