import Glibc
import IoTDBTesting
import IoTDBWire
import ShellKit

/// Data of every kind that charts and figures have to cope with, by name.
struct ChartSituation: Sendable {
    /// What is special about it.
    let name: String
    let times: [Int64]
    let columns: [(String, [Value])]
    var arguments: [String] = []
    var zone = "UTC"
    var precision = TimestampPrecision.milliseconds
    var hasColor = false

    /// All of them.
    static let all: [ChartSituation] = shapes + values + clocks + states + layouts

    private static let hour: Int64 = 3_600_000
    private static let day: Int64 = 24 * hour
    /// 2024-01-01T00:00:00Z.
    private static let newYear: Int64 = 1_704_067_200_000

    private static func wave(_ count: Int, _ scale: Double = 10) -> [Value] {
        (0..<count).map { .double(sin(Double($0) / Double(count) * 12) * scale) }
    }

    private static func times(_ count: Int, every step: Int64, from start: Int64 = newYear) -> [Int64] {
        (0..<count).map { start + Int64($0) * step }
    }

    private static let shapes: [ChartSituation] = [
        ChartSituation(name: "regular", times: times(1440, every: 60_000), columns: [("root.a.d1.t", wave(1440))]),
        ChartSituation(name: "empty", times: [], columns: [("v", [.double(0)])]),
        ChartSituation(name: "only nulls", times: [1, 2], columns: [("v", [.null, .null])]),
        ChartSituation(name: "one point", times: [newYear], columns: [("v", [.double(21.5)])]),
        ChartSituation(
            name: "two points",
            times: [newYear, newYear + day],
            columns: [("v", [.double(1), .double(2)])]
        ),
        ChartSituation(
            name: "constant",
            times: times(50, every: 1000),
            columns: [("v", Array(repeating: .double(7), count: 50))]
        ),
        ChartSituation(
            name: "constant zero",
            times: times(9, every: 1000),
            columns: [("v", Array(repeating: .int32(0), count: 9))]
        ),
        ChartSituation(
            name: "irregular",
            times: [0, 1, 3, 40, 41, 90, 200, 201, 260, 300].map { newYear + $0 * 1000 },
            columns: [("v", [1, 2, 5, 3, 2, 8, 9, 1, 4, 4].map { .int64($0) })]
        ),
        ChartSituation(
            name: "sparse",
            times: times(12, every: day * 30),
            columns: [("v", [3, 4, 8, 12, 17, 20, 22, 21, 17, 11, 6, 4].map { .float($0) })]
        ),
        ChartSituation(
            name: "gap",
            times: times(400, every: 60_000) + times(300, every: 60_000, from: newYear + 12 * hour),
            columns: [("v", wave(700))]
        ),
        ChartSituation(
            name: "nulls",
            times: times(60, every: 60_000),
            columns: [("v", (0..<60).map { $0 % 20 == 10 || (30..<40).contains($0) ? .null : .int32(Int32($0)) })]
        ),
        ChartSituation(
            name: "spike",
            times: times(10_000, every: 1000),
            columns: [("v", (0..<10_000).map { .double($0 == 7654 ? 100 : sin(Double($0) / 300)) })]
        ),
        ChartSituation(
            name: "descending",
            times: times(100, every: 1000).reversed(),
            columns: [("v", (0..<100).map { .int32(Int32(100 - $0)) })]
        ),
        ChartSituation(
            name: "late points",
            times: [0, 1000, 2000, 5000, 3000, 4000, 6000].map { newYear + $0 },
            columns: [("v", [0, 1, 2, 5, 3, 4, 6].map { .int32($0) })]
        ),
        ChartSituation(
            name: "stuck sensor",
            times: times(300, every: 60_000),
            columns: [("v", (0..<300).map { .double($0 < 150 ? sin(Double($0) / 9) * 3 + 20 : 22.25) })]
        ),
        ChartSituation(
            name: "steps",
            times: times(20, every: hour),
            columns: [("v", (0..<20).map { .int32(Int32($0 / 5 % 3)) })],
            arguments: ["step"]
        ),
        ChartSituation(
            name: "gap bridged",
            times: times(40, every: 60_000) + times(40, every: 60_000, from: newYear + 3 * hour),
            columns: [("v", wave(80))],
            arguments: ["nogaps"]
        ),
    ]

