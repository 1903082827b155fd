import IoTDBTesting
import ShellKit
import Testing

@Suite
struct NumberTextTests {
    static let doubles = Vectors.load("cli_text").filter { $0.name.hasPrefix("double_") }
    static let floats = Vectors.load("cli_text").filter { $0.name.hasPrefix("float_") }

    @Test(arguments: doubles)
    func doublesAreWrittenAsJavaWritesThem(_ vector: Vector) throws {
        let bits = vector.bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let expected = try #require(vector.expected.string ?? vector.expected["jdk19plus"]?.string)
        #expect(text(of: Double(bitPattern: bits)) == expected)
    }

    @Test(arguments: floats)
    func floatsAreWrittenAsJavaWritesThem(_ vector: Vector) throws {
        let bits = vector.bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let expected = try #require(vector.expected.string ?? vector.expected["jdk19plus"]?.string)
        #expect(text(of: Float(bitPattern: bits)) == expected)
    }

    @Test
    func randomDoublesReadBackToTheSameBits() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<20_000 {
            let value = Double(bitPattern: generator.next())
            guard value.isFinite else { continue }
            #expect(Double(text(of: value))?.bitPattern == value.bitPattern)
        }
    }

    @Test
    func shortDecimalsAreWrittenWithTheDigitsTheyHave() {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<20_000 {
            let whole = Int64.random(in: 0..<10_000_000, using: &generator)
            let fraction = Int64.random(in: 0..<1_000_000, using: &generator)
            let value = Double(whole * 1_000_000 + fraction) / 1e6
            // The library's own shortest text is the other way to the same digits.
            guard value >= 1e-3 else { continue }
            #expect(text(of: value) == value.description)
            #expect(text(of: -value) == (-value).description)
        }
    }

    @Test(
        arguments: [
            (0, "0"), (9, "9"), (10, "10"), (-1, "-1"), (12_345_678, "12345678"), (.max, "9223372036854775807"),
            (.min, "-9223372036854775808"),
        ] as [(Int64, String)]
    )
    func integersAreDecimal(value: Int64, expected: String) {
        var text = TextBuffer()
        NumberText.append(value, to: &text)
        #expect(text.string == expected)
    }

    @Test
    func everyLengthOfIntegerIsRight() {
        var power: Int64 = 1
        for _ in 0..<18 {
            for value in [power - 1, power, power + 1, -power] {
                var text = TextBuffer()
                NumberText.append(value, to: &text)
                #expect(text.string == String(value))
            }
            power *= 10
        }
    }

    private func text(of value: Double) -> String {
        var text = TextBuffer()
        NumberText.append(value, to: &text)
        return text.string
    }

    private func text(of value: Float) -> String {
        var text = TextBuffer()
        NumberText.append(value, to: &text)
        return text.string
    }
}
