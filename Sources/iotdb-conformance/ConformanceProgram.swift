import IoTDBWire
import Platform

/// Asks a server for everything that the library can do and compares every cell with what was written.
enum ConformanceProgram {
    private static let usage = """
        usage: iotdb-conformance 'iotdb://USER:PASSWORD@HOST:PORT[,HOST:PORT ...][?tls=true&tls_ca=FILE&patience=SECONDS]' [NAME ...]

        Runs every scenario, or those whose name contains one of NAME, against an Apache IoTDB server, and removes what it made.
        patience: how long, all together, failed scenarios are run again with fresh devices while nodes of a cluster come and go;
        300 on a cluster of several data nodes, else 0. The other nodes of a cluster are asked for and used when one goes away.
        Exit status: 0 all passed or skipped, 2 no connection, 3 a scenario failed, 64 usage.
        """

    /// Runs the program and answers its exit status.
    static func run(_ arguments: [String]) async -> Int32 {
        guard let first = arguments.first, first != "--help" else {
            print(usage)
            return arguments.isEmpty ? 64 : 0
        }
        let url: ConformanceURL
        do throws(IoTDBError) { url = try ConformanceURL(first) } catch {
            printError("iotdb-conformance: \(error.message)\n\(usage)")
            return 64
        }
        do {
            let configuration = try await detect(url.configuration).withNodesOfCluster()
            return try await runScenarios(configuration, named: arguments.dropFirst(), patience: url.patience)
        } catch {
            printError("iotdb-conformance: \(error)")
            return 2
        }
    }

    /// Finds out which protocol the server speaks: nothing is negotiated, a server closes the connection on the other
    /// one.
    private static func detect(_ configuration: SessionConfiguration) async throws -> SessionConfiguration {
        var configuration = configuration
        do throws(IoTDBError) {
            try await probe(configuration)
        } catch {
            guard error.code == .connectionFailed else { throw error }
            configuration.rpcCompression = true
            do throws(IoTDBError) { try await probe(configuration) } catch let second {
                throw second.code == .connectionFailed ? error : second
            }
        }
        return configuration
    }

    private static func probe(_ configuration: SessionConfiguration) async throws(IoTDBError) {
        let session = try await Session.open(configuration)
        await session.close()
    }

    private static func runScenarios(
        _ configuration: SessionConfiguration,
        named names: ArraySlice<String>,
        patience: Duration?
    ) async throws -> Int32 {
        let patience = patience ?? (configuration.nodes.count > 1 ? .seconds(300) : .zero)
        let began = ContinuousClock.now
        let workspace = try await makeWorkspace(configuration, patience: patience)
        let protocolName = configuration.rpcCompression ? "compact" : "binary"
        print("\(configuration.nodes[0]), IoTDB \(workspace.version), \(protocolName), \(workspace.precision.rawValue)")
        print("databases \(workspace.treeDatabase) and \(workspace.tableDatabase)")
        fflush(nil)
        var run = ConformanceRun(workspace: workspace, patience: patience - (ContinuousClock.now - began))
        await run.perform(
            Scenario.all.filter { scenario in names.isEmpty || names.contains { scenario.name.contains(bytesOf: $0) } }
        )
        await workspace.remove()
        print(run.summary)
        return run.failed == 0 ? 0 : 3
    }

    /// Opens sessions and creates databases, again after a failure as long as there is patience.
    private static func makeWorkspace(
        _ configuration: SessionConfiguration,
        patience: Duration
    ) async throws -> Workspace {
        let unique = String(UInt32.random(in: 0 ... .max), radix: 36)
        let end = ContinuousClock.now + patience
        while true {
            do {
                return try await Workspace(configuration, unique: unique)
            } catch {
                guard ContinuousClock.now < end else { throw error }
                print("again databases: \(error)")
                fflush(nil)
                try await Task.sleep(for: .seconds(2))
            }
        }
    }

    private static func printError(_ text: String) {
        let bytes = Array((text + "\n").utf8)
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
