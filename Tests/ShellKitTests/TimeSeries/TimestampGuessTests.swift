import CivilTime
import IoTDBWire
import ShellKit
import Testing

@Suite
struct TimestampGuessTests {
    @Test
    func theUnitFollowsFromTheSize() {
        let expected = "2023-11-14T22:13:20.000Z"
        for (text, unit) in [
            ("1700000000", "s"), ("1700000000000", "ms"), ("1700000000000000", "us"), ("1700000000000000000", "ns"),
        ] {
            let guess = TimestampGuess(number: text)
            #expect(guess?.unit?.rawValue == unit)
            #expect(guess?.iso(.utc) == expected)
        }
    }

    @Test
    func aUnitThatIsSaidCounts() {
        #expect(TimestampGuess(number: "5 s")?.iso(.utc) == "1970-01-01T00:00:05.000Z")
        #expect(TimestampGuess(number: "5ns")?.iso(.utc) == "1970-01-01T00:00:00.000000005Z")
        #expect(TimestampGuess(number: "-1 us")?.iso(.utc) == "1969-12-31T23:59:59.999999Z")
        #expect(TimestampGuess(number: "5 weeks") == nil)
        #expect(TimestampGuess(number: "yesterday") == nil)
        #expect(TimestampGuess(number: "99999999999999999999") == nil)
        #expect(TimestampGuess(number: "") == nil)
    }

    @Test
    func decimalsArePartsOfTheUnit() {
        #expect(TimestampGuess(number: "1700000000.25")?.iso(.utc) == "2023-11-14T22:13:20.250Z")
        #expect(TimestampGuess(number: "1700000000.1234567891")?.iso(.utc) == "2023-11-14T22:13:20.123456789Z")
        #expect(TimestampGuess(number: "1.5ms")?.iso(.utc) == "1970-01-01T00:00:00.001500Z")
        #expect(TimestampGuess(number: "-0.5")?.iso(.utc) == "1969-12-31T23:59:59.500Z")
        #expect(TimestampGuess(number: "1.") == nil && TimestampGuess(number: "1.x") == nil)
    }

    @Test
    func theEarliestNumberFits() {
        let guess = TimestampGuess(number: "-9223372036854775808")
        #expect(guess?.epoch(.nanoseconds) == .min)
        #expect(guess?.iso(.utc) == "1677-09-21T00:12:43.145224192Z")
    }

    @Test
    func epochsOfAllUnits() throws {
        let guess = try #require(TimestampGuess(number: "1700000000123456789"))
        #expect(guess.epoch(.seconds) == 1_700_000_000)
        #expect(guess.epoch(.milliseconds) == 1_700_000_000_123)
        #expect(guess.epoch(.microseconds) == 1_700_000_000_123_456)
        #expect(guess.epoch(.nanoseconds) == 1_700_000_000_123_456_789)
        let far = try #require(TimestampGuess(number: "99999999999"))
        #expect(far.epoch(.nanoseconds) == nil)
        #expect(far.iso(.utc) == "5138-11-16T09:46:39.000Z")
    }
}

@Suite
struct SpanTextTests {
    @Test
    func lengthsAreWrittenAsDurations() {
        for (length, text) in [
            (0, "0s"), (1, "1ms"), (1000, "1s"), (1500, "1s500ms"), (65_000, "1m5s"), (3_725_000, "1h2m5s"),
            (90_000_000, "1d1h"),
        ] as [(Int64, String)] {
            #expect(SpanText.text(length, .milliseconds) == text)
        }
        #expect(SpanText.text(7, .nanoseconds) == "7ns")
        // Beyond what nanoseconds reach the two largest units are told.
        #expect(SpanText.text(.max, .milliseconds) == "106751991167d 7h")
    }

    @Test
    func lengthsAreReadAndWrittenForTheServer() throws {
        for (text, length, sql) in [
            ("90s", 90_000, "90s"), ("1h30m", 5_400_000, "90m"), ("1d", 86_400_000, "1d"), ("2w", 1_209_600_000, "2w"),
            ("500ms", 500, "500ms"), ("1H", 3_600_000, "1h"),
        ] as [(String, Int64, String)] {
            #expect(try SpanText.length(text, .milliseconds) == length)
            #expect(SpanText.sql(length, .milliseconds) == sql)
        }
        for text in ["", "5", "s", "0s", "-1s", "1mo", "1y", "1us", "99999999999w", "1h x"] {
            #expect(throws: SeriesError.self, "\(text)") { try SpanText.length(text, .milliseconds) }
        }
        #expect(try SpanText.length("1us", .microseconds) == 1)
        #expect(SpanText.sql(1, .nanoseconds) == "1ns")
        #expect(SpanText.sql(1_000_000, .nanoseconds) == "1ms")
    }
}
