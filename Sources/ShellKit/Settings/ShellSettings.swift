import CivilTime
import IoTDBWire

/// Everything that `\` commands change while the shell runs.
struct ShellSettings: Sendable {
    /// Zone of printed times, the session's too.
    var timeZone: TimeZoneID
    /// Rows per fetch.
    var fetchSize: FetchSizeSetting
    /// Format of results.
    var format: ShellOptions.Format
    /// Text of null; nil for the format's own.
    var nullText: String?
    /// How times are printed.
    var timeMode: TimeMode
    /// Whether times are reported behind each result.
    var isTiming = false
    /// Whether results are printed a column a line.
    var expanded = ExpandedSetting.off
    /// Whether output is coloured.
    var usesColor: Bool

    init(_ options: ShellOptions, timeZone: TimeZoneID, usesColor: Bool) {
        self.timeZone = timeZone
        self.usesColor = usesColor
        fetchSize = options.fetchSize
        format = options.format
        nullText = options.nullText
        timeMode = options.printsTimesAsNumbers ? .epoch : .iso8601
    }

    /// The options of the renderers.
    func renderOptions(_ precision: TimestampPrecision) -> RenderOptions {
        var options = RenderOptions(zone: timeZone, precision: precision)
        options.timeMode = timeMode
        options.nullText = nullText
        options.dimsNull = usesColor
        return options
    }
}

extension FetchSizeSetting {
    /// The setting as the library takes it.
    var fetchSize: FetchSize {
        switch self {
        case .automatic: .automatic
        case .rows(let rows): .rows(Int32(clamping: rows))
        }
    }
}
