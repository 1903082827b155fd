/// One line for each series: its course in small bars, and its smallest, largest and last value.
package struct SparkLines: Sendable {
    private let data: ChartData
    private let frame: ChartFrame

    /// Most columns of the bars: more say no more.
    private static let barLimit = 60

    /// Lines for data in a frame.
    package init(_ data: ChartData, options: ChartOptions, frame: ChartFrame) {
        self.data = data
        var frame = frame
        frame.width = options.width ?? frame.width
        self.frame = frame
    }

    /// Appends the lines.
    package func write(to text: inout TextBuffer) {
        guard let range = data.range else { return text.append("(no values to draw)\n") }
        let names = (data.series.map(\.name) + data.lanes.map(\.name)).map(DisplayText.safe)
        let nameWidth = names.map(DisplayWidth.columns).max() ?? 0
        let figures = data.series.map(figures)
        let figuresWidth = figures.map(\.utf8.count).max() ?? 0
        let width = min(Self.barLimit, max(8, frame.width - nameWidth - figuresWidth - 2))
        let axis = TimeAxis(range, columns: width)
        for (index, name) in names.enumerated() {
            text.append(name)
            text.append(UInt8(ascii: " "), repeated: nameWidth - DisplayWidth.columns(of: name) + 1)
            if index < data.series.count {
                text.append(Self.bars(data.series[index], axis) + " " + figures[index])
            } else {
                let lane = data.lanes[index - data.series.count]
                text.append(StateLane(lane, axis, bridgesGaps: false).text(lane, isASCII: false))
            }
            text.append("\n")
        }
    }

    private func figures(_ series: ChartSeries) -> String {
        guard let figures = series.figures else { return "no values" }
        let texts = [figures.minimum, figures.maximum, figures.last].map { ChartNumber.text($0, series.kind) }
        return "min \(texts[0]) max \(texts[1]) last \(texts[2])"
    }

    /// A bar for each column, as high as the value that lies farthest from the mean of all, so that a spike is seen.
    private static func bars(_ series: ChartSeries, _ axis: TimeAxis) -> String {
        guard let figures = series.figures else { return String(repeating: " ", count: axis.columns) }
        let scale = ValueScale(figures.minimum, figures.maximum)
        var bars: [Character] = Array(repeating: " ", count: axis.columns)
        for span in series.spans(on: axis, opening: nil) {
            let (low, high) = (span.bucket.minimum, span.bucket.maximum)
            let value = high - figures.mean >= figures.mean - low ? high : low
            bars[span.column] = levels[Int((scale.share(value) * 7).rounded())]
        }
        return String(bars)
    }

    private static let levels: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
}
