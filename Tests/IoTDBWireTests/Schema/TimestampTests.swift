import IoTDBWire
import Testing

/// Points in time and days, in the units of servers.
@Suite struct TimestampTests {
    @Test(
        arguments: TimestampPrecision.allCases,
        [0, 1, -1, 1_700_000_000_123, -999, .max, -9_000_000_000_000_000_000, .min] as [Int64]
    )
    func aCountComesBackAsItWas(_ precision: TimestampPrecision, _ count: Int64) throws {
        let timestamp = Timestamp(count, in: precision)
        #expect(try timestamp.count(in: precision) == count)
        #expect((0..<1_000_000_000).contains(timestamp.nanoseconds))
    }

    @Test func whatTheUnitCannotTellIsRoundedDown() throws {
        let timestamp = Timestamp(seconds: -1, nanoseconds: 999_999_999)
        #expect(try timestamp.count(in: .milliseconds) == -1)
        #expect(try timestamp.count(in: .microseconds) == -1)
        #expect(try timestamp.count(in: .nanoseconds) == -1)
        #expect(try Timestamp(seconds: 1, nanoseconds: 1_999_999).count(in: .milliseconds) == 1_001)
    }

    @Test func nanosecondsAreCarriedOver() {
        #expect(Timestamp(seconds: 1, nanoseconds: 2_500_000_000) == Timestamp(seconds: 3, nanoseconds: 500_000_000))
        #expect(Timestamp(seconds: 1, nanoseconds: -1) == Timestamp(seconds: 0, nanoseconds: 999_999_999))
    }

    @Test func durationsAreAddedAndTold() {
        let start = Timestamp(seconds: 10, nanoseconds: 250_000_000)
        #expect(start + .milliseconds(750) == Timestamp(seconds: 11))
        #expect(start - .milliseconds(251) == Timestamp(seconds: 9, nanoseconds: 999_000_000))
        #expect(start - Timestamp(seconds: 8, nanoseconds: 500_000_000) == .milliseconds(1_750))
        #expect(start > Timestamp(seconds: 10) && start < Timestamp(seconds: 10, nanoseconds: 250_000_001))
    }

    @Test func aDurationIsANumberOfUnits() {
        #expect(TimestampPrecision.milliseconds.units(.seconds(60)) == 60_000)
        #expect(TimestampPrecision.microseconds.units(.milliseconds(-2)) == -2_000)
        #expect(TimestampPrecision.nanoseconds.units(.nanoseconds(7)) == 7)
        #expect(TimestampPrecision.milliseconds.units(.nanoseconds(999_999)) == 0)
        #expect(TimestampPrecision.nanoseconds.units(.seconds(Int64.max)) == .max)
        #expect(TimestampPrecision.nanoseconds.units(.seconds(Int64.min)) == .min)
    }
}

@Suite struct CalendarDateTests {
    @Test func aDayHasItsParts() throws {
        let day = try #require(CalendarDate(year: 2024, month: 2, day: 29))
        #expect((day.year, day.month, day.day) == (2024, 2, 29))
        #expect(day.number == 20_240_229 && "\(day)" == "2024-02-29" && CalendarDate(number: 20_240_229) == day)
        #expect(try #require(CalendarDate(year: 2024, month: 3, day: 1)) > day)
    }

    @Test(arguments: [
        (2023, 2, 29), (2024, 0, 1), (2024, 13, 1), (2024, 4, 31), (2024, 1, 0), (999, 12, 31), (10_000, 1, 1),
        (.max, .max, .max), (.min, .min, .min),
    ])
    func thereIsNoSuchDay(year: Int, month: Int, day: Int) {
        #expect(CalendarDate(year: year, month: month, day: day) == nil)
    }

    @Test func aCellThatIsNoDateIsNone() throws {
        #expect(try SampleRows.row(0).get(CalendarDate.self, named: "day").description == "2024-02-29")
        #expect(throws: IoTDBError(.typeMismatch, "")) { try SampleRows.row(1).get(CalendarDate.self, named: "day") }
    }
}
