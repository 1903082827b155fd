import Foundation

/// A child process did not do what the test waited for.
package struct ProcessTestError: Error, CustomStringConvertible {
    /// What was awaited, and what came instead.
    package let description: String

    /// Says what was awaited, and what came instead.
    package init(description: String) { self.description = description }
}

/// Where the build put the executables: beside the test bundle.
package func builtProduct(_ name: String) -> String {
    let runner = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    return runner.deletingLastPathComponent().appendingPathComponent(name).path
}

/// A directory that is removed with the object.
package final class TemporaryDirectory: Sendable {
    /// Absolute, without a trailing slash.
    package let path: String

    /// Makes an empty directory.
    package init() throws {
        var template = Array((NSTemporaryDirectory() + "iotdb-test-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw ProcessTestError(description: "mkdtemp: \(errno)") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}

/// Calls `body` with zero-terminated C strings in a zero-terminated array.
func withCStrings<Result>(_ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result) -> Result {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
}

/// What a program under test runs in: nothing of the machine's user.
enum TestEnvironment {
    /// Exactly the given variables, and what every program needs where they do not name it.
    ///
    /// - Parameter home: the directory of a program that was given none.
    static func complete(_ given: [String: String], home: TemporaryDirectory) -> [String: String] {
        let defaults = ["LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": home.path]
        return defaults.merging(given) { $1 }
    }
}
