import IoTDBTesting

@testable import ShellKit

/// Random keys, and the line that they must lead to.
struct RandomEdits {
    /// A step: what is typed and the line behind it.
    struct Step {
        var keys: String
        var line: LineBuffer
    }

    private var random: SeededGenerator
    private var state = EditState()
    private(set) var line = LineBuffer()
    private let isSuggesting: Bool

    init(seed: UInt64, isSuggesting: Bool) {
        random = SeededGenerator(seed: seed)
        self.isSuggesting = isSuggesting
        state.begin()
    }

    private static let pieces = [
        "a", "x", " ", "select ", "root.sg1.d1", "'text'", "from ", "1234567890", "temperature, humidity, pressure",
        "温", "温度计", "数据库系统", "한글", "e\u{301}", "a\u{308}\u{323}", "o\u{302}\u{301}", "ﾊﾟ", "🌡", "🚀", "👍🏽", "👨‍👩‍👧", "❤️", "🇩🇪",
        "1️⃣",
        "\u{301}", "\u{16}\n", "\u{16}\t", "\u{16}\u{1}",
    ]

    private static let commands: [(EditCommand, String, weight: Int)] = [
        (.backward, "\u{1B}[D", 12), (.backward, "\u{2}", 4), (.forward, "\u{1B}[C", 8), (.lineStart, "\u{1B}[H", 5),
        (.lineStart, "\u{1}", 3), (.lineEnd, "\u{5}", 6), (.deletePrevious, "\u{7F}", 14),
        (.deleteNext, "\u{1B}[3~", 8),
        (.backwardWord, "\u{1B}[1;5D", 5), (.forwardWord, "\u{1B}[1;5C", 5), (.killPreviousBlankWord, "\u{17}", 3),
        (.killToStart, "\u{15}", 1), (.killToEnd, "\u{B}", 2), (.yank, "\u{19}", 3), (.yankOlder, "\u{1B}y", 2),
        (.killWord, "\u{1B}d", 2), (.previousEntry, "\u{1B}[A", 2), (.nextEntry, "\u{1B}[B", 2),
        (.lastWordOfEntry, "\u{1B}.", 2), (.previousMatchingEntry, "\u{1B}[5~", 1),
    ]

    /// The next random step.
    mutating func next() -> Step {
        if Int.random(in: 0..<100, using: &random) < 45 {
            let piece = Self.pieces.randomElement(using: &random) ?? "a"
            line.insert(piece.unicodeScalars.map(\.value).filter { $0 != 0x16 })
            return Step(keys: piece, line: line)
        }
        var choice = Int.random(in: 0..<Self.commands.reduce(0) { $0 + $1.weight }, using: &random)
        for (command, keys, weight) in Self.commands {
            choice -= weight
            guard choice < 0 else { continue }
            let suggestion = isSuggesting && line.isAtEnd ? state.history.suggestion(for: Array(line.string.utf8)) : nil
            line = state.perform(command, on: line, suggestion: suggestion ?? []) ?? line
            return Step(keys: keys, line: line)
        }
        return Step(keys: "", line: line)
    }

    /// Enter: the line that is left, and a new one.
    mutating func enter() -> LineBuffer {
        defer { line = LineBuffer() }
        state.history.add(line.string)
        state.begin()
        return line
    }
}
