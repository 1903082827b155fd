import Testing

@testable import IoTDBWire

@Suite struct PoolAlarmsTests {
    private typealias Instant = ContinuousClock.Instant
    private let start = Instant.now

    @Test func aSleepThatEndsInTimeServesForLaterThings() {
        var alarms = PoolAlarms()
        #expect(alarms.alarm(for: start + .seconds(10), now: start) == start + .seconds(10))
        #expect(alarms.alarm(for: start + .seconds(10), now: start) == nil)
        #expect(alarms.alarm(for: start + .seconds(30), now: start) == nil)
        #expect(alarms.alarm(for: nil, now: start) == nil)
        #expect(alarms.alarm(for: start + .seconds(5), now: start) == start + .seconds(5), "none ends as early")
    }

    @Test func afterTheEarlyOneTheLateOneStillServes() {
        var alarms = PoolAlarms()
        let late = start + .seconds(20)
        let early = start + .seconds(5)
        #expect(alarms.alarm(for: late, now: start) == late)
        #expect(alarms.alarm(for: early, now: start) == early)
        alarms.fired(early)
        #expect(alarms.alarm(for: late + .seconds(1), now: early) == nil)
        alarms.fired(late)
        #expect(alarms.alarm(for: late + .seconds(1), now: late) == late + .seconds(1))
    }

    @Test func noSleepIsLong() {
        var alarms = PoolAlarms()
        #expect(alarms.alarm(for: start + .seconds(1800), now: start) == start + .seconds(60))
    }

    /// A pool that is lent and given back all the time wants the leases' limit, then the idle limit, and so on.
    @Test func aMillionChangesOfMindStartAFewSleeps() {
        var alarms = PoolAlarms()
        var now = start
        var (started, going) = (0, [Instant]())
        for number in 0..<1_000_000 {
            now += .microseconds(100)
            for time in going where time <= now { alarms.fired(time) }
            going.removeAll { $0 <= now }
            let wanted = now + (number % 2 == 0 ? Duration.seconds(60) : .seconds(1800))
            guard let time = alarms.alarm(for: wanted, now: now) else { continue }
            started += 1
            going.append(time)
        }
        // 100 seconds.
        #expect(started <= 4 && going.count <= 2)
    }
}
