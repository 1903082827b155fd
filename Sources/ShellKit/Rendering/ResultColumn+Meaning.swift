import IoTDBWire

extension ResultColumn {
    /// Whether the numbers of the column are instants.
    ///
    /// The server labels some INT64 columns of instants by their name only: the end of a group, and first and last
    /// times.
    var holdsTimes: Bool {
        isDeclaredTime || (type == .int64 && isNamedTime)
    }

    /// Whether the server declares the column as instants.
    var isDeclaredTime: Bool { type == .timestamp || blockIndex < 0 }

    /// Whether the column is the time of the rows.
    var isRowTime: Bool { blockIndex < 0 || type == .timestamp && name.lowercased() == "time" }

    /// Whether the cells are numbers and no instants.
    var isNumeric: Bool { alignsRight(.iso8601) }

    /// Whether tables align the cells to the right: numbers, and times that are written as numbers.
    func alignsRight(_ mode: TimeMode) -> Bool {
        switch type {
        case .int32, .float, .double: true
        case .int64, .timestamp: !holdsTimes || mode == .epoch
        default: false
        }
    }

    /// `__endTime`, and `max_time(…)` and `min_time(…)` that are not part of an expression, where they may be counted
    /// with.
    private var isNamedTime: Bool {
        let name = name.lowercased()
        if name == "__endtime" { return true }
        guard name.hasPrefix("max_time(") || name.hasPrefix("min_time("), name.utf8.last == UInt8(ascii: ")") else {
            return false
        }
        // The parenthesis that closes the call is the last byte; one inside a quoted node does not count.
        var (depth, isQuoted) = (0, false)
        for byte in name.utf8.dropLast() {
            switch byte {
            case UInt8(ascii: "`"): isQuoted.toggle()
            case UInt8(ascii: "(") where !isQuoted: depth += 1
            case UInt8(ascii: ")") where !isQuoted:
                depth -= 1
                if depth == 0 { return false }
            default: break
            }
        }
        return true
    }
}
