import IoTDBWire

/// One thing that a server is tried for.
struct Scenario: Sendable {
    /// How a scenario ended.
    enum Outcome: Sendable {
        case passed
        case failed(String)
        case skipped(String)
    }

    /// Dialect and calls, for example `tree insertRecord`.
    let name: String
    private let body: @Sendable (Workspace) async throws -> Void

    /// Names a scenario; its body throws ``Mismatch`` or an `IoTDBError` to fail and ``Skip`` where the server lacks
    /// the call.
    init(_ name: String, _ body: @escaping @Sendable (Workspace) async throws -> Void) {
        self.name = name
        self.body = body
    }

    /// Runs the scenario once.
    func run(in workspace: Workspace) async -> Outcome {
        do {
            try await body(workspace)
            return .passed
        } catch let skip as Skip {
            return .skipped(skip.reason)
        } catch {
            return .failed("\(error)")
        }
    }
}

extension Scenario {
    /// Every scenario, in the order in which they run.
    static let all =
        sessions + statements + records + strings + tablets + schema + deletions + queries + lastValues + batches
        + templates + parameters + pages + cancellation + tables + prepared + pooling
}

/// The server said that it has no such thing.
struct Skip: Error {
    /// The server's own words.
    let reason: String
}

/// Something came back otherwise than it was written.
struct Mismatch: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Runs code that a server may not have; what it answers then becomes the reason to skip.
///
/// - Parameter codes: status codes with which this server says so, besides the unknown call of Thrift.
func skippingUnsupported<Success: Sendable>(
    status codes: Set<Int32> = [],
    _ body: () async throws -> Success
) async throws -> Success {
    do {
        return try await body()
    } catch let error as IoTDBError {
        if error.code == .unsupported { throw Skip(reason: error.message) }
        if let status = error.serverStatus, codes.contains(status.code.rawValue) { throw Skip(reason: status.text) }
        throw error
    }
}
