import Glibc
import IoTDBTesting
import IoTDBWire
import SQLText
import Testing

/// Hostile bytes for every reader of what comes from outside, for as long as `IOTDB_FUZZ_SECONDS` says.
///
/// Best under the address sanitizer: `swift test --sanitize=address --filter LongFuzzTests`.
@Suite(.serialized) struct LongFuzzTests {
    private static let seconds = getenv("IOTDB_FUZZ_SECONDS").flatMap { Int(String(cString: $0)) } ?? 0

    /// What is fed, and what reads it.
    struct Target: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let corpus: [[UInt8]]
        let read: @Sendable ([UInt8]) -> Void
    }

    private static func messages(_ kind: ThriftProtocol) -> Target {
        let vectors = MessageVectorTests.vectors.filter { $0.thriftProtocol == kind }
        return Target(testDescription: "\(kind) messages", corpus: vectors.map { Array($0.bytes.dropFirst(4)) }) {
            let head = withUnsafeBytes(of: UInt32($0.count).bigEndian) { Array($0) }
            _ = try? kind.decodeMessage(head + $0)
        }
    }

    private static let statements = SampleStatements.all.map { Array($0.utf8) }

    private static func scripts(_ grammar: SQLGrammar) -> Target {
        Target(testDescription: "scripts, \(grammar)", corpus: statements) { bytes in
            var splitter = StatementSplitter(grammar: grammar)
            splitter.feed(bytes, number: 1)
            splitter.finish()
            let events = splitter.events()
            precondition(splitter.continuation == .ready, "left open by \(bytes)")
            for case .statement(let statement) in events {
                _ = StatementRedactor.masked(statement.text, grammar: grammar)
                _ = StatementRedactor.mayHoldSecret(statement.text, grammar: grammar)
            }
        }
    }

    static let targets = [
        messages(.binary), messages(.compact),
        Target(testDescription: "blocks", corpus: TsBlockVectorTests.vectors.map(\.bytes)) { bytes in
            var block = TsBlock()
            guard (try? block.decode(bytes[...])) != nil, block.rowCount > 0 else { return }
            for column in block.columns {
                for row in [0, block.rowCount / 2, block.rowCount - 1] { _ = block.cell(column, row: row) }
            }
            _ = block.window(max(0, block.rowCount - 3)..<block.rowCount)
        },
        scripts(.tree), scripts(.table),
        Target(
            testDescription: "addresses",
            corpus: [Array("iotdb://u:p@h:1,[::1]:2/db?dialect=table&tz=UTC&tls=true".utf8)]
        ) {
            _ = try? ConnectionURL(String(decoding: $0, as: UTF8.self))
        },
    ]

    @Test(.enabled(if: seconds > 0), arguments: targets)
    func nothingTraps(_ target: Target) {
        var random = SeededGenerator(seed: UInt64(Self.seconds))
        let end = ContinuousClock.now + .seconds(Self.seconds) / Self.targets.count
        var count = 0
        while ContinuousClock.now < end {
            for start in target.corpus {
                var bytes = start
                // Two halves of different inputs reach what changes of one do not.
                if count.isMultiple(of: 5), let other = target.corpus.randomElement(using: &random) {
                    bytes = Array(start.prefix(start.count / 2)) + other.suffix(other.count / 2)
                }
                for _ in 0...Int.random(in: 0..<6, using: &random) { bytes.mutate(&random) }
                target.read(bytes)
                count += 1
            }
        }
        print("\(target): \(count) inputs")
    }
}
