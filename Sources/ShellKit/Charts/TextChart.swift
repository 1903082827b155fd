/// A chart as lines of text.
package struct TextChart: Sendable {
    private let data: ChartData
    private let options: ChartOptions
    private let frame: ChartFrame
    private let style: ChartStyle

    /// Most lines of a legend.
    private static let legendLimit = 12

    /// A chart of data in a frame.
    package init(_ data: ChartData, options: ChartOptions, frame: ChartFrame) {
        self.data = data
        self.options = options
        var frame = frame
        frame.width = options.width ?? frame.width
        frame.height = options.height ?? frame.height
        self.frame = frame
        // Without colours only different marks tell several series apart.
        style = options.style ?? (data.series.count > 1 && !frame.hasColor ? .ascii : .braille)
    }

    /// Appends the chart.
    package func write(to text: inout TextBuffer) {
        for line in legend { text.append(line + "\n") }
        guard let scales = ChartScales(data, options, frame) else {
            return text.append("(no values to draw)\n")
        }
        let ticks = scales.values.map(verticalTicks) ?? [:]
        let margin = labelWidth(ticks)
        let width = max(10, frame.width - margin - 2)
        if let values = scales.values { plot(values, scales.range, ticks, margin, width, to: &text) }
        for lane in data.lanes { bar(lane, scales.range, margin, width, to: &text) }
        horizontalAxis(scales, margin, width, to: &text)
    }

    private var isASCII: Bool { style == .ascii && options.style == .ascii }

    private var legend: [String] {
        var lines = data.series.prefix(Self.legendLimit).enumerated().map { index, series in
            let mark = data.series.count == 1 ? "" : "\(style == .ascii ? mark(index) : isASCII ? "*" : "●") "
            guard frame.cutsNames else { return paint(mark, index) + series.legend }
            let room = frame.width - mark.count
            return paint(mark, index) + series.legend(columns: room, ellipsis: isASCII ? ".." : "…")
        }
        let more = data.series.count - lines.count
        if more > 0 { lines.append("and \(more) more series") }
        if data.hasMoreGroups { lines.append("only the first \(ChartData.groupLimit) groups are drawn") }
        return lines
    }

    private func mark(_ series: Int) -> Character { DotGrid.marks[series % DotGrid.marks.count] }

    /// Labels by the line they stand on.
    private func verticalTicks(_ scale: ValueScale) -> [Int: String] {
        var labels: [Int: String] = [:]
        for tick in scale.ticks(atMost: max(3, frame.height / 3)) {
            let line = scale.row(tick.position, of: frame.height * style.dots.down) / style.dots.down
            if labels[line] == nil { labels[line] = tick.label }
        }
        return labels
    }

    private func labelWidth(_ ticks: [Int: String]) -> Int {
        let names = data.lanes.map { DisplayWidth.columns(of: Self.laneName($0.name)) }
        return max(ticks.values.map(\.utf8.count).max() ?? 0, names.max() ?? 0)
    }

    /// The last level of a path, cut to 20 characters.
    private static func laneName(_ name: String) -> String {
        let safe = DisplayText.safe(name)
        guard safe.count > 20 else { return safe }
        let last = safe.split(separator: ".").last.map(String.init) ?? safe
        return last.count <= 20 ? last : last.prefix(19) + "…"
    }

    private func plot(
        _ scale: ValueScale,
        _ range: ClosedRange<Int64>,
        _ ticks: [Int: String],
        _ margin: Int,
        _ width: Int,
        to text: inout TextBuffer
    ) {
        var grid = DotGrid(style: style, width: width, height: frame.height)
        let axis = TimeAxis(range, columns: grid.columns)
        for (index, series) in data.series.enumerated() {
            let opening = options.bridgesGaps ? nil : series.steps.openingLimit
            grid.draw(
                series.spans(on: axis, opening: opening),
                scale: scale,
                isStepped: options.isStepped,
                series: index
            )
        }
        for line in 0..<frame.height {
            let label = ticks[line] ?? ""
            text.append(UInt8(ascii: " "), repeated: margin - label.utf8.count)
            text.append(label)
            text.append(isASCII ? (label.isEmpty ? " |" : " +") : (label.isEmpty ? " │" : " ┤"))
            text.append(characters(of: grid, line))
            text.append("\n")
        }
    }

    /// A line of the grid without blanks at its end, coloured where series differ.
    private func characters(of grid: DotGrid, _ line: Int) -> String {
        var out = ""
        var blanks = 0
        var run: (text: String, series: Int) = ("", 0)
        for x in 0..<grid.width {
            guard let cell = grid.character(x, line) else {
                blanks += 1
                continue
            }
            if blanks > 0 || cell.series != run.series {
                out += paint(run.text, run.series) + String(repeating: " ", count: blanks)
                run.text = ""
                blanks = 0
            }
            run.text.append(cell.text)
            run.series = cell.series
        }
        return out + paint(run.text, run.series)
    }

    private func bar(
        _ series: StateSeries,
        _ range: ClosedRange<Int64>,
        _ margin: Int,
        _ width: Int,
        to text: inout TextBuffer
    ) {
        let name = Self.laneName(series.name)
        text.append(UInt8(ascii: " "), repeated: margin - DisplayWidth.columns(of: name))
        text.append(name + (isASCII ? " |" : " │"))
        let lane = StateLane(series, TimeAxis(range, columns: width), bridgesGaps: options.bridgesGaps)
        var bar = lane.text(series, isASCII: isASCII)
        while bar.last == " " { bar.removeLast() }
        text.append(bar + "\n")
    }

    private func horizontalAxis(_ scales: ChartScales, _ margin: Int, _ width: Int, to text: inout TextBuffer) {
        let axis = TimeAxis(scales.range, columns: width * style.dots.across)
        var line: [Character] = Array(repeating: isASCII ? "-" : "─", count: width)
        var labels: [Character] = []
        for tick in scales.horizontalTicks(width: width) {
            let column = axis.column(of: tick.position) / style.dots.across
            line[column] = isASCII ? "+" : "┬"
            let start = min(max(0, column - tick.label.count / 2), max(0, width - tick.label.count))
            guard start >= labels.count + (labels.isEmpty ? 0 : 1) else { continue }
            labels += Array(repeating: " ", count: start - labels.count) + Array(tick.label)
        }
        let indent = String(repeating: " ", count: margin)
        text.append(indent + (isASCII ? " +" : " └") + String(line) + "\n")
        if !labels.isEmpty { text.append(indent + "  " + String(labels) + "\n") }
        text.append(
            indent + "  " + (isASCII ? scales.caption.replacing(bytesOf: "…", with: "..") : scales.caption) + "\n"
        )
    }

    /// Text in the colour of a series.
    private func paint(_ text: String, _ series: Int) -> String {
        guard frame.hasColor, !text.isEmpty else { return text }
        return "\u{1b}[\(Self.colors[series % Self.colors.count])m\(text)\u{1b}[0m"
    }

    /// Colours that are read on black and on white: cyan, magenta, green, red, blue, yellow.
    private static let colors = [36, 35, 32, 31, 34, 33]
}
