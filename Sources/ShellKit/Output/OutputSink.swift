/// Where rendered bytes go: standard output, a file, a pager, another program, or memory in tests.
package protocol OutputSink: Sendable {
    /// Writes all bytes or throws; a short write is never reported as success.
    func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError)

    /// Throws when nobody reads what is written any more, without writing anything.
    func checkReader() throws(OutputError)

    /// Ends the output: a file gets its name, a program the end of its input.
    ///
    /// Called once. May block until a program has ended.
    ///
    /// - Parameter isWhole: whether everything was written that belongs to it; else a file does not appear.
    func finish(isWhole: Bool) throws(OutputError)
}

extension OutputSink {
    /// Nothing is known about a reader.
    package func checkReader() throws(OutputError) {}

    /// Nothing to end.
    package func finish(isWhole: Bool) throws(OutputError) {}
}

/// Takes everything and keeps nothing.
package struct DiscardingSink: OutputSink {
    /// A sink.
    package init() {}

    /// Does nothing.
    package func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {}
}
