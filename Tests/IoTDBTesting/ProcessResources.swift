import Foundation

/// What the present process holds, for tests that look for leaks.
package enum ProcessResources {
    /// Number of threads.
    package static func threadCount() -> Int { entries(of: "/proc/self/task").count }

    /// Number of open descriptors.
    package static func descriptorCount() -> Int { entries(of: "/proc/self/fd").count }

    /// Where each open descriptor leads, such as `socket:[123]`.
    package static func descriptorTargets() -> [String] {
        entries(of: "/proc/self/fd").compactMap {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
        }
    }

    /// Bytes of memory that the process has in RAM.
    package static func residentBytes() -> Int { statusBytes("VmRSS") }

    /// Most bytes of memory that the process had in RAM since ``resetPeak()``.
    package static func peakBytes() -> Int { statusBytes("VmHWM") }

    /// Makes ``peakBytes()`` count from now on.
    package static func resetPeak() {
        let file = open("/proc/self/clear_refs", O_WRONLY)
        precondition(file >= 0 && write(file, "5", 1) == 1, "the peak of memory cannot be reset")
        close(file)
    }

    /// A line of `/proc/self/status`, which says kilobytes.
    private static func statusBytes(_ name: String) -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix(name + ":") } ?? ""
        let number = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) }
        guard let number else { preconditionFailure("no \(name) in /proc/self/status") }
        return number << 10
    }

    private static func entries(of path: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    }

    /// Waits until `condition` holds; false when it does not within `limit`.
    package static func eventually(
        within limit: Duration = .seconds(20),
        _ condition: () -> Bool
    ) async -> Bool {
        let end = ContinuousClock.now + limit
        while !condition() {
            if ContinuousClock.now > end { return false }
            await Task.yield()
            sched_yield()
        }
        return true
    }
}
