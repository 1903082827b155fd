/// A stretch of time in which a zone has one offset from UTC.
package struct ZoneInterval: Sendable, Equatable {
    /// First second, counted from 1970-01-01T00:00:00Z; `Int64.min` when it has no start.
    package let start: Int64
    /// First second after it; `Int64.max` when it has no end.
    package let end: Int64
    /// Seconds to add to UTC for local time.
    package let offset: Int

    /// An interval of one offset.
    package init(start: Int64, end: Int64, offset: Int) {
        self.start = start
        self.end = end
        self.offset = offset
    }
}
