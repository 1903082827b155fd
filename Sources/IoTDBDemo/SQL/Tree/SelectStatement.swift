import IoTDBWire

/// SELECT of the tree dialect.
struct SelectStatement: Equatable {
    /// Columns with their alias.
    var columns: [SelectColumn]
    /// Paths after FROM.
    var from: [[String]]
    /// SELECT LAST.
    var isLast = false
    /// `__endTime` as the first column.
    var hasEndTime = false
    /// INTO: a device and its measurements.
    var target: IntoTarget?
    /// WHERE.
    var condition: Expression?
    /// GROUP BY ([a, b), step).
    var windows: TimeWindows?
    /// GROUP BY LEVEL.
    var levels: [Int] = []
    /// HAVING.
    var having: Expression?
    /// FILL.
    var fill: TreeFill?
    /// ORDER BY.
    var order: [SortKey] = []
    /// LIMIT and OFFSET.
    var rows = RowLimit()
    /// SLIMIT and SOFFSET.
    var series = RowLimit()
    /// ALIGN BY DEVICE.
    var isByDevice = false
}

/// One column of a SELECT list.
struct SelectColumn: Equatable {
    let expression: Expression
    let alias: String?
}

/// Where SELECT INTO writes.
struct IntoTarget: Equatable {
    /// The device.
    let device: [String]
    /// One measurement for each column.
    let measurements: [String]
    /// Whether a new device is to be aligned.
    let isAligned: Bool
}

/// One part of ORDER BY.
struct SortKey: Equatable {
    /// What is compared.
    enum Subject: Equatable {
        case time
        case device
        case timeseries
        case value
        case dataType
        case expression(Expression)
    }

    /// What is compared.
    let subject: Subject
    /// DESC.
    var isDescending = false
    /// NULLS FIRST.
    var nullsFirst = false
}

/// FILL.
enum TreeFill: Equatable {
    case previous
    case linear
    case constant(Value)
}

/// Windows of time as GROUP BY lays them.
struct TimeWindows: Equatable {
    /// First moment.
    let start: Int64
    /// Moment after the last.
    let end: Int64
    /// Length of a window.
    let length: Int64
    /// Distance between the beginnings of two windows.
    let step: Int64
    /// Whether the windows are `(a, b]`, named after their end.
    let isRightClosed: Bool

    /// Windows that one query may have.
    static let limit = 200_000

    /// Number of windows.
    var count: Int { Int(clamping: (end.subtractingReportingOverflow(start).partialValue - 1) / step + 1) }

    /// First moment of a window, and the moment after its last.
    func range(of index: Int) -> (low: Int64, high: Int64) {
        let low = start + Int64(index) * step
        let (sum, overflow) = low.addingReportingOverflow(length)
        return (low, overflow ? end : min(sum, end))
    }
}
