import IoTDBTesting
import IoTDBWire
import Testing

@testable import ShellKit

@Suite struct CellParsingTests {
    private func double(_ text: String) -> Double? { Array(text.utf8).withUnsafeBytes { DecimalParser.double($0) } }
    private func float(_ text: String) -> Float? { Array(text.utf8).withUnsafeBytes { DecimalParser.float($0) } }
    private func integer(_ text: String) -> Int64? { Array(text.utf8).withUnsafeBytes { DecimalParser.integer($0) } }

    @Test func roundsAsTheStandardLibraryDoes() {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<20_000 {
            let digits = String(
                UInt64.random(in: 0...UInt64.max, using: &generator) >> UInt64.random(in: 0..<64, using: &generator)
            )
            let point = Int.random(in: 0...digits.count, using: &generator)
            var text = digits.prefix(point) + "." + digits.dropFirst(point)
            if Bool.random(using: &generator) { text += "E\(Int.random(in: -30...30, using: &generator))" }
            if Bool.random(using: &generator) { text = "-" + text }
            let given = String(text)
            // The standard library wants digits in front of the point.
            let standard = given.replacingPrefix()
            #expect(double(given) == Double(standard), "\(given)")
            #expect(float(given)?.bitPattern == Float(standard)?.bitPattern, "\(given)")
            let pattern = Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &generator))
            if pattern.isFinite { #expect(double("\(pattern)")?.bitPattern == pattern.bitPattern) }
            let single = Float(bitPattern: UInt32.random(in: 0...UInt32.max, using: &generator))
            if single.isFinite { #expect(float("\(single)")?.bitPattern == single.bitPattern) }
        }
    }

    @Test func readsNumbersOfEveryForm() {
        #expect(double("-0.0")?.sign == .minus)
        #expect(double("NaN")?.isNaN == true)
        #expect(double("-Infinity") == -.infinity)
        #expect(double("1.7976931348623157E308") == .greatestFiniteMagnitude)
        #expect(double("4.9E-324") == .leastNonzeroMagnitude)
        #expect(double("9007199254740993") == 9_007_199_254_740_992)
        #expect(double("12345678901234567890123") == Double("12345678901234567890123"))
        #expect(float("1.17549435E-38") == .leastNormalMagnitude)
        for text in ["", "-", ".", "1.2.3", "e5", "1e", "0x10", "1,5", " 1", "1 ", "nan(1)", "+-1"] {
            #expect(double(text) == nil, "\(text)")
        }
    }

    @Test func readsWholeNumbersUpToTheirLimits() {
        #expect(integer("9223372036854775807") == .max)
        #expect(integer("-9223372036854775808") == .min)
        #expect(integer("9223372036854775808") == nil)
        #expect(integer("18446744073709551616") == nil)
        #expect(integer("+7") == 7)
        #expect(integer("0000000000000000000000012") == 12)
        for text in ["", "-", "1.0", "1e3", "12a", "９"] { #expect(integer(text) == nil) }
    }

    @Test func readsBooleansOfEverySpelling() throws {
        var column = TabletColumn(ColumnSchema("b", .boolean))
        var times = TimeFieldParser(.automatic, precision: .milliseconds, zone: .utc)
        let spellings = ["true", "TRUE", "True", "t", "1", "false", "FALSE", "fAlSe", "F", "0"]
        for text in spellings {
            try Array(text.utf8).withUnsafeBytes { try CellParser.append($0, to: &column, &times) }
        }
        #expect(column.bits == [1, 1, 1, 1, 1, 0, 0, 0, 0, 0])
        for text in ["", "fals", "falsy", "false ", "truE1", "\u{6}alse", "fals\u{45}x", "yes"] {
            #expect(throws: CellFault.self, "\(text)") {
                try Array(text.utf8).withUnsafeBytes { try CellParser.append($0, to: &column, &times) }
            }
        }
    }

    @Test func infersTypesThatGiveTheSameTextBack() {
        func type(_ cells: [String], quoted: Bool = false) -> DataType {
            var inference = TypeInference()
            for cell in cells { Array(cell.utf8).withUnsafeBytes { inference.take($0, isQuoted: quoted) } }
            return inference.type
        }
        #expect(type(["5", "-7"]) == .int64)
        #expect(type(["5", "1.5"]) == .double)
        #expect(type(["1.0E10", "NaN"]) == .double)
        #expect(type(["true", "false"]) == .boolean)
        #expect(type(["007"]) == .text)
        #expect(type(["1", "true"]) == .text)
        #expect(type(["0x61"]) == .text)
        #expect(type(["5"], quoted: true) == .text)
        #expect(type([]) == .text)
    }
}

extension String {
    /// The number with a zero in front of a point that has no digits there.
    fileprivate func replacingPrefix() -> String {
        let sign = hasPrefix("-") ? "-" : ""
        let rest = dropFirst(sign.count)
        return sign + (rest.hasPrefix(".") ? "0" : "") + rest.replacing(".E")
    }
}

extension Substring {
    /// Puts a digit between a point and an exponent.
    fileprivate func replacing(_ pair: String) -> String {
        var text = ""
        for character in self {
            if character == "E", text.hasSuffix(".") { text += "0" }
            text.append(character)
        }
        return text.hasSuffix(".") ? text + "0" : text
    }
}
