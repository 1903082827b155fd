import Platform

/// The machine's clock.
package enum WallClock {
    /// An instant that the clock stands still at, for tests; nil for the machine's clock.
    @TaskLocal package static var stopped: Int64?

    /// Milliseconds since 1970-01-01T00:00:00Z.
    package static var milliseconds: Int64 { nanoseconds / 1_000_000 }

    /// Nanoseconds since 1970-01-01T00:00:00Z, until the year 2262.
    package static var nanoseconds: Int64 {
        if let stopped { return stopped }
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
