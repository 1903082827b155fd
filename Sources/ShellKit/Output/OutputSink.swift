/// Where rendered bytes go: standard output, a file, a pager, or memory in tests.
package protocol OutputSink: Sendable {
    /// Writes all bytes or throws; a short write is never reported as success.
    func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError)
}