    private static let values: [ChartSituation] = [
        ChartSituation(
            name: "NaN and infinity",
            times: times(9, every: 1000),
            columns: [("v", [1, 2, .nan, 4, .infinity, 6, -.infinity, 8, 9].map { .double($0) })]
        ),
        ChartSituation(
            name: "huge",
            times: times(5, every: 1000),
            columns: [("v", [-1.7e308, -1e308, 0, 1e308, 1.7e308].map { .double($0) })]
        ),
        ChartSituation(
            name: "tiny",
            times: times(5, every: 1000),
            columns: [("v", [1e-300, 2e-300, 5e-300, 4e-300, 3e-300].map { .double($0) })]
        ),
        ChartSituation(
            name: "denormal",
            times: times(3, every: 1000),
            columns: [("v", [1, 2, 4].map { .double(Double(bitPattern: $0)) })]
        ),
        ChartSituation(
            name: "near each other",
            times: times(4, every: 1000),
            columns: [("v", [1e15, 1e15 + 0.125, 1e15 + 0.25, 1e15].map { .double($0) })]
        ),
        ChartSituation(
            name: "large integers",
            times: times(4, every: 1000),
            columns: [("v", [.int64(.min), .int64(-1), .int64(0), .int64(.max)])]
        ),
        ChartSituation(
            name: "floats",
            times: times(6, every: 1000),
            columns: [("v", [0.1, 0.2, 0.3, 0.4, 0.5, 0.6].map { .float($0) })]
        ),
        ChartSituation(
            name: "logarithmic",
            times: times(60, every: 1000),
            columns: [("v", (0..<60).map { .double($0 == 30 ? -5 : exp(Double($0) / 4)) })],
            arguments: ["log"]
        ),
        ChartSituation(
            name: "logarithmic in one decade",
            times: times(30, every: 1000),
            columns: [("v", (0..<30).map { .double(2 + Double($0) / 5) })],
            arguments: ["log"]
        ),
        ChartSituation(
            name: "limits",
            times: times(100, every: 1000),
            columns: [("v", wave(100, 50))],
            arguments: ["min=-20", "max=20"]
        ),
    ]

    private static let clocks: [ChartSituation] = [
        ChartSituation(
            name: "spring in Berlin",
            times: times(25, every: hour, from: 1_711_839_600_000),
            columns: [("v", wave(25))],
            zone: "Europe/Berlin"
        ),
        ChartSituation(
            name: "autumn in New York",
            times: times(26, every: hour / 6, from: 1_730_608_200_000),
            columns: [("v", wave(26))],
            zone: "America/New_York"
        ),
        ChartSituation(
            name: "half an hour on Lord Howe",
            times: times(26, every: hour / 4, from: 1_728_136_800_000),
            columns: [("v", wave(26))],
            zone: "Australia/Lord_Howe"
        ),
        ChartSituation(
            name: "midnight that does not come in Beirut",
            times: times(5, every: day, from: 1_711_490_400_000),
            columns: [("v", wave(5))],
            zone: "Asia/Beirut"
        ),
        ChartSituation(
            name: "half past in Kolkata",
            times: times(48, every: hour),
            columns: [("v", wave(48))],
            zone: "Asia/Kolkata"
        ),
        ChartSituation(
            name: "microseconds",
            times: times(40, every: 250, from: 1_704_067_200_000_000),
            columns: [("v", wave(40))],
            precision: .microseconds
        ),
        ChartSituation(
            name: "nanoseconds",
            times: times(40, every: 1, from: 1_704_067_200_123_456_789),
            columns: [("v", wave(40))],
            precision: .nanoseconds
        ),
        ChartSituation(
            name: "milliseconds",
            times: times(40, every: 3, from: newYear + 59_950),
            columns: [("v", wave(40))]
        ),
        ChartSituation(name: "decades", times: times(40, every: 365 * day, from: 0), columns: [("v", wave(40))]),
        ChartSituation(name: "months", times: times(200, every: day), columns: [("v", wave(200))]),
        ChartSituation(name: "weeks", times: times(60, every: day), columns: [("v", wave(60))]),
        ChartSituation(name: "before 1970", times: times(30, every: day, from: -400 * day), columns: [("v", wave(30))]),
        ChartSituation(
            name: "2^62 and before",
            times: [-(1 << 62), -1, 0, 1, 1 << 62],
            columns: [("v", [1, 2, 3, 2, 1].map { .int32($0) })]
        ),
        ChartSituation(
            name: "all of time in nanoseconds",
            times: [.min, 0, .max],
            columns: [("v", [1, 2, 3].map { .int32($0) })],
            precision: .nanoseconds
        ),
    ]

