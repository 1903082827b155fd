import Foundation
import IoTDBTesting
import IoTDBWire

/// What the official Go client sent for some calls, what a server of version 2.0.1-beta answered, and what the client
/// made of it.
struct LibraryCassette: Sendable {
    /// One call of the Go client.
    struct Call: Sendable {
        /// For example `Session.InsertTablet`.
        let name: String
        /// The arguments; tablets as objects, values as text.
        let arguments: [JSON]
        /// Places in ``LibraryCassette/exchanges`` of the requests that it sent.
        let exchanges: Range<Int>
        /// The rows that the Go client read, if any.
        let expect: JSON?
        /// What the call answered, if anything.
        let result: JSON?

        /// ``name`` without the type in front.
        var method: String { String(name.split(separator: ".").last ?? "") }
    }

    /// One request and its answer: whole messages without frame length.
    struct Exchange: Sendable {
        let request: [UInt8]
        let response: [UInt8]
    }

    /// Name of the file.
    let name: String
    let thriftProtocol: ThriftProtocol
    let calls: [Call]
    let exchanges: [Exchange]
    /// The rows of the last query.
    let expect: JSON?

    /// Names of all cassettes of a protocol, sorted.
    static func names(_ thriftProtocol: ThriftProtocol) -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder(thriftProtocol).path)) ?? []
        let names = files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }
        precondition(!names.isEmpty, "no cassettes in \(folder(thriftProtocol).path)")
        return names.sorted()
    }

    private static func folder(_ thriftProtocol: ThriftProtocol) -> URL {
        Vectors.packageRoot.appendingPathComponent(
            thriftProtocol == .binary ? "Tests/Cassettes/library" : "Tests/Cassettes/library-compact"
        )
    }

    /// Reads a cassette.
    init(_ name: String, _ thriftProtocol: ThriftProtocol) throws {
        let file = Self.folder(thriftProtocol).appendingPathComponent(name + ".json")
        let json = try JSONDecoder().decode(JSON.self, from: Data(contentsOf: file))
        self.name = name
        self.thriftProtocol = thriftProtocol
        expect = json["expect"]
        calls = try (json["calls"]?.array ?? []).map { call in
            guard let name = call["call"]?.string, let range = call["exchanges"]?.array?.compactMap(\.integer),
                range.count == 2
            else { throw DamagedCassette(name: name) }
            return Call(
                name: name,
                arguments: call["args"]?.array ?? [],
                exchanges: Int(range[0])..<Int(range[1]),
                expect: call["expect"],
                result: call["result"]
            )
        }
        exchanges = try (json["exchanges"]?.array ?? []).map { exchange in
            guard let request = exchange["request"]?.string.flatMap({ Data(base64Encoded: $0) }),
                let response = exchange["response"]?.string.flatMap({ Data(base64Encoded: $0) })
            else { throw DamagedCassette(name: name) }
            return Exchange(request: [UInt8](request), response: [UInt8](response))
        }
    }
}

/// A file that is no cassette.
struct DamagedCassette: Error {
    let name: String
}
