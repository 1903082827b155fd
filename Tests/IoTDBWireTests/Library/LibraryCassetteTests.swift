import IoTDBTesting
import IoTDBWire
import Testing

/// Every recorded call of the official Go client, made with this library against the recorded answers.
@Suite struct LibraryCassetteTests {
    private static let cassettes = [ThriftProtocol.binary, .compact].flatMap { thriftProtocol in
        LibraryCassette.names(thriftProtocol)
            .filter { CassetteCoverage.notReplayed[$0] == nil }
            .map { Recording(name: $0, thriftProtocol: thriftProtocol) }
    }

    /// Name of a cassette, cheap to make for every test case.
    struct Recording: Sendable, CustomTestStringConvertible {
        let name: String
        let thriftProtocol: ThriftProtocol
        var testDescription: String { "\(thriftProtocol) \(name)" }
    }

    @Test(arguments: cassettes) func sendsWhatGoSendsAndReadsWhatGoReads(_ recording: Recording) async throws {
        let cassette = try LibraryCassette(recording.name, recording.thriftProtocol)
        let peer = try RecordedPeer(cassette)
        var client = GoClient(cassette, peer)
        let lastQuery = cassette.calls.lastIndex { $0.isQuery }
        for place in cassette.calls.indices {
            let replay = CallReplay(cassette, place, isLastQuery: place == lastQuery)
            replay.report(await replay.run(peer, &client))
        }
        await client.close()
        peer.close()
    }

    @Test func everyExceptionNamesACassette() {
        let names = Set([ThriftProtocol.binary, .compact].flatMap(LibraryCassette.names))
        let calls = [CassetteCoverage.answeredHere, CassetteCoverage.otherRequest].flatMap(\.keys)
        let cassettes = [CassetteCoverage.notReplayed, CassetteCoverage.goReconnects].flatMap(\.keys)
        let unknown = (cassettes + calls.map { String($0.prefix { $0 != "#" }) }).filter { !names.contains($0) }
        #expect(unknown == [])
    }
}

/// One call of a cassette.
private struct CallReplay {
    private let cassette: LibraryCassette
    private let place: Int
    private let isLastQuery: Bool
    private var call: LibraryCassette.Call { cassette.calls[place] }

    init(_ cassette: LibraryCassette, _ place: Int, isLastQuery: Bool) {
        self.cassette = cassette
        self.place = place
        self.isLastQuery = isLastQuery
    }

    private var key: String { "\(cassette.name)#\(place)" }

    /// Records differences as issues.
    func report(_ differences: [String]) {
        for difference in differences {
            Issue.record("\(cassette.thriftProtocol) \(key) \(call.name): \(difference)")
        }
    }

    /// Makes the call and answers everything that is not as recorded.
    func run(_ peer: RecordedPeer, _ client: inout GoClient) async -> [String] {
        let window = self.window
        if reconnects { peer.breakConnection() }
        peer.begin(window)
        let result: Result<GoClient.Outcome, any Error>
        do {
            let fetches = window.count { method(of: $0) == "fetchResultsV2" }
            result = .success(try await client.perform(call, fetches: fetches))
        } catch {
            result = .failure(error)
        }
        let transcript = peer.end()
        if CassetteCoverage.answeredHere[key] != nil { return differencesOfLocalAnswer(result, transcript) }
        return requestDifferences(transcript) + outcomeDifferences(result, transcript)
    }

    /// The exchanges of the call; the statement id that Go asks for in a call of its own belongs to opening.
    private var window: Range<Int> {
        guard call.method == "OpenSession" else { return call.exchanges }
        let next = cassette.calls.dropFirst(place + 1).first
        guard let next, next.method == "RequestStatementId" else { return call.exchanges }
        return call.exchanges.lowerBound..<next.exchanges.upperBound
    }

    private var reconnects: Bool {
        !["Open", "OpenCluster", "NewTableSession", "NewClusterTableSession", "OpenSession"].contains(call.method)
            && window.first.map { method(of: $0) } == "openSession"
    }

    private func method(of exchange: Int) -> String {
        (try? ThriftCall(cassette.exchanges[exchange].request, cassette.thriftProtocol).header.name) ?? ""
    }

