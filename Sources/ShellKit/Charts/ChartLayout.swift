package import CivilTime
package import IoTDBWire

/// Where and how a chart is drawn.
package struct ChartFrame: Sendable {
    /// Columns of the screen.
    package var width: Int
    /// Lines of the plot itself.
    package var height: Int
    /// Whether colours may be used.
    package var hasColor: Bool
    /// Whether names are cut where the legend would be wider; a window has no room for more, a file has.
    package var cutsNames: Bool
    /// The zone of the time axis.
    package var zone: TimeZoneID
    /// Unit of the times.
    package var precision: TimestampPrecision

    /// A place of 80 columns in universal time, unless said otherwise.
    package init(
        width: Int = 80,
        height: Int = 16,
        hasColor: Bool = false,
        cutsNames: Bool = false,
        zone: TimeZoneID = .utc,
        precision: TimestampPrecision = .milliseconds
    ) {
        self.width = width
        self.height = height
        self.hasColor = hasColor
        self.cutsNames = cutsNames
        self.zone = zone
        self.precision = precision
    }
}

/// The scales that a chart has on the screen and in a file.
struct ChartScales: Sendable {
    /// The vertical axis; nil without numbers.
    let values: ValueScale?
    /// First and last time.
    let range: ClosedRange<Int64>
    private let data: ChartData
    private let frame: ChartFrame

    /// The scales of what is drawn; nil when there is nothing to draw.
    init?(_ data: ChartData, _ options: ChartOptions, _ frame: ChartFrame) {
        guard let range = data.range else { return nil }
        self.range = range
        self.data = data
        self.frame = frame
        let figures = data.series.compactMap(\.figures)
        if let low = figures.map(\.minimum).min(), let high = figures.map(\.maximum).max() {
            let bottom = options.minimum ?? min(low, options.maximum ?? low)
            let top = options.maximum ?? max(high, bottom)
            values = ValueScale(bottom, top, isLogarithmic: options.isLogarithmic)
        } else {
            values = nil
        }
    }

    /// Marks of the horizontal axis.
    func horizontalTicks(width: Int) -> [AxisTick<Int64>] {
        if data.hasTimes {
            return TimeTicks(precision: frame.precision, zone: frame.zone).ticks(range, width: width)
        }
        let scale = ValueScale(Double(range.lowerBound), Double(range.upperBound))
        return scale.ticks(atMost: max(2, width / 12)).compactMap { tick in
            Int64(exactly: tick.position).flatMap {
                range.contains($0) ? AxisTick(position: $0, label: tick.label) : nil
            }
        }
    }

    /// What the horizontal axis covers: first and last instant and the zone, or first and last number.
    var caption: String {
        guard data.hasTimes else { return "\(range.lowerBound) … \(range.upperBound)" }
        let ends = [range.lowerBound, range.upperBound].map(instant)
        return "\(ends[0] == ends[1] ? ends[0] : ends.joined(separator: " … "))  \(frame.zone.name)"
    }

    /// Text of an instant or number of the horizontal axis.
    func instant(_ time: Int64) -> String {
        guard data.hasTimes else { return "\(time)" }
        var formatter = TimeFormatter(precision: frame.precision, zone: frame.zone)
        var text = TextBuffer()
        formatter.append(time, to: &text)
        return text.string
    }
}

extension ChartSeries {
    /// Name and figures for the legend, safe for a terminal.
    var legend: String { DisplayText.safe(name) + figuresText }

    /// The same in so many columns: of a longer name the end stays, behind an ellipsis.
    func legend(columns: Int, ellipsis: String) -> String {
        let safeName = DisplayText.safe(name)
        let room = max(Self.leastName, columns - figuresText.count)
        guard DisplayWidth.columns(of: safeName) > room else { return safeName + figuresText }
        var (end, width) = (safeName.endIndex, ellipsis.count)
        while end > safeName.startIndex {
            let before = safeName.index(before: end)
            width += DisplayWidth.columns(of: String(safeName[before]))
            guard width <= room else { break }
            end = before
        }
        return ellipsis + String(safeName[end...]) + figuresText
    }

    /// Columns of a name that no window is too narrow for.
    private static let leastName = 12

    private var figuresText: String {
        let left = omitted > 0 ? "  (\(omitted) not drawn)" : ""
        guard let figures else { return "  no values\(left)" }
        let texts = [figures.minimum, figures.maximum, figures.last].map { ChartNumber.text($0, kind) }
        return "  min \(texts[0])  max \(texts[1])  last \(texts[2])\(left)"
    }
}
