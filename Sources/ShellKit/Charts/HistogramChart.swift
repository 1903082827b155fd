package import IoTDBWire

/// The values of one column counted in classes, or its states one by one, as lines of text with bars.
package struct HistogramChart: Sendable {
    private var histogram = ValueHistogram()
    private var states: [String: Int] = [:]
    /// Number of values whose state was not counted by itself.
    private var otherStates = 0
    private var nulls = 0
    private let column: ResultColumn
    private let options: ChartOptions

    /// Most different states that are counted one by one.
    private static let stateLimit = 1000

    /// Chooses the column: the one that the options name, else the first that can be counted.
    package init(columns: [ResultColumn], options: ChartOptions) throws(ChartError) {
        self.options = options
        guard options.columns.count <= 1 else {
            throw ChartError("a histogram shows one column, not \(options.columns.joined(separator: ", "))")
        }
        if let name = options.columns.first {
            column = try ChartColumns.find(name, columns)
        } else {
            column = try ChartColumns(columns, options).first
        }
        guard column.isChartNumber || column.isChartState else {
            throw ChartError("column \(column.name) is \(column.type.name); numbers, texts and booleans can be counted")
        }
    }

    /// Takes the rows of a page.
    package mutating func add(_ page: Page) {
        for block in page.blocks {
            let stored = block.column(at: column.blockIndex)
            for row in 0..<block.rowCount {
                if stored.isNull(row: row) {
                    nulls += 1
                } else if let number = stored.number(row: row) {
                    histogram.add(number)
                } else {
                    count(block.value(row: row, column: column).description)
                }
            }
        }
    }

    private mutating func count(_ state: String) {
        let key = String(state.prefix(100))
        if states.count < Self.stateLimit || states[key] != nil {
            states[key, default: 0] += 1
        } else {
            otherStates += 1
        }
    }

    /// Appends the chart.
    package func write(to text: inout TextBuffer, frame: ChartFrame) {
        let total = histogram.count + states.values.reduce(0, +) + otherStates
        let rest = [(nulls, "null"), (histogram.omitted, "not finite")].filter { $0.0 > 0 }.map { ", \($0.0) \($0.1)" }
        text.append("\(DisplayText.safe(column.name))  \(total) value\(total == 1 ? "" : "s")\(rest.joined())\n")
        guard total > 0 else { return }
        let isASCII = options.style == .ascii
        let lines = column.isChartNumber ? numberLines(isASCII) : stateLines(frame)
        let labelWidth = lines.map { DisplayWidth.columns(of: $0.label) }.max() ?? 0
        let countWidth = lines.map { String($0.count).utf8.count }.max() ?? 0
        let largest = lines.map(\.count).max() ?? 1
        let room = max(10, (options.width ?? frame.width) - labelWidth - countWidth - 11)
        for line in lines {
            text.append(UInt8(ascii: " "), repeated: labelWidth - DisplayWidth.columns(of: line.label))
            text.append(line.label + (isASCII ? " |" : " │"))
            let bar = Self.bar(line.count, of: largest, room, isASCII: isASCII)
            text.append(bar)
            text.append(UInt8(ascii: " "), repeated: room - bar.count + 1 + countWidth - String(line.count).utf8.count)
            text.append("\(line.count) \(Self.percent(line.count, of: total))\n")
        }
    }

    private func numberLines(_ isASCII: Bool) -> [(label: String, count: Int)] {
        let classes = histogram.classes(about: options.bins ?? 12, isWhole: column.numberKind == .integer)
        if classes.count == 1, classes[0].from == classes[0].to { return [(classes[0].from, classes[0].count)] }
        let widths = (classes.map(\.from.utf8.count).max() ?? 0, classes.map(\.to.utf8.count).max() ?? 0)
        return classes.map { one in
            let from = String(repeating: " ", count: widths.0 - one.from.utf8.count) + one.from
            let to = String(repeating: " ", count: widths.1 - one.to.utf8.count) + one.to
            return (isASCII ? "\(from) .. \(to)" : "\(from) … \(to)", one.count)
        }
    }

    private func stateLines(_ frame: ChartFrame) -> [(label: String, count: Int)] {
        let limit = options.bins ?? 20
        let sorted = states.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        var lines = sorted.prefix(limit).map { (label: Self.short(DisplayText.safe($0.key)), count: $0.value) }
        let more = sorted.dropFirst(limit)
        let rest = more.reduce(otherStates) { $0 + $1.value }
        if rest > 0 { lines.append(("other (\(more.count)\(otherStates > 0 ? "+" : ""))", rest)) }
        return lines
    }

    private static func short(_ text: String) -> String { text.count <= 30 ? text : text.prefix(29) + "…" }

    /// A bar in eighths of a character; a count above zero is seen.
    private static func bar(_ count: Int, of largest: Int, _ room: Int, isASCII: Bool) -> String {
        let share = Double(count) / Double(max(1, largest)) * Double(room)
        if isASCII { return String(repeating: "#", count: count == 0 ? 0 : max(1, Int(share.rounded()))) }
        let eighths = count == 0 ? 0 : max(1, Int((share * 8).rounded()))
        let parts: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        return String(repeating: "█", count: eighths / 8) + (eighths % 8 == 0 ? "" : String(parts[eighths % 8 - 1]))
    }

    /// `12.3 %` in seven columns.
    private static func percent(_ count: Int, of total: Int) -> String {
        let tenths = Int((Double(count) / Double(max(1, total)) * 1000).rounded())
        let text = "\(tenths / 10).\(tenths % 10)"
        return String(repeating: " ", count: max(0, 5 - text.utf8.count)) + text + " %"
    }
}

extension ChartColumns {
    /// The first column that can be drawn, numbers before states; there is always one.
    fileprivate var first: ResultColumn {
        get throws(ChartError) {
            guard let found = numbers.first ?? states.first else {
                throw ChartError("the result has no column of numbers, texts or booleans")
            }
            return found
        }
    }
}
