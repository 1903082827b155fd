import IoTDBWire
import Testing

private struct Level: Decodable, Equatable {
    let level: Double
    let label: String
}

private struct Small: Decodable, Equatable {
    let small: Int?
    let flag: Bool
}

/// Keys that are no enum, and of more than one byte.
private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { return nil }
}

/// Asks for its keys in another order from row to row.
private struct ByText: Decodable, Equatable {
    var texts: [String] = []

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        let isFirst = try container.decode(Bool.self, forKey: AnyKey("flag"))
        for name in isFirst ? ["level", "label", "large"] : ["label", "large", "level"] {
            texts.append("\(try container.decode(Value.self, forKey: AnyKey(name)))")
        }
    }
}

/// Two types in one row, each with its keys.
private struct Both: Decodable, Equatable {
    let level: Level
    let small: Small

    init(from decoder: any Decoder) throws {
        level = try Level(from: decoder)
        small = try Small(from: decoder)
    }
}

private class Base: Decodable {
    let level: Double
}

private final class Derived: Base {
    let label: String
    let labelAgain: String

    private enum CodingKeys: String, CodingKey { case label }

    required init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        label = try container.decode(String.self, forKey: .label)
        // The decoder is let go of before the container is used, which must not matter.
        let copy = try container.superDecoder().container(keyedBy: CodingKeys.self)
        labelAgain = try copy.decode(String.self, forKey: .label)
        try super.init(from: container.superDecoder())
    }
}

/// Keeps what it was decoded from.
private struct Keeper: Decodable {
    let decoder: any Decoder
    let container: KeyedDecodingContainer<AnyKey>

    init(from decoder: any Decoder) throws {
        self.decoder = decoder
        container = try decoder.container(keyedBy: AnyKey.self)
    }
}

/// A decoder and its containers serve for all rows of a result, whatever types they become.
@Suite struct RowDecodingReuseTests {
    /// Rows of one block and one index of columns.
    private let rows: [Row]

    init() {
        let columns = ColumnIndex(SampleRows.columns)
        rows = [0, 1].map { Row(block: SampleRows.block(), index: $0, columns: columns) }
    }

    private let levels = [Level(level: 0.1, label: "one"), Level(level: -0.0, label: "two")]
    private let smalls = [Small(small: 7, flag: true), Small(small: nil, flag: false)]

    @Test func typesTakeTurns() throws {
        for _ in 0..<3 {
            for index in 0...1 {
                #expect(try rows[index].decode(Level.self) == levels[index])
                #expect(try rows[index].decode(Small.self) == smalls[index])
                let both = try rows[index].decode(Both.self)
                #expect(both.level == levels[index] && both.small == smalls[index])
            }
        }
    }

    @Test func keysOfAnyKindAreFoundInAnyOrder() throws {
        for _ in 0..<3 {
            #expect(try rows[0].decode(ByText.self).texts == ["0.1", "one", "5000000000"])
            #expect(try rows[1].decode(ByText.self).texts == ["two", "5000000000", "-0.0"])
        }
    }

    @Test func aClassIsDecodedWithItsBase() throws {
        for index in 0...1 {
            let derived = try rows[index].decode(Derived.self)
            #expect(derived.label == levels[index].label && derived.level == levels[index].level)
            #expect(derived.labelAgain == derived.label)
        }
    }

    /// Whether a key without a column is an error is asked for each row, not for a type once.
    @Test func missingColumnsAreToldForEachRow() throws {
        struct Partial: Decodable { let level: Double, missing: String? }
        #expect(try rows[0].decode(Partial.self, missingColumns: .asNull).missing == nil)
        #expect(throws: IoTDBError(.columnNotFound, "")) { try rows[0].decode(Partial.self) }
        #expect(try rows[1].decode(Partial.self, missingColumns: .asNull).missing == nil)
    }

    @Test func anErrorLeavesTheNextRowAlone() throws {
        struct NotNull: Decodable { let small: Int }
        #expect(throws: IoTDBError(.nullValue, "")) { try rows[1].decode(NotNull.self) }
        #expect(try rows[0].decode(NotNull.self).small == 7)
        #expect(throws: IoTDBError(.nullValue, "")) { try rows[1].decode(NotNull.self) }
    }

    @Test func whatOutlivesItsRowIsAnError() throws {
        let kept = try rows[0].decode(Keeper.self)
        #expect(try rows[1].decode(Level.self) == levels[1])
        let gone = IoTDBError(.invalidArgument, "")
        #expect(throws: gone) { try kept.container.decode(Double.self, forKey: AnyKey("level")) }
        #expect(throws: gone) { try kept.container.decodeIfPresent(Double.self, forKey: AnyKey("level")) }
        #expect(throws: gone) { try kept.container.decode(Value.self, forKey: AnyKey("level")) }
        #expect(throws: gone) { try kept.container.superDecoder() }
        #expect(throws: gone) { try kept.decoder.container(keyedBy: AnyKey.self) }
        #expect(throws: gone) { try kept.decoder.singleValueContainer() }
        #expect(kept.container.allKeys.isEmpty)
    }

    @Test func manyTasksDecodeRowsOfOneResult() async throws {
        let (rows, levels, smalls) = (rows, levels, smalls)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for round in 0..<500 {
                        let index = (task + round) & 1
                        let (level, small) = (try rows[index].decode(Level.self), try rows[index].decode(Small.self))
                        #expect(level == levels[index] && small == smalls[index])
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
