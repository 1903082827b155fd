import Foundation
import IoTDBTesting
import IoTDBWire
import Testing

/// All suites of this target: one after the other, because they share servers.
///
/// Each runs where the `IOTDB_LIVE_…` variable of its server is set; `Scripts/live.sh` sets them.
@Suite(.serialized, .timeLimit(.minutes(40)))
enum LiveSuites {}

/// The servers that the environment names.
enum LiveServer: String, Sendable, CaseIterable, CustomTestStringConvertible {
    /// Binary Thrift.
    case binary = "IOTDB_LIVE_BINARY"
    /// Compact Thrift.
    case compact = "IOTDB_LIVE_COMPACT"
    /// Binary Thrift behind TLS.
    case tls = "IOTDB_LIVE_TLS"
    /// Times in microseconds.
    case microseconds = "IOTDB_LIVE_MICROSECONDS"
    /// Times in nanoseconds.
    case nanoseconds = "IOTDB_LIVE_NANOSECONDS"

    var testDescription: String { rawValue }

    /// Whether the environment names this server.
    var isThere: Bool { LiveEnvironment.value(rawValue) != nil }

    /// The servers that are there.
    static let found = allCases.filter(\.isThere)

    /// Where the server listens.
    var address: NodeAddress {
        get throws { try NodeAddress(parsing: try #require(LiveEnvironment.value(rawValue))) }
    }

    /// How sessions of this server are opened.
    func configuration(_ dialect: SQLDialect = .tree, database: String? = nil) throws -> SessionConfiguration {
        var configuration = SessionConfiguration(nodes: [try address], dialect: dialect, database: database)
        configuration.rpcCompression = self == .compact
        if self == .tls {
            var tls = TLSConfiguration()
            tls.caFile = LiveEnvironment.authority
            configuration.tls = tls
        }
        return configuration
    }

    /// Opens a session after the corpora have run: they need a server that nothing else has touched.
    func open(_ dialect: SQLDialect = .tree, database: String? = nil) async throws -> Session {
        try await afterCorpora()
        return try await Session.open(try configuration(dialect, database: database))
    }

    /// Waits until the corpora have run on this server, well or badly.
    func afterCorpora() async throws {
        guard !LiveEnvironment.keepsData, let run = try corpusRun else { return }
        _ = await run.result
    }

    /// The run of the corpora on this server; nil for a server that they do not run on.
    var corpusRun: Task<[CorpusDifference], any Error>? {
        get throws {
            switch self {
            case .binary: CorpusRun.onBinary
            case .compact: CorpusRun.onCompact
            case .tls, .microseconds, .nanoseconds: nil
            }
        }
    }
}

/// The variables of the environment.
enum LiveEnvironment {
    /// Whether tests run that take minutes each (`IOTDB_LIVE_LONG`).
    static var isLong: Bool { value("IOTDB_LIVE_LONG") != nil }

    /// Whether the server is shared with others, so that the corpora, which need an empty one, are left out.
    static let keepsData = value("IOTDB_LIVE_KEEP") != nil
    /// PEM file that vouches for the server behind TLS.
    static let authority = value("IOTDB_LIVE_TLS_CA")
    /// Program that stops and starts the nodes of the cluster.
    static let control = value("IOTDB_LIVE_CONTROL")
    /// The nodes of the cluster; none where there is no cluster.
    static let cluster = (value("IOTDB_LIVE_CLUSTER") ?? "").split(separator: ",").map(String.init)

    /// A variable; nil when it is empty.
    static func value(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
