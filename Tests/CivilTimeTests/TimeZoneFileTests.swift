import IoTDBTesting
import Testing

@testable import CivilTime

@Suite
struct TimeZoneFileTests {
    /// One transition at second 1000 from offset 0 to 3600, then the rule.
    private static func file(footer: String = "\nXYZ-2\n", index: UInt8 = 1, leapSeconds: Int = 0) -> [UInt8] {
        func header(_ times: Int, _ types: Int) -> [UInt8] {
            var bytes = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
            for count in [0, 0, leapSeconds, times, types, 4] { bytes += UInt32(count).bigEndianBytes }
            return bytes
        }
        var bytes = header(0, 1) + [0, 0, 0, 0, 0, 0] + Array("XYZ\0".utf8)
        bytes += [UInt8](repeating: 0, count: leapSeconds * 8)
        bytes += header(1, 2) + [0, 0, 0, 0, 0, 0, 0x03, 0xE8] + [index]
        bytes += [0, 0, 0, 0, 0, 0] + [0, 0, 0x0E, 0x10, 0, 0] + Array("XYZ\0".utf8)
        bytes += [UInt8](repeating: 0, count: leapSeconds * 12)
        return bytes + Array(footer.utf8)
    }

    @Test
    func theSecondBlockAndTheRuleAreUsed() throws {
        let offsets = try #require(TimeZoneFile.parse(Self.file()))
        #expect(offsets.interval(at: 999) == ZoneInterval(start: .min, end: 1000, offset: 0))
        // After the last transition the rule holds.
        #expect(offsets.interval(at: 1000) == ZoneInterval(start: 1000, end: .max, offset: 7200))
    }

    @Test
    func withoutARuleTheLastOffsetStays() throws {
        let offsets = try #require(TimeZoneFile.parse(Self.file(footer: "\n\n")))
        #expect(offsets.interval(at: 5000) == ZoneInterval(start: 1000, end: .max, offset: 3600))
    }

    @Test
    func everyCutFileIsRefused() {
        let whole = Self.file()
        for length in 0..<whole.count { #expect(TimeZoneFile.parse(Array(whole[..<length])) == nil) }
    }

    @Test
    func inconsistentFilesAreRefused() {
        #expect(TimeZoneFile.parse(Self.file(index: 2)) == nil)
        #expect(TimeZoneFile.parse(Self.file(leapSeconds: 1)) == nil)
        #expect(TimeZoneFile.parse(Self.file(footer: "\nrubbish\n")) == nil)
    }

    @Test
    func damagedFilesNeverTrap() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<3000 {
            var bytes = Self.file()
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            guard let offsets = TimeZoneFile.parse(bytes) else { continue }
            for second in [Int64.min / 1000, 0, Int64.max / 1000] {
                #expect(abs(offsets.interval(at: second).offset) < 100_000)
            }
        }
    }

    @Test(arguments: [
        ("CET-1CEST,M3.5.0,M10.5.0/3", 1_711_846_800, 7200), ("CET-1CEST,M3.5.0,M10.5.0/3", 1_711_846_799, 3600),
        ("CET-1CEST,M3.5.0,M10.5.0/3", 1_729_990_799, 7200), ("CET-1CEST,M3.5.0,M10.5.0/3", 1_729_990_800, 3600),
        // The southern hemisphere has summer time over the new year.
        ("AEST-10AEDT,M10.1.0,M4.1.0/3", 1_704_067_200, 39_600),
        ("AEST-10AEDT,M10.1.0,M4.1.0/3", 1_720_000_000, 36_000),
        // Israel changes on the Friday before the last Sunday: Thursday 26:00.
        ("IST-2IDT,M3.4.4/26,M10.5.0", 1_711_670_399, 7200), ("IST-2IDT,M3.4.4/26,M10.5.0", 1_711_670_400, 10_800),
        // Greenland changes at an hour before local midnight.
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1_711_846_799, -7200),
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1_711_846_800, -3600),
        // Days without a weekday: 60 without the leap day is 1 March, in leap years too.
        ("AAA0BBB,J60/0,J300/0", 1_709_251_199, 0), ("AAA0BBB,J60/0,J300/0", 1_709_251_200, 3600),
        ("AAA0BBB,59/0,300/0", 1_709_164_800, 3600), ("<+0545>-5:45", 0, 20_700),
    ])
    func rulesChangeTheOffsetAtTheRightSecond(text: String, second: Int64, offset: Int) throws {
        let rule = try #require(PosixZoneRule(text))
        #expect(rule.interval(at: second).offset == offset)
    }

    @Test(arguments: [
        "", "X", "CET", "CET-", "CET-25", "CET-1CEST", "CET-1CEST,M13.1.0,M1.1.0", "CET-1CEST,M3.5.7,M1.1.0",
        "CET-1CEST,J0,J1",
        "CET-1CEST,366,1", "CET-1CEST,M3.5.0/168,M10.5.0", "<CET-1", "CET-1CEST,M3.5.0,M10.5.0junk",
        "CET99999999999999999999",
    ])
    func brokenRulesAreRefused(text: String) {
        #expect(PosixZoneRule(text) == nil)
    }

    @Test
    func datesAreRightOverFourHundredYearsAndFarAway() {
        var expected = CivilDate(year: 1970, month: 1, day: 1)
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        for days in Int64(0)..<146_200 {
            #expect(CivilDate(daysSince1970: days) == expected)
            #expect(expected.daysSince1970 == days)
            let length = lengths[expected.month - 1] + (expected.month == 2 && CivilDate.isLeap(expected.year) ? 1 : 0)
            if expected.day < length {
                expected = CivilDate(year: expected.year, month: expected.month, day: expected.day + 1)
            } else if expected.month < 12 {
                expected = CivilDate(year: expected.year, month: expected.month + 1, day: 1)
            } else {
                expected = CivilDate(year: expected.year + 1, month: 1, day: 1)
            }
        }
        for days: Int64 in [.max / 86_400_000, .min / 86_400_000] {
            #expect(CivilDate(daysSince1970: days).daysSince1970 == days)
        }
    }
}

extension UInt32 {
    fileprivate var bigEndianBytes: [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: self >> $0) } }
}
