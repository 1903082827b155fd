import CivilTime
import IoTDBWire
import ShellKit
import Testing

@Suite
struct TimeRangeTests {
    private let clock = SeriesClock(zone: .utc, precision: .milliseconds, now: 1_704_153_600_000)

    private func window(_ text: String, keeping kept: Int = 0) throws -> (TimeWindow, rest: [String]) {
        var words = text.split(separator: " ").map(String.init)
        let window = try clock.window(&words, keeping: kept)
        return (window, words)
    }

    @Test
    func rangesAreTakenFromTheEnd() throws {
        let (last, rest) = try window("root.d 1m last 1d")
        #expect(rest == ["root.d", "1m"])
        #expect(last.start == 1_704_067_200_000 && last.end == 1_704_153_600_000)
        #expect(try window("x since 2024-01-01").0 == TimeWindow(start: 1_704_067_200_000))
        #expect(try window("x").0 == TimeWindow())
    }

    @Test
    func theEndOfARangeIsNotInItButLengthsReachIt() throws {
        let (day, _) = try window("2024-01-01..2024-01-02")
        #expect(day.closed == 1_704_067_200_000...1_704_153_599_999)
        #expect(day.span == 1_704_067_200_000...1_704_153_600_000)
        #expect(try window("since 2024-01-01").0.span == nil)
    }

    @Test
    func aFunctionCalledLastIsNoRange() throws {
        let (open, rest) = try window("last root.d.s", keeping: 1)
        #expect(open == TimeWindow() && rest == ["last", "root.d.s"])
        #expect(try window("last root.d.s last 1d", keeping: 1).rest == ["last", "root.d.s"])
        #expect(try window("root.a..b", keeping: 1).rest == ["root.a..b"])
    }
}
