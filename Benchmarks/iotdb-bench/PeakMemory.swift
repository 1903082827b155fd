import Platform

/// How much memory this process has used at most.
enum PeakMemory {
    /// Largest resident set so far in MiB.
    ///
    /// The figure of the system is in KiB and begins with that of the parent before `exec`.
    static var mebibytes: Double {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        return (Double(usage.ru_maxrss) / 102.4).rounded() / 10
    }
}
