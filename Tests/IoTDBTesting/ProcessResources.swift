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
