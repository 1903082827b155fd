import CivilTime
import IoTDBTesting
import IoTDBWire
import ShellKit
import Testing

@Suite
struct TimePatternTests {
    @Test(arguments: [
        ("time_custom", "yyyy-MM-dd HH:mm:ss", "+08:00"),
        ("time_custom_us", "yyyy-MM-dd HH:mm:ss.SSS", "UTC"),
    ])
    func patternsOfTheOfficialShellGiveItsText(name: String, pattern: String, zone: String) throws {
        let vector = Vectors.load("cli_text", named: name)
        #expect(try text(of: vector.integer, pattern, zone) == vector.expected.string)
    }

    @Test(arguments: [
        ("yy/M/d H:m:s", "24/1/2 3:4:5"),
        ("dd.MM.yyyy 'at' HH 'o''clock'", "02.01.2024 at 03 o'clock"),
        ("uuuu''S", "2024'0"),
        ("SSSSSS", "067000"),
    ])
    func lettersQuotesAndWidthsHaveTheirMeaning(pattern: String, expected: String) throws {
        #expect(try text(of: 1_704_164_645_067, pattern, "UTC") == expected)
    }

    @Test(
        arguments: [
            (1_704_164_645_067, .milliseconds, "2024-01-02 03:04:05.067000000"),
            (1_704_164_645_067_089, .microseconds, "2024-01-02 03:04:05.067089000"),
            (1_704_164_645_067_089_012, .nanoseconds, "2024-01-02 03:04:05.067089012"),
            (-1, .microseconds, "1969-12-31 23:59:59.999999000"), (-1, .nanoseconds, "1969-12-31 23:59:59.999999999"),
        ] as [(Int64, TimestampPrecision, String)]
    )
    func timesAreInThePrecisionOfTheServer(time: Int64, precision: TimestampPrecision, expected: String) throws {
        #expect(try text(of: time, "yyyy-MM-dd HH:mm:ss.SSSSSSSSS", "UTC", precision) == expected)
    }

    @Test(arguments: [
        "", "'open", "ww", "yyyy-bb", "zzz", "VVV", "OO", "SSSSSSSSSS", "HHH", "{y}",
        String(repeating: "y", count: 300),
    ])
    func patternsWithoutMeaningAreRefused(pattern: String) {
        #expect(throws: TimePatternError.self) { try TimePattern(pattern) }
    }

    @Test
    func controlCharactersOfAPatternAreShown() throws {
        #expect(try text(of: 0, "yyyy'\u{1b}[2J'", "UTC") == "1970\\x1b[2J")
    }

    @Test(arguments: [Int64.min, .max])
    func extremeTimesNeverTrap(time: Int64) throws {
        #expect(try text(of: time, "yy yyyy uuuu MM dd HH mm ss SSS", "America/New_York").isEmpty == false)
    }

    private func text(
        of time: Int64,
        _ pattern: String,
        _ zone: String,
        _ precision: TimestampPrecision = .milliseconds
    ) throws -> String {
        let pattern = try TimePattern(pattern)
        var text = TextBuffer()
        pattern.append(time, precision: precision, zone: try TimeZoneID(zone), to: &text)
        return text.string
    }
}
