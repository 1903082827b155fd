import IoTDBTesting
import IoTDBWire
import Testing

@testable import IoTDBDemo

@Suite("Series")
struct SeriesTests {
    private func series() -> Series { Series(SeriesDefinition(path: [], type: .int64)) }

    @Test("points in any order are kept by time, the last one of a time counts")
    func order() {
        var random = SeededGenerator(seed: 7)
        var series = series()
        var model: [Int64: Int64] = [:]
        for value in 0..<2000 {
            let time = Int64.random(in: -300...300, using: &random)
            model[time] = Int64(value)
            series.set(.int64(Int64(value)), at: time)
        }
        #expect(series.times == model.keys.sorted())
        for (position, time) in series.times.enumerated() {
            #expect(series.value(at: position) == .int64(model[time] ?? -1))
        }
    }

    @Test(
        "a range is removed with both its ends",
        arguments: [(Int64.min, Int64.max, 0), (3, 5, 7), (11, 20, 10), (10, 10, 9)]
    )
    func removal(low: Int64, high: Int64, left: Int) {
        var series = series()
        for time in 1...10 { series.set(.int64(1), at: Int64(time)) }
        series.remove(TimeRange(low: low, high: high))
        #expect(series.times.count == left)
        #expect(series.times.allSatisfy { !(low...high).contains($0) })
    }

    @Test("a value of another type is not stored")
    func otherType() {
        var series = series()
        series.set(.text("x"), at: 1)
        #expect(series.times.isEmpty)
    }
}
