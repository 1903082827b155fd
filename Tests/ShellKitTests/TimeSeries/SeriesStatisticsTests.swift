import IoTDBTesting
import IoTDBWire
import ShellKit
import Testing

@Suite
struct SeriesStatisticsTests {
    private func statistics(_ values: [(Int64?, Value)]) -> SeriesStatistics {
        var statistics = SeriesStatistics()
        for (time, value) in values { statistics.add(time, value) }
        return statistics
    }

    @Test
    func figuresOfNumbers() {
        let one = statistics([(0, 2.0), (1000, 4.0), (2000, .null), (3000, 6.0)])
        #expect(one.count == 3)
        #expect(one.nulls == 1)
        #expect(one.minimum == 2)
        #expect(one.maximum == 6)
        #expect(one.mean == 4)
        #expect(one.deviation == 2)
        #expect(one.firstTime == 0 && one.lastTime == 3000)
        #expect(one.steps.median == 1000)
        #expect(one.rate(.milliseconds) == 2.0 / 3)
    }

    @Test
    func meansOfLargeNumbersKeepTheirDigits() {
        let one = statistics((0..<1000).map { (Int64($0), .double(1e15 + Double($0 % 3))) })
        #expect(one.mean.map { abs($0 - (1e15 + 0.999)) < 0.126 } == true)
        #expect(one.deviation.map { abs($0 - 0.81690) < 0.001 } == true)
    }

    @Test
    func wholeNumbersAreKeptWhole() {
        let one = statistics([(0, .int64(.max)), (1, .int64(Int64.max - 1))])
        #expect(one.integers == (Int64.max - 1)...Int64.max)
    }

    @Test
    func valuesThatAreNotFiniteAreOnlyCounted() {
        let one = statistics([(0, .double(.nan)), (1, 1.0), (2, .float(.infinity))])
        #expect(one.count == 3 && one.notFinite == 2)
        #expect(one.mean == 1 && one.deviation == nil)
    }

    @Test
    func aStuckSensorShowsSinceWhen() {
        #expect(statistics([(0, 1.0), (1, 2.0), (2, 2.0), (3, .null), (4, 2.0)]).sameSince == 1)
        #expect(statistics([(0, 1.0), (1, 2.0), (2, 1.0)]).sameSince == 2)
        #expect(statistics([(0, .text("on")), (1, .text("off")), (2, .text("off"))]).sameSince == 1)
        #expect(statistics([(7, .boolean(false)), (8, .boolean(false))]).sameSince == 7)
        #expect(statistics([(7, .int32(0)), (8, .int32(0)), (9, .int32(1))]).sameSince == 9)
    }

    @Test
    func distancesBeyondTheLargestNumberLeaveTheMean() {
        let one = statistics([(0, -1.7e308), (1, 1.7e308), (2, -1.7e308), (3, 1.7e308)])
        #expect(one.mean.map { abs($0) < 1e294 } == true)
        #expect(one.deviation == nil)
    }

    @Test
    func textsHaveNoMean() {
        let one = statistics([(5, .text("b")), (4, .text("a"))])
        #expect(one.mean == nil && one.minimum == nil)
        #expect(one.firstTime == 4 && one.lastTime == 5 && one.sameSince == nil)
        #expect(one.steps.median == 1)
    }

    @Test
    func nothingIsNothing() {
        let one = statistics([(1, .null)])
        #expect(one.count == 0 && one.rate(.nanoseconds) == nil && one.sameSince == nil)
    }
}

@Suite
struct StepDistributionTests {
    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func percentilesAreThoseOfSortedSteps(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let steps = (0..<1000).map { _ in Int64.random(in: 1...2000, using: &generator) }
        var exact = StepDistribution()
        var rough = StepDistribution(exactLimit: 0)
        for step in steps {
            exact.add(step)
            rough.add(step)
        }
        let sorted = steps.sorted()
        for share in [0.1, 0.25, 0.5, 0.75, 0.9, 1] {
            let expected = sorted[Int((share * 1000).rounded(.up)) - 1]
            #expect(exact.percentile(share) == expected)
            let near = rough.percentile(share) ?? 0
            #expect(near >= expected && Double(near) <= Double(expected) * (1 + 1.0 / 32))
        }
        #expect(exact.isExact && !rough.isExact)
    }

    @Test
    func manyDifferentStepsAreCountedInClasses() {
        var steps = StepDistribution(exactLimit: 100)
        for step in 1...10_000 { steps.add(Int64(step)) }
        #expect(!steps.isExact)
        #expect(steps.median.map { (5000...5157).contains($0) } == true)
        #expect(steps.count == 10_000)
    }

    @Test
    func theLongestStepHasAPlace() {
        var steps = StepDistribution(exactLimit: 0)
        for step in [1, 31, 32, 33, .max] as [Int64] { steps.add(step) }
        steps.add(0)
        steps.add(-5)
        #expect(steps.count == 5)
        #expect(steps.percentile(1) == .max)
        #expect(StepDistribution().median == nil)
    }
}
