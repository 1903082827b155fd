package import IoTDBWire

/// What a chart shows: series that take the rows of a result page by page, in bounded memory.
package struct ChartData: Sendable {
    /// Most series that `by=` makes.
    package static let groupLimit = 200

    /// Numeric series, in the order of their columns and groups.
    package private(set) var series: [ChartSeries] = []
    /// Series of states.
    package private(set) var lanes: [StateSeries] = []
    /// Whether the horizontal axis counts rows or integers instead of times.
    package let hasTimes: Bool
    /// Number of rows taken.
    package private(set) var rowCount = 0
    /// Whether groups beyond ``groupLimit`` were left out.
    package private(set) var hasMoreGroups = false
    private let columns: ChartColumns
    private let isLogarithmic: Bool
    /// Number of each group, by its text.
    private var groups: [String: Int] = [:]

    /// Chooses the columns of a result.
    ///
    /// - Throws: ``ChartError`` for a column that is not there or cannot be drawn.
    package init(columns: [ResultColumn], options: ChartOptions) throws(ChartError) {
        self.columns = try ChartColumns(columns, options)
        isLogarithmic = options.isLogarithmic
        hasTimes = self.columns.time?.holdsTimes ?? false
        if self.columns.by == nil { addGroup(nil) }
    }

    /// First and last time of all points; nil without points.
    package var range: ClosedRange<Int64>? {
        let ends =
            series.compactMap { $0.figures.map { ($0.firstTime, $0.lastTime) } }
            + lanes.compactMap { lane in
                let kept = lane.buckets.ordered
                return kept.first.flatMap { first in kept.last.map { (first.firstTime, $0.lastTime) } }
            }
        guard let first = ends.map(\.0).min(), let last = ends.map(\.1).max() else { return nil }
        return first...last
    }

    /// Takes the rows of a page.
    package mutating func add(_ page: Page) {
        for block in page.blocks {
            let times = self.times(of: block)
            if columns.by == nil {
                addColumns(of: block, times)
            } else {
                addGroups(of: block, times)
            }
            rowCount += block.rowCount
        }
    }

    private func times(of block: TsBlock) -> [Int64] {
        guard let column = columns.time else {
            return (0..<block.rowCount).map { Int64(rowCount + $0 + 1) }
        }
        let stored = block.column(at: column.blockIndex)
        if stored.physicalType == .int64, stored.layout == .rows { return stored.int64s }
        return (0..<block.rowCount).map { block.value(row: $0, column: column).integer ?? 0 }
    }

    private mutating func addColumns(of block: TsBlock, _ times: [Int64]) {
        let timeNulls = columns.time.map { block.column(at: $0.blockIndex) }
        for (index, column) in columns.numbers.enumerated() {
            series[index].add(block.column(at: column.blockIndex), times, timeNulls, block.rowCount)
        }
        for (index, column) in columns.states.enumerated() {
            for row in 0..<block.rowCount where timeNulls?.isNull(row: row) != true {
                lanes[index].add(times[row], block.value(row: row, column: column))
            }
        }
    }

    private mutating func addGroups(of block: TsBlock, _ times: [Int64]) {
        for row in 0..<block.rowCount {
            guard let group = group(of: block, row) else { continue }
            for (offset, column) in columns.numbers.enumerated() {
                guard let value = block.column(at: column.blockIndex).number(row: row) else { continue }
                series[group * columns.numbers.count + offset].add(times[row], value)
            }
            for (offset, column) in columns.states.enumerated() {
                lanes[group * columns.states.count + offset].add(times[row], block.value(row: row, column: column))
            }
        }
    }

    /// The number of a row's group; nil for a group too many.
    private mutating func group(of block: TsBlock, _ row: Int) -> Int? {
        guard let by = columns.by else { return 0 }
        let text = block.value(row: row, column: by).description
        if let known = groups[text] { return known }
        guard groups.count < Self.groupLimit else {
            hasMoreGroups = true
            return nil
        }
        groups[text] = groups.count
        addGroup(text)
        return groups.count - 1
    }

    private mutating func addGroup(_ group: String?) {
        let isAlone = columns.numbers.count + columns.states.count == 1
        func name(_ column: ResultColumn) -> String {
            guard let group else { return column.name }
            return isAlone ? group : "\(group) \(column.name)"
        }
        for column in columns.numbers {
            series.append(ChartSeries(name(column), kind: column.numberKind, isLogarithmic: isLogarithmic))
        }
        for column in columns.states {
            lanes.append(StateSeries(name(column), isBoolean: column.type == .boolean))
        }
    }
}

extension ChartSeries {
    /// Takes the cells of a column, with a time for each row.
    fileprivate mutating func add(_ column: Column, _ times: [Int64], _ timeNulls: Column?, _ rows: Int) {
        if column.physicalType == .double, column.layout == .rows, column.nulls.isEmpty,
            timeNulls?.nulls.isEmpty != false
        {
            for row in 0..<rows { add(times[row], Double(bitPattern: UInt64(bitPattern: column.int64s[row]))) }
            return
        }
        for row in 0..<rows where timeNulls?.isNull(row: row) != true {
            if let value = column.number(row: row) { add(times[row], value) }
        }
    }
}

extension Column {
    /// The number of a row; nil for a null and for cells that are no numbers.
    @inline(__always)
    func number(row: Int) -> Double? {
        if isNull(row: row) { return nil }
        let index = index(ofRow: row)
        return switch physicalType {
        case .int32: Double(int32s[index])
        case .int64: Double(int64s[index])
        case .float: Double(Float(bitPattern: UInt32(bitPattern: int32s[index])))
        case .double: Double(bitPattern: UInt64(bitPattern: int64s[index]))
        case .boolean, .binary: nil
        }
    }
}

extension StateSeries {
    /// Takes a cell; nulls are left open.
    fileprivate mutating func add(_ time: Int64, _ value: Value) {
        if let state = value.boolean { add(time, state) } else if let text = value.text { add(time, text) }
    }
}