    private static let states: [ChartSituation] = [
        ChartSituation(
            name: "boolean",
            times: times(120, every: 60_000),
            columns: [("on", (0..<120).map { .boolean($0 / 25 % 2 == 1) })]
        ),
        ChartSituation(
            name: "text states",
            times: times(120, every: 60_000),
            columns: [("state", (0..<120).map { .text($0 < 40 ? "running" : $0 < 70 ? "idle" : "stopped") })]
        ),
        ChartSituation(
            name: "state with a gap",
            times: times(30, every: 60_000) + times(30, every: 60_000, from: newYear + 2 * hour),
            columns: [("state", (0..<60).map { .string($0 < 45 ? "a" : "b") })]
        ),
        ChartSituation(
            name: "many states",
            times: times(500, every: 1000),
            columns: [("state", (0..<500).map { .text("s\($0)") })]
        ),
        ChartSituation(
            name: "hostile states",
            times: times(40, every: 1000),
            columns: [("\u{1b}[31mred", (0..<40).map { .text($0 < 20 ? "\u{1b}]0;x\u{7}" : "汉字\n") })]
        ),
        ChartSituation(
            name: "numbers and states",
            times: times(100, every: 60_000),
            columns: [
                ("v", wave(100)), ("on", (0..<100).map { .boolean($0 > 50) }),
                ("state", (0..<100).map { .text($0 < 30 ? "warm" : "cold") }),
            ]
        ),
        ChartSituation(
            name: "states in ASCII",
            times: times(100, every: 60_000),
            columns: [
                ("v", wave(100)), ("on", (0..<100).map { .boolean($0 > 50) }),
                ("state", (0..<100).map { .text($0 < 30 ? "warm" : "cold") }),
            ],
            arguments: ["style=ascii"]
        ),
    ]

    private static let layouts: [ChartSituation] = [
        ChartSituation(
            name: "three series without colour",
            times: times(100, every: 60_000),
            columns: [("a", wave(100, 3)), ("b", wave(100, 6)), ("c", wave(100, 9))]
        ),
        ChartSituation(
            name: "two series in colour",
            times: times(100, every: 60_000),
            columns: [("a", wave(100, 3)), ("b", wave(100, -6))],
            hasColor: true
        ),
        ChartSituation(
            name: "blocks",
            times: times(100, every: 60_000),
            columns: [("a", wave(100, 3))],
            arguments: ["style=block"]
        ),
        ChartSituation(
            name: "200 series",
            times: times(20, every: 60_000),
            columns: (0..<200).map { index in ("root.d\(index).v", wave(20, Double(index))) }
        ),
        ChartSituation(
            name: "quoted and wide names",
            times: times(20, every: 60_000),
            columns: [("root.`my plant`.`温度 °C`", wave(20))]
        ),
        ChartSituation(
            name: "chosen column",
            times: times(20, every: 60_000),
            columns: [("root.d.a", wave(20)), ("root.d.b", wave(20, 99))],
            arguments: ["b"]
        ),
        ChartSituation(
            name: "by tag",
            times: times(40, every: 60_000),
            columns: [
                ("tag", (0..<40).map { .string("t\($0 % 2)") }), ("v", (0..<40).map { .int32(Int32($0 % 2 * 5)) }),
            ],
            arguments: ["v", "by=tag"]
        ),
        ChartSituation(
            name: "narrow",
            times: times(100, every: 60_000),
            columns: [("a", wave(100, 3))],
            arguments: ["width=20", "height=3"]
        ),
    ]
}
