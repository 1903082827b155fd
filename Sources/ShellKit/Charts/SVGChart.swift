/// A chart as an SVG picture that needs nothing beside it: no scripts, no fonts, colours for light and for dark.
package struct SVGChart: Sendable {
    private let data: ChartData
    private let options: ChartOptions
    private let frame: ChartFrame

    private static let width = 960
    private static let margin = (left: 76, right: 16, top: 12, bottom: 52)
    private static let laneHeight = 26
    /// Columns of the plot; like a column of dots on the screen each keeps its smallest and largest value.
    private static let columns = 434
    private static let legendLimit = 20
    /// Series that a tooltip tells the values of.
    private static let tooltipLimit = 12

    /// A chart of data; of the frame only the zone and the unit of times count.
    package init(_ data: ChartData, options: ChartOptions, frame: ChartFrame) {
        self.data = data
        self.options = options
        self.frame = frame
    }

    private var plotWidth: Int { Self.width - Self.margin.left - Self.margin.right }
    private var legendHeight: Int { (legend.count + (data.hasMoreGroups ? 1 : 0)) * 18 }
    private var top: Int { Self.margin.top + legendHeight + 8 }
    private var plotHeight: Int { data.series.isEmpty ? 0 : max(120, (options.height ?? 16) * 20) }
    private var bottom: Int { top + plotHeight + data.lanes.count * Self.laneHeight + (data.lanes.isEmpty ? 0 : 8) }
    private var legend: ArraySlice<ChartSeries> { data.series.prefix(Self.legendLimit) }

    /// Appends the picture.
    package func write(to text: inout TextBuffer) {
        let height = bottom + Self.margin.bottom
        text.append(
            """
            <svg xmlns="http://www.w3.org/2000/svg" class="iotdb-chart" viewBox="0 0 \(Self.width) \(height)" \
            width="\(Self.width)" height="\(height)" role="img">
            <style>\(Self.style)</style>
            <rect class="back" width="\(Self.width)" height="\(height)"/>

            """
        )
        writeLegend(to: &text)
        guard let scales = ChartScales(data, options, frame) else {
            text.append("<text x=\"\(Self.margin.left)\" y=\"\(bottom)\">no values to draw</text>\n</svg>\n")
            return
        }
        writeHorizontalAxis(scales, to: &text)
        if let values = scales.values { writePlot(values, scales, to: &text) }
        for index in data.lanes.indices { writeLane(index, scales, to: &text) }
        writeTooltips(scales, to: &text)
        text.append("</svg>\n")
    }

    private func writeLegend(to text: inout TextBuffer) {
        for (index, series) in legend.enumerated() {
            let y = Self.margin.top + index * 18
            let more = index == Self.legendLimit - 1 ? data.series.count - Self.legendLimit : 0
            let label = series.legend + (more > 0 ? "  and \(more) more series" : "")
            text.append(
                "<rect class=\"f\(index % 6)\" x=\"\(Self.margin.left)\" y=\"\(y + 2)\" width=\"10\" height=\"10\"/>"
            )
            text.append("<text x=\"\(Self.margin.left + 16)\" y=\"\(y + 11)\">\(XMLText.escaped(label))</text>\n")
        }
        if data.hasMoreGroups {
            let y = Self.margin.top + legend.count * 18 + 11
            text.append("<text x=\"\(Self.margin.left)\" y=\"\(y)\">")
            text.append("only the first \(ChartData.groupLimit) groups are drawn</text>\n")
        }
    }

    private func writeHorizontalAxis(_ scales: ChartScales, to text: inout TextBuffer) {
        let axis = TimeAxis(scales.range, columns: Self.columns)
        for tick in scales.horizontalTicks(width: plotWidth / 7) {
            let x = position(axis.column(of: tick.position))
            text.append("<path class=\"grid\" d=\"M\(x) \(top)V\(bottom)\"/>")
            text.append("<text class=\"m\" x=\"\(x)\" y=\"\(bottom + 18)\">\(tick.label)</text>\n")
        }
        text.append("<path class=\"axis\" d=\"M\(Self.margin.left) \(bottom)h\(plotWidth)\"/>")
        let middle = Self.margin.left + plotWidth / 2
        text.append(
            "<text class=\"m\" x=\"\(middle)\" y=\"\(bottom + 40)\">\(XMLText.escaped(scales.caption))</text>\n"
        )
    }

    private func writePlot(_ scale: ValueScale, _ scales: ChartScales, to text: inout TextBuffer) {
        for tick in scale.ticks(atMost: plotHeight / 50) {
            let y = height(tick.position, scale)
            text.append("<path class=\"grid\" d=\"M\(Self.margin.left) \(y)h\(plotWidth)\"/>")
            text.append("<text class=\"e\" x=\"\(Self.margin.left - 8)\" y=\"\(y)\" dy=\"4\">\(tick.label)</text>\n")
        }
        let axis = TimeAxis(scales.range, columns: Self.columns)
        for (index, series) in data.series.enumerated() {
            let opening = options.bridgesGaps ? nil : series.steps.openingLimit
            text.append("<path class=\"s\(index % 6)\" d=\"")
            for span in series.spans(on: axis, opening: opening) { writePath(span, scale, to: &text) }
            text.append("\"><title>\(XMLText.escaped(series.legend))</title></path>\n")
        }
    }

    /// From the first value of a column over its extremes to the last one.
    private func writePath(_ span: ColumnSpan, _ scale: ValueScale, to text: inout TextBuffer) {
        let x = position(span.column)
        let (bucket, first) = (span.bucket, height(span.bucket.first, scale))
        if !span.isConnected {
            text.append("M\(x) \(first)h0")
        } else if options.isStepped {
            text.append("H\(x)V\(first)")
        } else {
            text.append("L\(x) \(first)")
        }
        if bucket.minimum < bucket.maximum {
            text.append(
                "V\(height(bucket.minimum, scale))V\(height(bucket.maximum, scale))V\(height(bucket.last, scale))"
            )
        }
    }

    private func writeLane(_ index: Int, _ scales: ChartScales, to text: inout TextBuffer) {
        let series = data.lanes[index]
        let y = top + plotHeight + 8 + index * Self.laneHeight
        let lane = StateLane(series, TimeAxis(scales.range, columns: Self.columns), bridgesGaps: options.bridgesGaps)
        let name = DisplayText.safe(series.name)
        let short = name.count <= 10 ? name : "…" + name.suffix(9)
        text.append("<text class=\"e\" x=\"\(Self.margin.left - 8)\" y=\"\(y + 14)\">\(XMLText.escaped(short))")
        text.append("<title>\(XMLText.escaped(name))</title></text>\n")
        var at = 0
        while at < lane.cells.count {
            let cell = lane.cells[at]
            let end = lane.cells[at...].firstIndex { $0 != cell } ?? lane.cells.count
            writeState(cell, at, end, y, series, to: &text)
            at = end
        }
    }

    private func writeState(
        _ cell: StateLane.Cell,
        _ start: Int,
        _ end: Int,
        _ y: Int,
        _ series: StateSeries,
        to text: inout TextBuffer
    ) {
        let (label, number): (String, Int)
        switch cell {
        case .empty: return
        case .mixed: (label, number) = ("several states", -1)
        case .state(let state): (label, number) = (series.states[state], state)
        }
        let x = position(start)
        let width = max(1, (end - start) * plotWidth / Self.columns)
        let isLow = series.isBoolean && number == 0
        let shape = isLow ? "y=\"\(y + 16)\" height=\"3\"" : "y=\"\(y + 3)\" height=\"16\""
        let color = number < 0 ? "mixed" : "f\(series.isBoolean ? 0 : number % 6)"
        text.append("<rect class=\"\(color)\" x=\"\(x)\" width=\"\(width)\" \(shape)>")
        text.append("<title>\(XMLText.escaped(label))</title></rect>")
        if !series.isBoolean, label.count * 7 + 8 < width {
            text.append("<text class=\"l\" x=\"\(x)\" dx=\"4\" y=\"\(y + 15)\">\(XMLText.escaped(label))</text>")
        }
        text.append("\n")
    }

    /// Invisible strips over the plot that tell time and values of their column.
    private func writeTooltips(_ scales: ChartScales, to text: inout TextBuffer) {
        guard plotHeight > 0 else { return }
        let axis = TimeAxis(scales.range, columns: Self.columns)
        var lines: [Int: [String]] = [:]
        for series in data.series.prefix(Self.tooltipLimit) {
            for span in series.spans(on: axis, opening: nil) {
                let bucket = span.bucket
                let values =
                    bucket.minimum == bucket.maximum
                    ? ChartNumber.text(bucket.last, series.kind)
                    : [bucket.minimum, bucket.maximum].map { ChartNumber.text($0, series.kind) }.joined(
                        separator: " … "
                    )
                if lines[span.column] == nil { lines[span.column] = [scales.instant(bucket.firstTime)] }
                lines[span.column]?.append("\(DisplayText.safe(series.name)): \(values)")
            }
        }
        for (column, texts) in lines.sorted(by: { $0.key < $1.key }) {
            let x = position(column)
            text.append("<rect class=\"tip\" x=\"\(x)\" y=\"\(top)\" width=\"3\" height=\"\(plotHeight)\"><title>")
            text.append(texts.map(XMLText.escaped).joined(separator: "&#10;"))
            text.append("</title></rect>\n")
        }
    }

    /// Horizontal position of a column.
    private func position(_ column: Int) -> Int { Self.margin.left + column * plotWidth / (Self.columns - 1) }

    /// Vertical position of a value.
    private func height(_ value: Double, _ scale: ValueScale) -> String {
        let tenths = Int(((1 - scale.share(value)) * Double(plotHeight * 10)).rounded()) + top * 10
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }

    private static let style = """
        .iotdb-chart{font:12px system-ui,sans-serif;--b:#fff;--t:#222;--g:#ddd;--a:#888;\
        --c0:#0072b2;--c1:#d55e00;--c2:#00805a;--c3:#a0458c;--c4:#96660a;--c5:#444;max-width:100%;height:auto}
        @media(prefers-color-scheme:dark){.iotdb-chart{--b:#16181c;--t:#e4e4e4;--g:#33373d;--a:#888;\
        --c0:#58b4ee;--c1:#ff9152;--c2:#3fca9c;--c3:#e39bd2;--c4:#e8c14a;--c5:#bbb}}
        .iotdb-chart text{fill:var(--t)}.iotdb-chart .m{text-anchor:middle}.iotdb-chart .e{text-anchor:end}
        .iotdb-chart .l{fill:var(--b)}.iotdb-chart .back{fill:var(--b)}.iotdb-chart .mixed{fill:var(--a)}
        .iotdb-chart .grid{stroke:var(--g);fill:none}.iotdb-chart .axis{stroke:var(--a);fill:none}
        .iotdb-chart .tip{fill:none;pointer-events:all}
        .iotdb-chart .tip:hover{fill:var(--a);fill-opacity:.35}
        .s0,.s1,.s2,.s3,.s4,.s5{fill:none;stroke-width:1.5;stroke-linejoin:round;stroke-linecap:round}
        .s0{stroke:var(--c0)}.s1{stroke:var(--c1)}.s2{stroke:var(--c2)}.s3{stroke:var(--c3)}.s4{stroke:var(--c4)}\
        .s5{stroke:var(--c5)}.f0{fill:var(--c0)}.f1{fill:var(--c1)}.f2{fill:var(--c2)}.f3{fill:var(--c3)}\
        .f4{fill:var(--c4)}.f5{fill:var(--c5)}
        """
}

