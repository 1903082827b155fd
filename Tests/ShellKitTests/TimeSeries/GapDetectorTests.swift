import IoTDBTesting
import ShellKit
import Testing

@Suite
struct GapDetectorTests {
    private func report(
        _ times: [Int64],
        interval: Int64? = nil,
        limit: Int = GapDetector.limit,
        range: ClosedRange<Int64>? = nil
    ) -> GapReport {
        var detector = GapDetector(interval: interval, limit: limit)
        for time in times { detector.add(time) }
        return detector.finished(range: range)
    }

    @Test
    func findsHolesLongerThanTheMedianStep() {
        let report = report([0, 10, 20, 50, 60, 70, 200])
        #expect(report.interval == 10)
        #expect(report.isEstimated)
        #expect(report.gaps == [Gap(start: 20, end: 50), Gap(start: 70, end: 200)])
        #expect(report.gaps.map { $0.missing(interval: 10) } == [2, 12])
        #expect(report.missing == 14)
        #expect(report.missingTime == 160)
        #expect(report.total == 200)
    }

    @Test
    func aPointThatIsLateByHalfAnIntervalIsNotMissing() {
        #expect(report([0, 10, 25, 35], interval: 10).gaps.isEmpty)
        #expect(report([0, 10, 26, 36], interval: 10).gaps == [Gap(start: 10, end: 26)])
    }

    @Test
    func endsOfARangeCountWhenItWasAskedFor() {
        let report = report([100, 110, 120], interval: 10, range: 50...200)
        #expect(report.gaps == [Gap(start: 50, end: 100), Gap(start: 120, end: 200)])
        #expect(report.total == 150)
    }

    @Test
    func nothingCanBeSaidOfFewerThanTwoPoints() {
        #expect(report([]).interval == nil)
        #expect(report([5]).gaps.isEmpty)
        #expect(report([5], interval: 1, range: 0...10).gaps == [Gap(start: 0, end: 5), Gap(start: 5, end: 10)])
    }

    @Test
    func timesOutOfOrderAreCountedAndLeftOut() {
        var detector = GapDetector(interval: 10)
        for time in [0, 10, 5, 10, 20] as [Int64] { detector.add(time) }
        #expect(detector.unordered == 2)
        #expect(detector.finished().gaps.isEmpty)
    }

    @Test
    func keepsTheLongestWhenThereAreTooMany() {
        var times: [Int64] = []
        var time: Int64 = 0
        for index in 0..<300 {
            times += [time, time + 1, time + 2]
            time += 2 + 10 + Int64(index * 7 % 300)
        }
        let all = report(times).gaps
        let kept = report(times, limit: 20)
        #expect(!kept.isComplete)
        #expect(Set(kept.gaps.map(\.length)) == Set(all.map(\.length).sorted().suffix(20)))
        #expect(kept.gaps.map(\.start) == kept.gaps.map(\.start).sorted())
    }

    @Test
    func aRangeWithoutPointsIsAGap() {
        let report = GapDetector(interval: 10).finished(range: 0...1000)
        #expect(report.gaps == [Gap(start: 0, end: 1000)])
        #expect(report.missing == 99 && report.total == 1000)
        #expect(GapDetector(interval: 1000).finished(range: 0...1000).gaps.isEmpty)
        #expect(GapDetector(interval: nil).finished(range: 0...1000).interval == nil)
    }

    @Test
    func theWholeRangeOfTimeDoesNotOverflow() {
        let report = report([.min, 0, .max], interval: 1)
        #expect(report.gaps.count == 2)
        #expect(report.gaps[0].length == 1 << 63)
        #expect(report.missing == .max)
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func agreesWithASlowSearch(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var time: Int64 = 0
        let times = (0..<500).map { _ -> Int64 in
            time += Int.random(in: 0..<20, using: &generator) == 0 ? Int64.random(in: 1...900, using: &generator) : 10
            return time
        }
        let steps = zip(times, times.dropFirst()).map { $1 - $0 }.sorted()
        let median = steps[(steps.count + 1) / 2 - 1]
        let expected = zip(times, times.dropFirst()).filter { Double($1 - $0) > Double(median) * 1.5 }
        let report = report(times)
        #expect(report.interval == median)
        #expect(report.gaps == expected.map { Gap(start: $0, end: $1) })
    }
}
