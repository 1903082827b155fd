import IoTDBWire
import ShellKit

/// A slow line chart that asks for each dot whether it is set, to hold against the real one.
///
/// Written from the rules alone: points are grouped by stretches of a power of two of the time unit, of which the whole
/// range of a series needs at most 2048; a group stands in the column of its first point; a column shows all dots
/// between the extremes of its groups; lines go from the last point of a column to the first of the next one unless the
/// distance is beyond the limit.
struct ReferenceChart {
    struct Point {
        var time: Int64
        var value: Double
    }

    /// Points of each series, finite, in order of time.
    var series: [[Point]]
    var low: Double
    var high: Double
    var isStepped = false
    var columns: Int
    var rows: Int

    /// Whether each dot is set, row by row from the top.
    func dots() -> [[Bool]] {
        let all = series.flatMap { $0 }
        guard let first = all.map(\.time).min(), let last = all.map(\.time).max() else { return [] }
        var dots = Array(repeating: Array(repeating: false, count: columns), count: rows)
        for points in series where !points.isEmpty {
            let groups = Self.columns(points, first, last, columns)
            let limit = Self.openingLimit(points)
            for x in 0..<columns {
                for y in 0..<rows where isSet(x, y, groups, limit) { dots[y][x] = true }
            }
        }
        return dots
    }

    private func isSet(_ x: Int, _ y: Int, _ groups: [(column: Int, points: [Point])], _ limit: Double?) -> Bool {
        for (index, group) in groups.enumerated() {
            if group.column == x {
                let rowsOfGroup = group.points.map { row($0.value) }
                if (rowsOfGroup.min()!...rowsOfGroup.max()!).contains(y) { return true }
            }
            guard index > 0, let from = groups[index - 1].points.last, let to = group.points.first else { continue }
            let a = groups[index - 1].column
            let b = group.column
            guard x >= a, x <= b else { continue }
            if let limit, Double(to.time) - Double(from.time) > limit { continue }
            let (start, end) = (row(from.value), row(to.value))
            let edges: [Int]
            if isStepped {
                edges = [start, x == b ? end : start]
            } else {
                edges = [max(Double(a), Double(x) - 0.5), min(Double(b), Double(x) + 0.5)].map { at in
                    let exact = Double(start) + Double(end - start) * (at - Double(a)) / Double(b - a)
                    // Halves go down. The numbers are small, so a tiny margin tells halves from what lies below them.
                    return Int((exact + 0.5 + 1e-9).rounded(.down))
                }
            }
            if (edges.min()!...edges.max()!).contains(y) { return true }
        }
        return false
    }

    private func row(_ value: Double) -> Int {
        let share = value <= low ? 0 : value >= high ? 1 : (value / 2 - low / 2) / (high / 2 - low / 2)
        return rows - 1 - Int((share * Double(rows - 1)).rounded())
    }

    /// Points by the column that they stand in.
    private static func columns(
        _ points: [Point],
        _ first: Int64,
        _ last: Int64,
        _ count: Int
    ) -> [(column: Int, points: [Point])] {
        let times = points.map(\.time)
        var shift: Int64 = 0
        while Double(times.max()! >> shift) - Double(times.min()! >> shift) >= 2048 { shift += 1 }
        var groups: [(column: Int, points: [Point])] = []
        for key in Set(times.map { $0 >> shift }).sorted() {
            let members = points.filter { $0.time >> shift == key }
            let column = self.column(members[0].time, first, last, count)
            if groups.last?.column == column {
                groups[groups.count - 1].points += members
            } else {
                groups.append((column, members))
            }
        }
        return groups
    }

    private static func column(_ time: Int64, _ first: Int64, _ last: Int64, _ count: Int) -> Int {
        if first == last { return (count - 1) / 2 }
        let share = (Double(time) - Double(first)) / (Double(last) - Double(first))
        return Int((share * Double(count - 1) + 0.5 + 1e-12).rounded(.down))
    }

    private static func openingLimit(_ points: [Point]) -> Double? {
        let steps = zip(points, points.dropFirst()).map { Double($1.time) - Double($0.time) }.filter { $0 > 0 }.sorted()
        guard !steps.isEmpty else { return nil }
        func percentile(_ share: Double) -> Double {
            steps[max(1, Int((share * Double(steps.count)).rounded(.up))) - 1]
        }
        let isRegular = percentile(0.75) <= 1.25 * percentile(0.25)
        return isRegular ? percentile(0.75) * 1.5 : percentile(0.9) * 4
    }
}

extension ReferenceChart {
    /// The dots of a chart's characters, from the first `width` characters behind the axis.
    static func dots(of chart: String, style: ChartStyle, width: Int, height: Int) -> [[Bool]] {
        let (across, down) = style == .braille ? (2, 4) : style == .block ? (2, 2) : (1, 1)
        var dots = Array(repeating: Array(repeating: false, count: width * across), count: height * down)
        let lines = chart.split(separator: "\n").filter { line in line.contains { "│┤|+".contains($0) } }
        for (y, line) in lines.prefix(height).enumerated() {
            guard let axis = line.firstIndex(where: { "│┤|+".contains($0) }) else { continue }
            for (x, character) in line[line.index(after: axis)...].prefix(width).enumerated() {
                for bit in 0..<(across * down) where isSet(character, bit, style) {
                    dots[y * down + bit / across][x * across + bit % across] = true
                }
            }
        }
        return dots
    }

    private static func isSet(_ character: Character, _ bit: Int, _ style: ChartStyle) -> Bool {
        guard let code = character.unicodeScalars.first?.value, character != " " else { return false }
        switch style {
        case .ascii: return true
        case .block:
            let upperLeft = "▘▛▚▌▀▜█▙"
            let upperRight = "▝▜▞▐▀▛█▟"
            let lowerLeft = "▖▙▞▌▄▟█▛"
            let lowerRight = "▗▟▚▐▄▙█▜"
            return [upperLeft, upperRight, lowerLeft, lowerRight][bit].contains(character)
        case .braille:
            // Dots 1 2 3 go down the left column, 4 5 6 down the right one, 7 and 8 lie below them.
            let order = [0, 3, 1, 4, 2, 5, 6, 7]
            return (code - 0x2800) >> UInt32(order[bit]) & 1 == 1
        }
    }
}