/// Text in XML and HTML.
enum XMLText {
    /// The text with the characters escaped that XML gives a meaning to or forbids.
    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            default:
                let isForbidden = scalar.value < 0x20 && scalar != "\n" && scalar != "\t"
                out.unicodeScalars.append(isForbidden || scalar.value & 0xFFFE == 0xFFFE ? "\u{FFFD}" : scalar)
            }
        }
        return out
    }
}

/// A chart as an HTML page that holds the picture of ``SVGChart``.
package struct HTMLChart: Sendable {
    private let picture: SVGChart
    private let title: String

    /// A page for data; named after its series.
    package init(_ data: ChartData, options: ChartOptions, frame: ChartFrame) {
        picture = SVGChart(data, options: options, frame: frame)
        let names = (data.series.map(\.name) + data.lanes.map(\.name)).prefix(3).map(DisplayText.safe)
        title = names.isEmpty ? "chart" : names.joined(separator: ", ")
    }

    /// Appends the page.
    package func write(to text: inout TextBuffer) {
        text.append(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light dark">
            <title>\(XMLText.escaped(title))</title>
            <style>body{margin:16px;background:#fff}@media(prefers-color-scheme:dark){body{background:#16181c}}</style>
            </head>
            <body>

            """
        )
        picture.write(to: &text)
        text.append("</body>\n</html>\n")
    }
}
