import Platform

/// The process's environment.
enum Environment {
    /// All variables; of one that is set twice the first counts, as for `getenv`.
    static func variables() -> [String: String] {
        var variables: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let halves = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(halves[0])
            if halves.count == 2, variables[name] == nil { variables[name] = String(halves[1]) }
            entry += 1
        }
        return variables
    }
}
