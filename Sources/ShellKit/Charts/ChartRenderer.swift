package import IoTDBWire

/// A kind of chart that a result is drawn as.
package enum ChartKind: Sendable, Equatable {
    /// Lines over time, on the screen.
    case plot
    /// One line for each series.
    case spark
    /// Counts of the values of one column.
    case histogram
    /// Lines over time, as an SVG picture.
    case svg
    /// Lines over time, as an HTML page.
    case html
}

/// Draws a result as a chart when it has been read; what it keeps of the rows is bounded.
package struct ChartRenderer: ResultRenderer {
    private let kind: ChartKind
    private let options: ChartOptions
    private let frame: ChartFrame
    private var data: ChartData?
    private var histogram: HistogramChart?

    /// A renderer of one chart.
    package init(_ kind: ChartKind, options: ChartOptions, frame: ChartFrame) {
        self.kind = kind
        self.options = options
        self.frame = frame
    }

    /// Whether a result with these columns can be drawn; throws ``ChartError`` when it cannot.
    ///
    /// Called before ``begin(columns:to:)``, which draws nothing of columns that were refused.
    package func check(_ columns: [ResultColumn]) throws(ChartError) {
        if kind == .histogram {
            _ = try HistogramChart(columns: columns, options: options)
        } else {
            _ = try ChartData(columns: columns, options: options)
        }
    }

    /// Chooses the columns.
    package mutating func begin(columns: [ResultColumn], to output: inout OutputBuffer) throws(OutputError) {
        (data, histogram) = (nil, nil)
        do throws(ChartError) {
            if kind == .histogram {
                histogram = try HistogramChart(columns: columns, options: options)
            } else {
                data = try ChartData(columns: columns, options: options)
            }
        } catch {
            output.text.append("\(DisplayText.safe(error.description))\n")
        }
    }

    /// Takes the rows of a page; nothing is written.
    package mutating func page(_ page: Page, to output: inout OutputBuffer) throws(OutputError) {
        data?.add(page)
        histogram?.add(page)
    }

    /// Draws the chart.
    package mutating func end(_ summary: ResultSummary, to output: inout OutputBuffer) throws(OutputError) {
        histogram?.write(to: &output.text, frame: frame)
        if let data {
            switch kind {
            case .plot: TextChart(data, options: options, frame: frame).write(to: &output.text)
            case .spark: SparkLines(data, options: options, frame: frame).write(to: &output.text)
            case .svg: SVGChart(data, options: options, frame: frame).write(to: &output.text)
            case .html: HTMLChart(data, options: options, frame: frame).write(to: &output.text)
            case .histogram: break
            }
        }
        try output.flush()
    }
}
