/// From when to when a command looks at points; both ends belong to it, and either may be open.
package struct TimeWindow: Sendable, Equatable {
    /// The first instant; nil for no limit.
    package var start: Int64?
    /// The last instant; nil for no limit.
    package var end: Int64?
    /// The instant that the window reaches to, which may lie behind the last one in it.
    private let limit: Int64?

    /// A window; everything unless said otherwise.
    ///
    /// - Parameter limit: The instant that the window reaches to without having it in it; nil for `end`.
    package init(start: Int64? = nil, end: Int64? = nil, limit: Int64? = nil) {
        self.start = start
        self.end = end
        self.limit = limit
    }

    /// Both ends; nil where one is open.
    package var closed: ClosedRange<Int64>? {
        guard let start, let end, start <= end else { return nil }
        return start...end
    }

    /// From where to where the window reaches, for lengths; nil where an end is open.
    package var span: ClosedRange<Int64>? { closed.map { $0.lowerBound...max($0.upperBound, limit ?? .min) } }

    /// The conditions on a column of times, such as `time >= 5 AND time <= 9`; empty for everything.
    func conditions(on time: String) -> [String] {
        [start.map { "\(time) >= \($0)" }, end.map { "\(time) <= \($0)" }].compactMap { $0 }
    }
}