    private func requestDifferences(_ transcript: RecordedPeer.Transcript) -> [String] {
        if CassetteCoverage.otherRequest[key] != nil { return [] }
        let goReconnects = CassetteCoverage.goReconnects[cassette.name] != nil
        var found: [String] = []
        for (message, exchange) in transcript.requests {
            guard let ours = try? ThriftCall(message, cassette.thriftProtocol) else {
                found.append("a request that cannot be read")
                continue
            }
            if let exchange, let theirs = try? ThriftCall(cassette.exchanges[exchange].request, cassette.thriftProtocol)
            {
                found += RequestComparison.differences(ours: ours, theirs: theirs, ignoringSession: goReconnects)
            } else if ours.header.name != "closeOperation" {
                found.append("\(ours.header.name), which Go does not send")
            }
        }
        guard !GoClient.isSilent(call), !goReconnects else { return found }
        // Go closes queries that the server has released already; we do not.
        let left = transcript.left.map(method).filter { $0 != "closeOperation" }
        return left.isEmpty ? found : found + ["not sent: \(left)"]
    }

    private func outcomeDifferences(
        _ result: Result<GoClient.Outcome, any Error>,
        _ transcript: RecordedPeer.Transcript
    ) -> [String] {
        let recorded = transcript.requests.compactMap(\.exchange).compactMap { failure(cassette.exchanges[$0]) }.first
        switch result {
        case .failure(let error): return check(error as? IoTDBError, recorded, "\(error)")
        case .success(.rows(let rows)):
            if let failure = rows.failure { return check(failure, recorded, "\(failure)") + rowDifferences(rows) }
            return (recorded.map { ["no error instead of \($0)"] } ?? []) + rowDifferences(rows)
        case .success(.text(let text)):
            let expected = call.result?.string
            if let recorded { return ["no error instead of \(recorded)"] }
            return expected == nil || expected == text ? [] : ["\(text) instead of \(expected ?? "")"]
        case .success(.nothing): return recorded.map { ["no error instead of \($0)"] } ?? []
        }
    }

    private func rowDifferences(_ rows: ReadResult) -> [String] {
        guard let expect = call.expect ?? (isLastQuery ? cassette.expect : nil) else { return [] }
        return rows.differences(expect)
    }

    private func check(_ error: IoTDBError?, _ recorded: Failure?, _ text: String) -> [String] {
        // Go panics where a query turns out to be none.
        if recorded == nil, call.isQuery, error?.code == .invalidArgument, error?.requestState == .answered {
            return []
        }
        guard let error, let recorded else { return ["\(text) instead of no error"] }
        switch recorded {
        case .status(let code):
            return error.serverStatus?.code.rawValue == code ? [] : ["\(text) instead of status \(code)"]
        case .unknownMethod: return error.code == .unsupported ? [] : ["\(text) instead of unsupported"]
        case .exception: return error.code == .serverError ? [] : ["\(text) instead of an exception"]
        }
    }

    private func differencesOfLocalAnswer(
        _ result: Result<GoClient.Outcome, any Error>,
        _ transcript: RecordedPeer.Transcript
    ) -> [String] {
        guard transcript.requests.isEmpty else { return ["is listed as answered here and was sent"] }
        guard case .failure(let error) = result else { return [] }
        return (error as? IoTDBError)?.code == .invalidArgument ? [] : ["\(error) instead of invalidArgument"]
    }

    /// How a recorded answer says that a call failed.
    private enum Failure {
        case status(Int32)
        case unknownMethod
        case exception
    }

    private func failure(_ exchange: LibraryCassette.Exchange) -> Failure? {
        guard let answer = try? ThriftCall(exchange.response, cassette.thriftProtocol) else { return .exception }
        if answer.header.type == .exception { return answer.body[2] == .integer(1) ? .unknownMethod : .exception }
        guard let reply = answer.body[0] else { return nil }
        // A bare status has its code in field 1, other answers their status.
        let status = reply[1]?.integer == nil ? reply[1] : reply
        guard let code = status?[1]?.integer, code != 200, code != 400 else { return nil }
        return .status(Int32(code))
    }
}

extension LibraryCassette.Call {
    /// Whether the call answers rows.
    fileprivate var isQuery: Bool {
        method.contains("Query") && !method.contains("NonQuery") && method != "QuerySchemaTemplate"
            || ["ExecuteStatement", "ExecuteStatementV2", "ExecuteStatementWithContext", "ExecuteUpdateStatement"]
                .contains(method)
    }
}
