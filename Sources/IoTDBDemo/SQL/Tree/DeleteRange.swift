/// The WHERE clause of DELETE: at most two bounds of time.
enum DeleteRange {
    /// The range of time that a condition describes.
    static func range(of condition: Expression) throws(StatementError) -> TimeRange {
        var range = TimeRange()
        if case .binary(.and, let left, let right) = condition {
            try narrow(&range, by: left)
            try narrow(&range, by: right)
        } else {
            try narrow(&range, by: condition)
        }
        guard range.low <= range.high else { throw .unsupported("DELETE of an empty range of time") }
        return range
    }

    private static func narrow(_ range: inout TimeRange, by condition: Expression) throws(StatementError) {
        guard mentionsOnlyTime(condition) else {
            throw .semantic(
                "For delete statement, where clause can only contain time expressions, value filter is not currently supported."
            )
        }
        guard case .binary(let sign, .time, .literal(let literal, _)) = condition, sign.isComparison, sign != .notEqual
        else {
            throw .semantic(
                "For delete statement, where clause can only contain atomic expressions like : time > XXX, time <= XXX, or "
                    + "two atomic expressions connected by 'AND'"
            )
        }
        guard let time = literal.integer else { throw .unsupported("DELETE with a bound that is no time") }
        guard !(sign == .greater && time == .max), !(sign == .less && time == .min) else {
            throw .unsupported("DELETE of an empty range of time")
        }
        switch sign {
        case .greater: range.low = max(range.low, time + 1)
        case .greaterOrEqual: range.low = max(range.low, time)
        case .less: range.high = min(range.high, time - 1)
        case .lessOrEqual: range.high = min(range.high, time)
        default: (range.low, range.high) = (max(range.low, time), min(range.high, time))
        }
    }

    /// Whether a condition names nothing but the time.
    static func mentionsOnlyTime(_ expression: Expression) -> Bool {
        switch expression {
        case .time, .literal: true
        case .path, .aggregate, .unary: false
        case .binary(_, let left, let right): mentionsOnlyTime(left) && mentionsOnlyTime(right)
        case .between(let value, _, _, _), .inList(let value, _, _), .isNull(let value, _), .like(let value, _, _):
            mentionsOnlyTime(value)
        }
    }
}
