import CivilTime
import IoTDBTesting
import IoTDBWire
import ShellKit
import Testing

@Suite
struct TimeFormatterTests {
    /// Vectors of the default format, as (zone, precision, vector).
    static let standard: [(zone: String, precision: TimestampPrecision, vector: Vector)] =
        Vectors.load("cli_text").filter { $0.name.hasPrefix("time_") }.compactMap { vector in
            let words = vector.description.replacing(",", with: "").split(separator: " ").map(String.init)
            if words.starts(with: ["default", "format"]) {
                let zone = words.count > 4 ? words[4] : vector.name == "time_us_neg" ? "+08:00" : "UTC"
                return (zone, TimestampPrecision(rawValue: words[2]) ?? .milliseconds, vector)
            }
            switch vector.name {
            case "time_year_10000_utc", "time_year_minus_1": return ("UTC", .milliseconds, vector)
            case "time_offset_with_seconds": return ("Asia/Shanghai", .milliseconds, vector)
            default: return nil
            }
        }

    @Test
    func everyTimeVectorIsUsed() {
        let others = ["time_long", "time_custom", "time_custom_us"]
        let all = Vectors.load("cli_text").filter { $0.name.hasPrefix("time_") }
        #expect(Self.standard.count + others.count == all.count)
    }

    /// The official shell puts the fraction in the wrong place for negative offsets, offsets with seconds and years of
    /// five digits. Ours does not; moving the fraction to the official place must give the official text.
    @Test(arguments: standard)
    func theTextIsTheOfficialOneButForThePlaceOfTheFraction(
        zone: String,
        precision: TimestampPrecision,
        vector: Vector
    ) throws {
        let expected = try #require(vector.expected.string)
        let ours = try text(of: vector.integer, precision, zone)
        #expect(official(ours, digits: precision.fractionDigits) == expected)
        if !expected.contains(".00000:00Z") && expected.hasSuffix("Z") { #expect(ours == expected) }
    }

    @Test(
        arguments: [
            (0, "America/New_York", "1969-12-31T19:00:00.000-05:00"),
            (-1001, "-03:30", "1969-12-31T20:29:58.999-03:30"),
            (253_402_300_800_000, "UTC", "+10000-01-01T00:00:00.000Z"),
            (-62_167_219_200_001, "UTC", "-0001-12-31T23:59:59.999Z"),
            (-5_000_000_000_000, "Asia/Shanghai", "1811-07-23T23:12:23.000+08:05:43"),
            (.max, "UTC", "+292278994-08-17T07:12:55.807Z"),
            (.min, "UTC", "-292275055-05-16T16:47:04.192Z"),
        ] as [(Int64, String, String)]
    )
    func theFractionStandsBeforeTheOffset(time: Int64, zone: String, expected: String) throws {
        #expect(try text(of: time, .milliseconds, zone) == expected)
    }

    @Test(arguments: TimestampPrecision.allCases)
    func extremeTimesNeverTrap(precision: TimestampPrecision) throws {
        for zone in ["+18:00", "-18:00", "Europe/Berlin", "Asia/Kolkata"] {
            for time in [Int64.min, .min + 1, -1, 0, 1, .max - 1, .max] {
                let text = try text(of: time, precision, zone)
                #expect(
                    text.split(separator: ".").last?.prefix(precision.fractionDigits).allSatisfy(\.isNumber) == true
                )
            }
        }
    }

    @Test
    func oneFormatterIsRightForTimesInAnyOrder() throws {
        let zone = try TimeZoneID("Europe/Berlin")
        var shared = TimeFormatter(precision: .milliseconds, zone: zone)
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<2000 {
            let time = Int64.random(in: -4_000_000_000_000...4_000_000_000_000, using: &generator)
            var (one, other) = (TextBuffer(), TextBuffer())
            var fresh = TimeFormatter(precision: .milliseconds, zone: zone)
            shared.append(time, to: &one)
            fresh.append(time, to: &other)
            #expect(one.string == other.string)
        }
    }

    private func text(of time: Int64, _ precision: TimestampPrecision, _ zone: String) throws -> String {
        var formatter = TimeFormatter(precision: precision, zone: try TimeZoneID(zone))
        var text = TextBuffer()
        formatter.append(time, to: &text)
        return text.string
    }

    /// Moves the fraction to where the official shell puts it: before the last six characters of a text with a plus
    /// sign, before a `Z`, else at the end.
    private func official(_ text: String, digits: Int) -> String {
        guard let point = text.firstIndex(of: ".") else { return text }
        let end = text.index(point, offsetBy: digits + 1)
        let fraction = text[point..<end]
        var rest = String(text[..<point] + text[end...])
        let place =
            if rest.contains("+") { rest.index(rest.endIndex, offsetBy: -6) } else if rest.hasSuffix("Z") {
                rest.index(before: rest.endIndex)
            } else { rest.endIndex }
        rest.insert(contentsOf: fraction, at: place)
        return rest
    }
}

extension Vector {
    /// The eight bytes as a number.
    var integer: Int64 { Int64(bitPattern: bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }) }
}
