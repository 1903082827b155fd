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
        input: [UInt8] = []
    ) throws -> ProcessResult {
        try ProcessRunner.run(binary, arguments, environment: surroundings(environment), input: input)
    }

    /// Runs a command of bash in which `"$0" "$@"` is the shell with these arguments.
    static func bash(_ command: String, _ arguments: [String]) throws -> ProcessResult {
        try ProcessRunner.run(
            "/bin/bash",
            ["-c", command, binary] + arguments,
            environment: surroundings([:])
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
