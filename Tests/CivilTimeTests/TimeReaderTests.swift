import CivilTime
import Testing

@Suite struct TimeReaderTests {
    /// 2024-03-31T12:00:00+02:00, the day on which summer time begins in Berlin.
    private static let now: Int64 = 1_711_879_200_000

    private func reader(_ zone: String = "Europe/Berlin", units: Int64 = 1000) throws -> TimeReader {
        TimeReader(zone: try TimeZoneID(zone).offsets, unitsPerSecond: units, now: Self.now * (units / 1000))
    }

    @Test(
        arguments: [
            ("0", 0), ("-5", -5), ("1711879200000", 1_711_879_200_000), ("now", now), ("now()", now),
            ("NOW-1h", now - 3_600_000),
            ("now + 1s", now + 1000), ("2024-01-31", 1_706_655_600_000), ("2024/1/31", 1_706_655_600_000),
            ("2024.01.31 10:00", 1_706_691_600_000), ("2024-01-31T10:00:00", 1_706_691_600_000),
            ("2024-01-31T10:00:00.5Z", 1_706_695_200_500), ("2024-01-31t10:00:00+08:00", 1_706_666_400_000),
            ("2024-01-31 10:00:00.123456789-0330", 1_706_707_800_123), ("2024-01-31T10:00:00+08", 1_706_666_400_000),
            // The hour from 2 to 3 is left out on this day; the hour before counts on.
            ("2024-03-31 02:30", 1_711_848_600_000), ("today", 1_711_839_600_000), ("yesterday", 1_711_753_200_000),
            ("2024-01-31 - 1d", 1_706_569_200_000), ("2024-03-31 - 1mo", 1_709_161_200_000),
            ("now-1y", 1_680_256_800_000),
            ("1000-1s", 0), ("  2024-02-29 ", 1_709_161_200_000),
        ] as [(String, Int64)]
    )
    func instantsAreRead(text: String, expected: Int64) throws {
        #expect(try reader().instant(text) == expected)
    }

    @Test(arguments: [
        "", "x", "2024-02-30", "2024-13-01", "2024-01-01T24:00:00", "2024-01-01T10:60", "2024-01/01", "24-01-01",
        "now-",
        "now-x", "2024-01-01T10:00:00+19:00", "2024-01-01T10:00:00+8:5", "2024-01-01x", "99999999999999999999", "--1",
        "2024-01-01T10:00:00.", "nöw", "-", "+", "1d",
    ])
    func whatIsNoInstantIsRefused(text: String) throws {
        #expect(throws: TimeTextError.self) { try reader().instant(text) }
    }

    @Test func instantsBeyondThePrecisionAreRefused() throws {
        #expect(try reader(units: 1_000_000_000).instant("2024-01-31T10:00:00.123456789Z") == 1_706_695_200_123_456_789)
        #expect(throws: TimeTextError.self) { try reader(units: 1_000_000_000).instant("9999-01-01") }
        #expect(throws: TimeTextError.self) { try reader().instant("9223372036854775807+1s") }
        #expect(throws: TimeTextError.self) { try reader().instant("-9223372036854775808-1y") }
        #expect(throws: TimeTextError.self) { try reader().instant("now-768614336404564650y") }
    }

    @Test(
        arguments: [
            ("last 1d", now - 86_400_000, nil), ("LAST  1h30m", now - 5_400_000, nil), ("since 0", 0, nil),
            ("until 5", nil, 5),
            ("since 2024-01-31 10:00", 1_706_691_600_000, nil), ("0..5", 0, 5), ("0..", 0, nil), ("..5", nil, 5),
            ("2024.01.31..2024.02.01", 1_706_655_600_000, 1_706_742_000_000), ("now-1h .. now", now - 3_600_000, now),
            ("..", nil, nil), ("last 1mo", 1_709_204_400_000, nil),
        ] as [(String, Int64?, Int64?)]
    )
    func rangesAreRead(text: String, start: Int64?, end: Int64?) throws {
        #expect(try reader().range(text) == TimeRange(start: start, end: end))
    }

    @Test(arguments: ["", "last", "last x", "last -1d", "last 0s", "since", "5..0", "yesterday", "a..b", "1...2.3"])
    func whatIsNoRangeIsRefused(text: String) throws {
        #expect(throws: TimeTextError.self) { try reader().range(text) }
    }

    @Test(
        arguments: [
            ("1h30m", 0, 5_400_000_000_000, "1h30m"), ("90m", 0, 5_400_000_000_000, "1h30m"), ("1mo", 1, 0, "1mo"),
            ("14MO", 14, 0, "1y2mo"), ("1d", 0, 86_400_000_000_000, "1d"), ("2w", 0, 1_209_600_000_000_000, "14d"),
            ("10ms", 0, 10_000_000, "10ms"), ("5us3ns", 0, 5_003, "5us3ns"), ("0s", 0, 0, "0s"),
        ] as [(String, Int64, Int64, String)]
    )
    func durationsAreReadAndWritten(text: String, months: Int64, nanoseconds: Int64, written: String) {
        #expect(TimeSpan(text) == TimeSpan(months: months, nanoseconds: nanoseconds))
        #expect(TimeSpan(text)?.description == written)
    }

    @Test(arguments: [
        "", "1", "h", "1x", "1 h", "-1h", "1.5h", "99999999999999999999s", "1000000000y1000000000000000000y", "1hh",
    ])
    func whatIsNoDurationIsRefused(text: String) {
        #expect(TimeSpan(text) == nil)
    }

    @Test func durationsAreWholeUnitsOrNone() {
        #expect(TimeSpan("1h")?.units(perSecond: 1000) == 3_600_000)
        #expect(TimeSpan("1us")?.units(perSecond: 1000) == nil)
        #expect(TimeSpan("1us")?.units(perSecond: 1_000_000_000) == 1000)
        #expect(TimeSpan("1mo")?.units(perSecond: 1000) == nil)
    }

    @Test(
        arguments: [
            (0, "now"), (-180_000, "3m ago"), (-7_500_000, "2h 5m ago"), (-45_000, "45s ago"), (-320, "320ms ago"),
            (200_000_000, "in 2d 7h"), (-3_600_000, "1h ago"),
        ] as [(Int64, String)]
    )
    func agesAreShort(difference: Int64, expected: String) {
        #expect(AgeText.relative(Self.now + difference, now: Self.now, unitsPerSecond: 1000) == expected)
    }

    @Test func theGreatestDistanceHasAText() {
        #expect(AgeText.length(from: .min, to: .max, unitsPerSecond: 1000) == "213503982334d 14h")
        #expect(AgeText.length(from: .max, to: .min, unitsPerSecond: 1_000_000_000) == "213503d 23h")
    }
}
