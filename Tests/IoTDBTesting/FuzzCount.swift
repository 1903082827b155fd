import Glibc

/// How much the tests with generated input do.
package enum FuzzCount {
    /// Statements of each fuzz test; `IOTDB_FUZZ_STATEMENTS` asks for more than a test run should take.
    package static let statements = getenv("IOTDB_FUZZ_STATEMENTS").flatMap { Int(String(cString: $0)) } ?? 20_000
}
