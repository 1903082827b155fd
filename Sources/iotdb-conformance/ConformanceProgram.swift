import Glibc
import IoTDBWire

/// Asks a server for everything that the library can do and compares every cell with what was written.
enum ConformanceProgram {
    private static let usage = """
        usage: iotdb-conformance 'iotdb://USER:PASSWORD@HOST:PORT[,HOST:PORT ...][?tls=true&tls_ca=FILE&retries=N]' [NAME ...]

        Runs every scenario, or those whose name contains one of NAME, against an Apache IoTDB server, and removes what it made.
        retries: how often a scenario that failed is run again with fresh databases, while nodes of a cluster come and go.
        Exit status: 0 all passed or skipped, 2 no connection, 3 a scenario failed, 64 usage.
        """

    /// Runs the program and answers its exit status.
    static func run(_ arguments: [String]) async -> Int32 {
        guard let first = arguments.first, first != "--help" else {
            print(usage)
            return arguments.isEmpty ? 64 : 0
        }
        do {
            let url = try ConformanceURL(first)
            let configuration = try await detect(url.configuration)
            return try await runScenarios(configuration, named: arguments.dropFirst(), retries: url.retries)
        } catch let error as ConformanceURL.Invalid {
            printError("iotdb-conformance: \(error.reason)\n\(usage)")
            return 64
        } catch {
            printError("iotdb-conformance: \(error)")
            return 2
        }
    }

    /// Finds out which protocol the server speaks: nothing is negotiated, a server closes the connection on the other one.
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
        retries: Int
    ) async throws -> Int32 {
        let first = try await Workspace(configuration)
        let protocolName = configuration.rpcCompression ? "compact" : "binary"
        print("\(configuration.nodes[0]), IoTDB \(first.version), \(protocolName), \(first.precision.rawValue)")
        print("databases \(first.treeDatabase) and \(first.tableDatabase)")
        var workspaces = [first]
        var tally = Tally()
        for scenario in Scenario.all where names.isEmpty || names.contains(where: { scenario.name.contains($0) }) {
            tally.count(await run(scenario, in: &workspaces, retries: retries))
        }
        for workspace in workspaces { await workspace.remove() }
        print(tally.summary)
        return tally.failed == 0 ? 0 : 3
    }

    /// Runs a scenario in the last workspace; after a failure again in a fresh one, so that nothing is half done.
    private static func run(
        _ scenario: Scenario,
        in workspaces: inout [Workspace],
        retries: Int
    ) async -> Scenario.Outcome {
        for _ in 0..<retries {
            let current = workspaces[workspaces.count - 1]
            let outcome = await scenario.run(in: current, isLastAttempt: false)
            guard outcome == .failed else { return outcome }
            if let fresh = try? await Workspace(current.configuration) { workspaces.append(fresh) }
        }
        return await scenario.run(in: workspaces[workspaces.count - 1])
    }

    private static func printError(_ text: String) {
        let bytes = Array((text + "\n").utf8)
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}

/// How many scenarios ended how.
private struct Tally {
    var passed = 0
    var failed = 0
    var skipped = 0

    /// The last line of the output.
    var summary: String {
        "\(passed) passed, \(failed) failed" + (skipped > 0 ? ", \(skipped) skipped" : "")
    }

    mutating func count(_ outcome: Scenario.Outcome) {
        switch outcome {
        case .passed: passed += 1
        case .failed: failed += 1
        case .skipped: skipped += 1
        }
    }
}
