import Foundation
import IoTDBTesting

/// Runs the built shell as a child process.
enum ShellRun {
    /// The program.
    static let binary = builtProduct("iotdb-shell")

    /// Runs the shell to its end against a server on loopback, with pipes as its standard streams.
    static func run(
        port: Int,
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        input: String = ""
    ) throws -> ProcessResult {
        try run(["-p", "\(port)"] + arguments, environment: environment, input: Array(input.utf8))
    }

    /// Runs the shell with exactly these arguments.
    static func run(
        _ arguments: [String],
        environment: [String: String] = [:],
        input: [UInt8] = [],
        hasPoorPipes: Bool = false
    ) throws -> ProcessResult {
        try ProcessRunner.run(
            binary,
            arguments,
            environment: surroundings(environment),
            input: input,
            hasPoorPipes: hasPoorPipes
        )
    }

    /// Runs a command of bash in which `"$0" "$@"` is the shell with these arguments.
    static func bash(
        _ command: String,
        _ arguments: [String],
        environment: [String: String] = [:]
    ) throws -> ProcessResult {
        try ProcessRunner.run(
            "/bin/bash",
            ["-c", command, binary] + arguments,
            environment: surroundings(environment)
        )
    }

    /// The machine's zone must not show in times.
    private static func surroundings(_ more: [String: String]) -> [String: String] {
        ["TZ": "UTC"].merging(more) { $1 }
    }
}

extension ProcessResult {
    /// Whether the program succeeded and wrote nothing.
    var isSilentSuccess: Bool { status == 0 && output.isEmpty && error.isEmpty }
}

/// How much of something is tried.
enum TestSize {
    /// How often a test is repeated that a race could break; `IOTDB_REPETITIONS` asks for more.
    static func repetitions(_ usual: Int) -> Int { number("IOTDB_REPETITIONS") ?? usual }

    /// Whether `IOTDB_REPETITIONS` is set.
    static let isLong = number("IOTDB_REPETITIONS") != nil

    /// Megabytes of a large result; `IOTDB_RESULT_MEGABYTES` asks for more.
    static let resultMegabytes = number("IOTDB_RESULT_MEGABYTES")

    private static func number(_ variable: String) -> Int? {
        ProcessInfo.processInfo.environment[variable].flatMap { Int($0) }
    }
}
