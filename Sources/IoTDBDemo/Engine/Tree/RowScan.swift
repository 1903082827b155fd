import IoTDBWire

/// Walks through the times of several series and gives the rows that meet all conditions.
struct RowScan {
    private let series: [Series]
    private let conditions: [Condition]
    private let times: [Int64]
    private var position = 0
    private var cursors: [Int]
    private var row: Row

    /// A scan over series by slot.
    init(_ series: [Series], _ conditions: [Condition]) {
        self.series = series
        self.conditions = conditions
        times = Self.union(series)
        cursors = series.map { _ in 0 }
        row = Row(time: 0, cells: series.map { _ in .null })
    }

    /// The next row that meets the conditions; nil at the end.
    mutating func next() -> Row? {
        while position < times.count {
            load(times[position])
            position += 1
            if conditions.allSatisfy({ $0.expression.truth(row, asFloat: $0.asFloat) == true }) { return row }
        }
        return nil
    }

    private mutating func load(_ time: Int64) {
        row.time = time
        for slot in series.indices {
            let cursor = cursors[slot]
            guard cursor < series[slot].times.count, series[slot].times[cursor] == time else {
                row.cells[slot] = .null
                continue
            }
            row.cells[slot] = series[slot].value(at: cursor)
            cursors[slot] = cursor + 1
        }
    }

    private static func union(_ series: [Series]) -> [Int64] {
        guard let first = series.first else { return [] }
        return series.dropFirst().reduce(first.times) { merge($0, $1.times) }
    }

    private static func merge(_ left: [Int64], _ right: [Int64]) -> [Int64] {
        if left == right { return left }
        var merged: [Int64] = []
        merged.reserveCapacity(max(left.count, right.count))
        var (first, second) = (0, 0)
        while first < left.count || second < right.count {
            if second == right.count || first < left.count && left[first] < right[second] {
                merged.append(left[first])
                first += 1
            } else {
                if first < left.count, left[first] == right[second] { first += 1 }
                merged.append(right[second])
                second += 1
            }
        }
        return merged
    }
}
