/// From when to when a command looks at points; both ends belong to it, and either may be open.
package struct TimeWindow: Sendable, Equatable {
    /// The first instant; nil for no limit.
    package var start: Int64?
    /// The last instant; nil for no limit.
    package var end: Int64?

    /// A window; everything unless said otherwise.
    package init(start: Int64? = nil, end: Int64? = nil) {
        self.start = start
        self.end = end
    }

    /// Both ends; nil where one is open.
    package var closed: ClosedRange<Int64>? {
        guard let start, let end, start <= end else { return nil }
        return start...end
    }

    /// The conditions on a column of times, such as `time >= 5 AND time <= 9`; empty for everything.
    func conditions(on time: String) -> [String] {
        [start.map { "\(time) >= \($0)" }, end.map { "\(time) <= \($0)" }].compactMap { $0 }
    }
}
