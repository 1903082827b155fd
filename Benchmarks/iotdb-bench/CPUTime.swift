import Glibc

/// Processor time of the benchmark, which other jobs on the machine do not stretch.
enum CPUTime {
    /// Seconds this process has used, user and system, over all its threads.
    static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
