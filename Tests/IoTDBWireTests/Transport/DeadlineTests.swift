import IoTDBWire
import Testing

@Suite struct DeadlineTests {
    @Test func neverDoesNotPassAndPollsForever() {
        #expect(!Deadline.never.hasPassed)
        #expect(Deadline.never.remaining == nil)
        #expect(Deadline.never.remainingMilliseconds == -1)
        #expect(Deadline.never.share(of: 3) == .never)
    }

    @Test func passedDeadlinePollsWithoutWaiting() {
        let deadline = Deadline.after(.seconds(-5))
        #expect(deadline.hasPassed)
        #expect(deadline.remaining == .zero)
        #expect(deadline.remainingMilliseconds == 0)
    }

    @Test func remainingTimeIsRoundedUpToMilliseconds() {
        // A day less at most a minute of test time; rounding down would give the same only on a whole millisecond.
        let deadline = Deadline.after(.seconds(86_400))
        let milliseconds = deadline.remainingMilliseconds
        #expect((86_340_000...86_400_000).contains(milliseconds))
        let soon = Deadline.after(.microseconds(1))
        #expect(soon.hasPassed || soon.remainingMilliseconds <= 1)
    }

    @Test func remainingMillisecondsAreCapped() {
        #expect(Deadline.after(.seconds(10_000_000_000)).remainingMilliseconds == Int32.max)
    }

    @Test func earlierPicksTheFirstToPass() {
        let soon = Deadline.after(.seconds(1))
        let late = Deadline.after(.seconds(100))
        #expect(soon.earlier(of: late) == soon)
        #expect(late.earlier(of: soon) == soon)
        #expect(soon.earlier(of: .never) == soon)
        #expect(Deadline.never.earlier(of: soon) == soon)
        #expect(Deadline.never.earlier(of: .never) == .never)
    }

    @Test func shareIsAnEqualPartOfTheTimeLeft() throws {
        let share = try #require(Deadline.after(.seconds(1000)).share(of: 4).remaining)
        #expect(share > .seconds(200) && share <= .seconds(250))
    }
}
