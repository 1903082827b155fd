import Platform

/// Measures pieces of work.
enum Timing {
    /// Median seconds on the processor of two pieces of work that are run in turn, so that both meet the same machine.
    ///
    /// One run of each goes before and is not counted.
    static func alternate(
        runs: Int,
        _ work: () throws -> Void,
        _ peer: () throws -> Void
    ) rethrows -> (work: Double, peer: Double) {
        try work()
        try peer()
        var times: (work: [Double], peer: [Double]) = ([], [])
        for _ in 0..<runs {
            times.work.append(try processorSeconds(work))
            times.peer.append(try processorSeconds(peer))
        }
        return (median(times.work), median(times.peer))
    }

    /// Seconds of the clock, and of the processors for all threads of this process.
    static func spent(_ work: () async throws -> Void) async rethrows -> (clock: Double, processor: Double) {
        let before = processTime
        let clock = try await seconds(work)
        return (clock, processTime - before)
    }

    private static var processTime: Double { time(of: CLOCK_PROCESS_CPUTIME_ID) }
    private static var threadTime: Double { time(of: CLOCK_THREAD_CPUTIME_ID) }

    private static func time(of clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The value in the middle.
    static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    /// Seconds that this thread spends on a piece of work; other programs do not count.
    private static func processorSeconds(_ work: () throws -> Void) rethrows -> Double {
        let start = threadTime
        try work()
        return threadTime - start
    }

    /// Seconds that a piece of work takes.
    static func blockingSeconds(_ work: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try work()
        return (ContinuousClock.now - start).seconds
    }

    /// Seconds that a piece of work takes that may wait.
    static func seconds(_ work: () async throws -> Void) async rethrows -> Double {
        let start = ContinuousClock.now
        try await work()
        return (ContinuousClock.now - start).seconds
    }
}

extension Duration {
    /// The duration as a number.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
