import Glibc

/// How much the tests with generated input do.
enum FuzzCount {
    /// Statements of each fuzz test; `IOTDB_FUZZ_STATEMENTS` asks for more than a test run should take.
    static let statements = getenv("IOTDB_FUZZ_STATEMENTS").flatMap { Int(String(cString: $0)) } ?? 20_000
}
