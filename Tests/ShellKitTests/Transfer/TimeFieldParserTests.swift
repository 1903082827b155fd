import CivilTime
import IoTDBTesting
import IoTDBWire
import Testing

@testable import ShellKit

@Suite struct TimeFieldParserTests {
    private func time(
        _ text: String,
        _ format: TimeFieldParser.Format = .automatic,
        _ precision: TimestampPrecision = .milliseconds,
        zone: String = "UTC"
    ) throws -> Int64 {
        var parser = TimeFieldParser(format, precision: precision, zone: try TimeZoneID(zone))
        return try Array(text.utf8).withUnsafeBytes { bytes throws(TimeFieldParser.Fault) in try parser.time(bytes) }
    }

    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.001Z", 1), ("1969-12-31T23:59:59.999Z", -1),
        ("2024-02-29", 1_709_164_800_000), ("2024-02-29 12:30", 1_709_209_800_000),
        ("2024/02/29 12:30:15,5", 1_709_209_815_500), ("2024-02-29T12:30:15.5+0530", 1_709_190_015_500),
        ("2024-02-29T12:30:15.50000000000+05", 1_709_191_815_500), ("1900-01-01T08:05:43+08:05:43", -2_208_988_800_000),
        ("+10000-01-01T00:00:00Z", 253_402_300_800_000), ("-0001-01-01T00:00:00Z", -62_198_755_200_000),
        ("-5", -5), ("1700000000000", 1_700_000_000_000),
    ])
    func readsTimes(text: String, expected: Int64) throws {
        #expect(try time(text) == expected)
    }

    @Test(arguments: [
        "", "x", "2024-13-01", "2024-02-30", "2023-02-29", "2024-01-01T24:00:00", "2024-01-01T12", "2024-01-01T12:60",
        "2024-01-01T12:00:00.", "2024-01-01T12:00:00+19:00", "2024-01-01T12:00:00Zx", "24-01-01", "2024-01", "1.5",
        "--5",
    ])
    func refusesWhatIsNoTime(text: String) {
        #expect(throws: TimeFieldParser.Fault.unreadable) { try time(text) }
    }

    @Test func refusesWhatTheServerCannotHold() {
        #expect(throws: TimeFieldParser.Fault.tooFine) { try time("2024-01-01T00:00:00.0005Z") }
        #expect(throws: TimeFieldParser.Fault.outOfRange) { try time("2500-01-01T00:00:00Z", .iso, .nanoseconds) }
        #expect(throws: TimeFieldParser.Fault.tooFine) { try time("1", .epoch(unitsPerSecond: 1_000_000)) }
    }

    @Test func readsEpochsOfEveryUnit() throws {
        #expect(try time("1700000000", .epoch(unitsPerSecond: 1)) == 1_700_000_000_000)
        #expect(try time("1700000000.25", .epoch(unitsPerSecond: 1)) == 1_700_000_000_250)
        #expect(try time("-1.5", .epoch(unitsPerSecond: 1)) == -1500)
        #expect(try time("-0.5", .epoch(unitsPerSecond: 1)) == -500)
        #expect(try time("1700000000000000", .epoch(unitsPerSecond: 1_000_000)) == 1_700_000_000_000)
        #expect(try time("5", .epoch(unitsPerSecond: 1000), .nanoseconds) == 5_000_000)
    }

    @Test func readsPatterns() throws {
        let pattern = try #require(TimeFieldPattern("dd.MM.yyyy 'at' HH:mm:ss.SSS"))
        #expect(try time("29.02.2024 at 12:30:15.250", .pattern(pattern)) == 1_709_209_815_250)
        #expect(throws: TimeFieldParser.Fault.unreadable) { try time("29.02.2024", .pattern(pattern)) }
        let offset = try #require(TimeFieldPattern("yyyyMMddHHmmssXXX"))
        #expect(try time("20240229123015+02:00", .pattern(offset)) == 1_709_202_615_000)
        for text in ["HH:mm", "yyyy-MM", "qq", "yyyy-MM-dd 'x"] { #expect(TimeFieldPattern(text) == nil) }
    }

    @Test func readsLocalTimesAroundChangesOfTheOffset() throws {
        let zone = "Europe/Berlin"
        #expect(try time("2024-01-15T12:00:00", zone: zone) == 1_705_316_400_000)
        #expect(try time("2024-07-15T12:00:00", zone: zone) == 1_721_037_600_000)
        // The hour that is left out, and the one that comes twice.
        #expect(try time("2024-03-31T02:30:00", zone: zone) == 1_711_848_600_000)
        #expect(try time("2024-10-27T02:30:00", zone: zone) == 1_729_989_000_000)
        #expect(try time("2024-10-27T03:00:00", zone: zone) == 1_729_994_400_000)
    }

    @Test(arguments: [TimestampPrecision.milliseconds, .microseconds, .nanoseconds])
    func readsWhatTheShellWrites(precision: TimestampPrecision) throws {
        var generator = SeededGenerator(seed: 7)
        for name in ["UTC", "+08:00", "America/New_York", "Asia/Shanghai"] {
            let zone = try TimeZoneID(name)
            var formatter = TimeFormatter(precision: precision, zone: zone)
            var parser = TimeFieldParser(.automatic, precision: precision, zone: zone)
            var times = (0..<2000).map { _ in
                Int64.random(in: .min...Int64.max, using: &generator) >> Int64.random(in: 0..<60, using: &generator)
            }
            if precision == .nanoseconds { times += [.min, .max] }
            for value in times {
                // Years of more than nine digits are beyond any clock.
                guard value.magnitude / UInt64(precision.unitsPerSecond) < 10_000_000_000_000 else { continue }
                var text = TextBuffer()
                formatter.append(value, to: &text)
                let read = text.withBytes { bytes in
                    Result { () throws(TimeFieldParser.Fault) in try parser.time(bytes) }
                }
                #expect(try read.get() == value, "\(text.string)")
            }
        }
    }
}
