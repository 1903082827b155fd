import Glibc
import IoTDBTesting
import IoTDBWire
import ShellKit
import Testing

/// Every dot of charts against the slow reference.
@Suite
struct LineChartTests {
    private static let width = 60
    private static let height = 6

    private struct Case {
        var name: String
        var times: [Int64]
        var series: [[Double?]]
    }

    private static func random(_ seed: UInt64) -> Case {
        var generator = SeededGenerator(seed: seed)
        let count = [1, 2, 3, 10, 100, 900, 5000].randomElement(using: &generator) ?? 1
        let step = ([1, 7, 1000, 60_000, 3_600_000_000] as [Int64]).randomElement(using: &generator) ?? 1
        let isRegular = Bool.random(using: &generator)
        var time = Int64.random(in: -2_000_000_000_000...2_000_000_000_000, using: &generator)
        var times: [Int64] = []
        for _ in 0..<count {
            times.append(time)
            time += isRegular ? step : Int64.random(in: 1...step * 3, using: &generator)
            if Int.random(in: 0..<50, using: &generator) == 0 { time += step * 30 }
        }
        let series = (0..<Int.random(in: 1...3, using: &generator)).map { _ -> [Double?] in
            var value = 0.0
            return times.map { _ in
                value += Double.random(in: -1...1, using: &generator)
                if Int.random(in: 0..<200, using: &generator) == 0 { return value * 20 }
                return Int.random(in: 0..<20, using: &generator) == 0 ? nil : value
            }
        }
        return Case(name: "seed \(seed)", times: times, series: series)
    }

    private static func points(_ one: Case) -> [[ReferenceChart.Point]] {
        one.series.map { values in
            zip(one.times, values).compactMap { time, value in
                value.flatMap { $0.isFinite ? ReferenceChart.Point(time: time, value: $0) : nil }
            }
        }
    }

    private func compare(_ one: Case, style: ChartStyle, isStepped: Bool) throws {
        let points = Self.points(one)
        let values = points.flatMap { $0 }.map(\.value)
        guard let low = values.min(), let high = values.max() else { return }
        let columns = one.series.enumerated().map { index, values in
            ("s\(index)", values.map { $0.map(Value.double) ?? .null } as [Value])
        }
        let arguments = ["style=\(style.rawValue)"] + (isStepped ? ["step"] : [])
        let frame = ChartFrame(width: Self.width, height: Self.height)
        let chart = try ChartSample.chart(one.times, columns, arguments, frame: frame)
        let lines = chart.split(separator: "\n")
        // The plot is as wide as the axis below it.
        let axis = try #require(
            lines.first { $0.contains("└") || $0.contains("+-") || $0.contains("+") && $0.contains("--") }
        )
        let start = try #require(axis.firstIndex { $0 == "└" || $0 == "+" })
        let width = axis[axis.index(after: start)...].count
        let (across, down) = style == .braille ? (2, 4) : style == .block ? (2, 2) : (1, 1)
        let margin = low == 0 ? 1 : abs(low) / 10
        let reference = ReferenceChart(
            series: points,
            low: low < high ? low : low - margin,
            high: low < high ? high : low + margin,
            isStepped: isStepped,
            columns: width * across,
            rows: Self.height * down
        )
        let legendLines = one.series.count
        let plot = lines.dropFirst(legendLines).joined(separator: "\n")
        let dots = ReferenceChart.dots(of: plot, style: style, width: width, height: Self.height)
        let expected = reference.dots()
        let difference = zip(dots, expected).enumerated().flatMap { y, pair in
            zip(pair.0, pair.1).enumerated().compactMap { $1.0 != $1.1 ? "(\($0), \(y))" : nil }
        }
        #expect(difference.isEmpty, "\(one.name) \(style) \(difference.prefix(5))\n\(chart)")
    }

    @Test(arguments: Array(1...60) as [UInt64])
    func everyDotIsThatOfTheReference(seed: UInt64) throws {
        let one = Self.random(seed)
        let style = ChartStyle.allCases[Int(seed % 3)]
        try compare(one, style: style, isStepped: seed % 5 == 0)
    }

    @Test
    func aSpikeOfOnePointInThousandsIsSeen() throws {
        let times = (0..<20_000).map { Int64($0) * 1000 }
        let values = times.indices.map { $0 == 13_337 ? 500.0 : sin(Double($0) / 500) }
        let one = Case(name: "spike", times: times, series: [values])
        try compare(one, style: .braille, isStepped: false)
        let chart = try ChartSample.chart(times, [("v", values.map(Value.double))])
        let top = chart.split(separator: "\n")[1]
        #expect(top.last != "┤" && top.last != "│")
    }

    @Test
    func pointsInAnyOrderGiveTheSameChart() throws {
        var one = Self.random(6)
        let straight = try ChartSample.chart(one.times, [("v", one.series[0].map { Value($0) })], ["nogaps"])
        var generator = SeededGenerator(seed: 1)
        let order = one.times.indices.shuffled(using: &generator)
        one.series[0] = order.map { one.series[0][$0] }
        let shuffled = try ChartSample.chart(
            order.map { one.times[$0] },
            [("v", one.series[0].map { Value($0) })],
            ["nogaps"]
        )
        #expect(straight == shuffled)
    }
}
