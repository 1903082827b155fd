import Platform

/// Writes a message to standard error and ends the program.
func fail(_ message: String, status: Int32) -> Never {
    _ = "iotdb-bench: \(message)\n".withCString { write(STDERR_FILENO, $0, strlen($0)) }
    exit(status)
}

if CommandLine.arguments.dropFirst() == ["--help"] {
    print(BenchArguments.usage)
    exit(0)
}
do {
    try await BenchmarkList.run(try BenchArguments(Array(CommandLine.arguments.dropFirst())))
} catch let error as UsageError {
    fail("\(error.description)\n\n\(BenchArguments.usage)", status: 2)
} catch {
    fail("\(error)", status: 1)
}
